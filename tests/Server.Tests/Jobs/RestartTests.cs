using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Server.Contracts;
using Populatie.Server.Jobs;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests.Jobs;

/// <summary>What one server leaves, the next takes up. On a workspace of its own: a journal has one server at a time.</summary>
[Collection(ServerCollection.Name)]
public sealed class RestartTests(RunningServer server) : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("populatie-restart-");

    [Fact]
    [Trait("Speed", "slow")]
    public async Task After_a_restart_work_goes_on_from_what_was_kept()
    {
        CopyBase();
        string run;
        string waiting;
        long seen = 0;
        await using (var first = await Start())
        {
            using var client = ClientOf(first);
            run = await Ask(client, replicates: 60_000);
            waiting = await Ask(client, replicates: 59_000);
            await foreach (var one in client.Events(run))
            {
                seen = long.Parse(one.Id);
                if (one.Json.GetProperty("replicates_done").GetInt32() >= 8)
                {
                    break;
                }
            }
            await first.StopAsync();
        }
        await using var second = await Start();
        using var again = ClientOf(second);
        await foreach (var one in again.Events(run, $"{seen}"))
        {
            long.Parse(one.Id).ShouldBeGreaterThan(seen);
            if (one.Json.GetProperty("rate").ValueKind == JsonValueKind.Number)
            {
                // The first that is told of the work itself: what was kept is in it.
                one.Json.GetProperty("replicates_done").GetInt32().ShouldBeGreaterThanOrEqualTo(8);
                break;
            }
        }
        (await StatusOf(again, waiting)).ShouldBe("queued");
        foreach (var job in (string[])[waiting, run])
        {
            (await again.DeleteAsync($"/v1/runs/{job}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        Directory.EnumerateDirectories(Path.Combine(folder.FullName, "parts")).ShouldBeEmpty();
        await second.StopAsync();
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_job_whose_base_is_gone_has_failed_and_says_why()
    {
        CopyBase();
        string run;
        await using (var first = await Start())
        {
            using var client = ClientOf(first);
            run = await Ask(client, replicates: 60_000);
            await first.StopAsync();
        }
        Directory.Delete(Path.Combine(folder.FullName, "cubes"), recursive: true);
        await using var second = await Start();
        using var again = ClientOf(second);
        var told = await again.AllEvents(run);
        told[^1].Name.ShouldBe("failed");
        told[^1].Json.GetProperty("reason").GetString()!.ShouldContain("populatie aggregate");
        (await StatusOf(again, run)).ShouldBe("failed");
        await second.StopAsync();
    }

    [Fact]
    public async Task What_a_server_that_died_left_behind_becomes_the_run_of_the_command_line()
    {
        CopyBase();
        var (card, files) = await OfCommandLine();
        LeaveBehind(card, starts: 1);
        await using var next = await Start();
        using var client = ClientOf(next);
        var told = await client.AllEvents(card.Id);
        told[^1].Name.ShouldBe("done");
        FilesOf(card.Id).ShouldBe(files);
        var metrics = await client.GetStringAsync("/metrics");
        metrics.ShouldContain("populatie_jobs_ended_total{status=\"done\"} 1");
        metrics.ShouldContain("populatie_jobs{status=\"queued\"} 0");
        Directory.EnumerateFiles(Path.Combine(folder.FullName, "jobs"), "*.json").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_took_the_server_down_three_times_is_not_begun_again()
    {
        CopyBase();
        var (card, _) = await OfCommandLine();
        LeaveBehind(card, starts: 3);
        await using var next = await Start();
        using var client = ClientOf(next);
        var told = await client.AllEvents(card.Id);
        told.ShouldHaveSingleItem().Name.ShouldBe("failed");
        told[0].Json.GetProperty("reason").GetString()!.ShouldContain("3 times");
        (await StatusOf(client, card.Id)).ShouldBe("failed");
        (await client.GetStringAsync("/metrics")).ShouldContain("populatie_jobs{status=\"running\"} 0");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<WebApplication> Start()
    {
        var app = PopulatieServer.Build(new(new("http://127.0.0.1:0"), folder.FullName));
        await app.StartAsync();
        return app;
    }

    private static HttpClient ClientOf(WebApplication app) =>
        new()
        {
            BaseAddress = new(
                app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()
            ),
        };

    private static async Task<string> Ask(HttpClient client, int replicates)
    {
        var answer = await client.PostAsJsonAsync("/v1/scenarios/basis-2040/runs", new { replicates, grain = "wijk" });
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static async Task<string?> StatusOf(HttpClient client, string run) =>
        (await client.GetFromJsonAsync<JsonElement>($"/v1/runs/{run}")).GetProperty("status").GetString();

    /// <summary>A run by the command line; only its bytes are kept.</summary>
    private async Task<(RunCard Card, SortedDictionary<string, string> Files)> OfCommandLine()
    {
        string[] command =
        [
            "project",
            "basis-2040",
            "--workspace",
            folder.FullName,
            "--replicates",
            "8",
            "--grain",
            "wijk",
            "--threads",
            "1",
        ];
        var (output, errors) = (new StringWriter(), new StringWriter());
        var exit = await CommandTree.RunAsync(new Session(output, errors, Language.English), command);
        exit.ShouldBe(ExitCode.Done, errors.ToString());
        var id = output.ToString().TrimEnd().Split('\n')[^1];
        var workspace = Workspace.Open(folder.FullName);
        var made = (RunStore.Load(workspace, id).Card, FilesOf(id));
        workspace.Remove(ArtefactKind.Run, id);
        return made;
    }

    /// <summary>The journal as a server leaves it that is killed while it makes a run.</summary>
    private void LeaveBehind(RunCard card, int starts)
    {
        var run = RunSummary.Of(card) with { Status = "running" };
        var job = new JobRecord(1, starts, "basis-2040", card.KeepBuurten, run, null);
        var jobs = Directory.CreateDirectory(Path.Combine(folder.FullName, "jobs"));
        File.WriteAllBytes(
            Path.Combine(jobs.FullName, $"{card.Id}.json"),
            JsonSerializer.SerializeToUtf8Bytes(job, JobJson.Default.JobRecord)
        );
    }

    private SortedDictionary<string, string> FilesOf(string run) =>
        new(
            Directory
                .EnumerateFiles(Path.Combine(folder.FullName, "runs", run))
                .ToDictionary(f => Path.GetFileName(f), Digest.OfFile, StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    /// <summary>What a projection starts from, without the runs.</summary>
    private void CopyBase()
    {
        foreach (var kind in (string[])["areas", "cubes", "fits", "population"])
        {
            foreach (
                var file in Directory.EnumerateFiles(
                    Path.Combine(server.Workspace.Root, kind),
                    "*",
                    SearchOption.AllDirectories
                )
            )
            {
                var to = Path.Combine(folder.FullName, Path.GetRelativePath(server.Workspace.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
        }
    }
}
