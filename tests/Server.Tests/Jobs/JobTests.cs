using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands;
using Populatie.Cli.Shell;
using Populatie.Server.Contracts;
using Populatie.Server.Jobs;

namespace Populatie.Server.Tests.Jobs;

[Collection(ServerCollection.Name)]
public sealed class JobTests(RunningServer server)
{
    /// <summary>More than any machine makes while a test runs.</summary>
    private const int Endless = 60_000;

    [Fact]
    public async Task A_run_that_is_asked_for_is_the_run_of_the_command_line()
    {
        var expected = await OfCommandLine(replicates: 24, seed: 5);
        server.Workspace.Remove(ArtefactKind.Run, expected.Id);

        var answer = await Ask(
            new
            {
                replicates = 24,
                seed = 5,
                grain = "wijk",
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        answer.Headers.Location!.OriginalString.ShouldBe($"/v1/runs/{expected.Id}");
        var told = await server.Client.AllEvents(expected.Id);

        told.Take(told.Count - 1).Select(e => e.Name).Distinct().ShouldBe(["progress"]);
        told[^1].Name.ShouldBe("done");
        told[^1].Json.GetProperty("replicates_done").GetInt32().ShouldBe(24);
        FilesOf(expected.Id).ShouldBe(expected.Files);
        var details = await Get($"/v1/runs/{expected.Id}");
        details.GetProperty("status").GetString().ShouldBe("done");
        var values = await Get($"/v1/runs/{expected.Id}/values/clients/2035?level=wijk");
        values.GetProperty("mean").GetArrayLength().ShouldBe(10);
        // Who cancels it now comes too late, and could not know.
        using (var late = await server.Client.DeleteAsync($"/v1/runs/{expected.Id}"))
        {
            late.StatusCode.ShouldBe(HttpStatusCode.OK);
            var run = await late.Content.ReadFromJsonAsync<JsonElement>();
            run.GetProperty("id").GetString().ShouldBe(expected.Id);
            run.GetProperty("status").GetString().ShouldBe("done");
        }
        server.Workspace.Has(ArtefactKind.Run, expected.Id).ShouldBeTrue();
        (
            await Ask(
                new
                {
                    replicates = 24,
                    seed = 5,
                    grain = "wijk",
                }
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var afterwards = await server.Client.AllEvents(expected.Id);
        afterwards.Select(e => e.Name).ShouldBe(["done"]);
        // Other tests mean another run by latest.
        server.Workspace.Remove(ArtefactKind.Run, expected.Id);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_came_after()
    {
        var run = await Begun(seed: 11);
        try
        {
            var seen = "";
            await foreach (var one in server.Client.Events(run))
            {
                seen = one.Id;
                break;
            }
            await foreach (var one in server.Client.Events(run, seen))
            {
                long.Parse(one.Id).ShouldBeGreaterThan(long.Parse(seen));
                one.Json.GetProperty("replicates").GetInt32().ShouldBe(Endless);
                break;
            }
        }
        finally
        {
            (await server.Client.DeleteAsync($"/v1/runs/{run}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        var rest = await server.Client.AllEvents(run, "0");
        rest[^1].Name.ShouldBe("cancelled");
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/v1/runs/{run}/events");
        again.Headers.Add("Last-Event-ID", rest[^1].Id);
        (await server.Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public async Task A_full_queue_says_when_to_come_back_and_every_job_can_be_cancelled()
    {
        var jobs = new List<string> { await Begun(seed: 100) };
        await foreach (var one in server.Client.Events(jobs[0]))
        {
            // The first event comes when work begins: it waits no more.
            one.Name.ShouldBe("progress");
            break;
        }
        for (var seed = 101; seed <= 108; seed++)
        {
            jobs.Add(await Begun(seed));
        }
        var refused = await Ask(
            new
            {
                replicates = Endless,
                seed = 109,
                grain = "wijk",
            }
        );
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);

        var listed = await Get("/v1/runs");
        var status = listed
            .EnumerateArray()
            .ToDictionary(r => r.GetProperty("id").GetString()!, r => r.GetProperty("status").GetString());
        status[jobs[0]].ShouldBe("running");
        jobs.Skip(1).Select(j => status[j]).Distinct().ShouldBe(["queued"]);
        foreach (var job in Enumerable.Reverse(jobs))
        {
            (await server.Client.DeleteAsync($"/v1/runs/{job}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await Get($"/v1/runs/{job}")).GetProperty("status").GetString().ShouldBe("cancelled");
        }
        jobs.ShouldAllBe(j => !server.Workspace.Has(ArtefactKind.Run, j));
    }

    [Theory]
    [InlineData("{\"replicates\": 0}", 422)]
    [InlineData("{\"replicates\": 60001}", 422)]
    [InlineData("{\"grain\": \"street\"}", 422)]
    [InlineData("{\"grain\": \"wijk\", \"levels\": \"buurt\"}", 422)]
    [InlineData("{\"replicates\": \"many\"}", 400)]
    [InlineData("{\"seed\": -1}", 400)]
    [InlineData("{\"replicas\": 3}", 400)]
    [InlineData("[", 400)]
    public async Task What_cannot_be_run_is_refused(string body, int status)
    {
        var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var answer = await server.Client.PostAsync("/v1/scenarios/basis-2040/runs", content);
        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_run_that_was_there_before_stays() =>
        (await server.Client.DeleteAsync($"/v1/runs/{server.RunId}")).StatusCode.ShouldBe(HttpStatusCode.Conflict);

    [Fact]
    public async Task A_cancel_that_meets_the_end_waits_for_it_and_is_told()
    {
        var card = server.Run().Card;
        using var board = new JobBoard();
        board.TakeUp(new NoJournal());
        var job = board.Add("basis-2040", inputs: null!, card)!.Value.Job;
        var tally = new JobTally();
        job.Start().ShouldBeTrue();
        // The run goes to disk; somebody cancels; then it is there.
        job.BeginKeeping().ShouldBeTrue();
        var cancelled = board.Cancel(job, tally);
        cancelled.IsCompleted.ShouldBeFalse();
        job.End(JobStatus.Done);
        board.Tidy();
        (await cancelled).ShouldBeFalse();
        (job.Status, board.Find(card.Id), board.HasMade(card.Id)).ShouldBe((JobStatus.Done, null, true));
        // The other way round: who cancels first keeps it from the disk.
        var other = board.Add("basis-2040", inputs: null!, card)!.Value.Job;
        other.Start().ShouldBeTrue();
        var first = board.Cancel(other, tally);
        other.BeginKeeping().ShouldBeFalse();
        other.End(JobStatus.Cancelled);
        (await first).ShouldBeTrue();
        tally.Ended.ShouldAllBe(e => e.Count == 0);
    }

    [Fact]
    public async Task What_is_not_there_is_404()
    {
        (await server.Client.DeleteAsync("/v1/runs/0123456789abcdef")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.GetAsync("/v1/runs/0123456789abcdef/events")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var answer = await server.Client.PostAsync("/v1/scenarios/nonsense/runs", null);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> Begun(int seed)
    {
        var answer = await Ask(
            new
            {
                replicates = Endless,
                seed,
                grain = "wijk",
            }
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private Task<HttpResponseMessage> Ask(object body) =>
        server.Client.PostAsJsonAsync("/v1/scenarios/basis-2040/runs", body);

    private Task<JsonElement> Get(string path) => server.Client.GetFromJsonAsync<JsonElement>(path);

    private async Task<(string Id, SortedDictionary<string, string> Files)> OfCommandLine(int replicates, int seed)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        string[] command =
        [
            "project",
            "basis-2040",
            "--workspace",
            server.Workspace.Root,
            "--replicates",
            $"{replicates}",
            "--seed",
            $"{seed}",
            "--grain",
            "wijk",
            "--threads",
            "1",
        ];
        var exit = await CommandTree.RunAsync(new Session(output, errors, Language.English), command);
        exit.ShouldBe(ExitCode.Done, errors.ToString());
        var id = output.ToString().TrimEnd().Split('\n')[^1];
        return (id, FilesOf(id));
    }

    private SortedDictionary<string, string> FilesOf(string run)
    {
        var folder = server.Workspace.PathOf(ArtefactKind.Run, run);
        return new(
            Directory
                .EnumerateFiles(folder)
                .ToDictionary(f => Path.GetFileName(f), Digest.OfFile, StringComparer.Ordinal),
            StringComparer.Ordinal
        );
    }
}
