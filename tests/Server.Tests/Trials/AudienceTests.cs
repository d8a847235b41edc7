using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Server.Contracts;
using Populatie.Server.Tests.Guards;
using Populatie.Server.Tests.Jobs;
using Populatie.Server.Trials;
using Populatie.Server.WarmUp;

namespace Populatie.Server.Tests.Trials;

/// <summary>A trial is for who listens to it: over a socket, as a browser does whose tab is closed.</summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class AudienceTests(RunningServer server)
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_trial_ends_when_its_last_listener_is_gone_and_so_does_one_that_waits()
    {
        await using var app = await Start(patience: TimeSpan.FromMilliseconds(100));
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var desk = app.Services.GetRequiredService<TrialDesk>();
        var (running, waiting) = (await Ask(client, 1), await Ask(client, 2));
        var jobs = (Running: desk.Find(running)!, Waiting: desk.Find(waiting)!);

        using (await Listen(client, running))
        {
            using (await Listen(client, waiting))
            using (await Listen(client, waiting))
            {
                desk.Count(JobStatus.Running).ShouldBe(1);
            }
            await jobs.Waiting.Ended.WaitAsync(Enough);
            jobs.Waiting.Status.ShouldBe(JobStatus.Cancelled);
            jobs.Running.Status.ShouldBe(JobStatus.Running);
        }
        await jobs.Running.Ended.WaitAsync(Enough);
        jobs.Running.Status.ShouldBe(JobStatus.Cancelled);
    }

    [Fact]
    public async Task Who_comes_back_in_time_hears_the_rest()
    {
        await using var app = await Start(patience: Enough);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var trial = await Ask(client, 3);
        var job = app.Services.GetRequiredService<TrialDesk>().Find(trial)!;
        var heard = "";
        await foreach (var told in client.Events($"/v1/trials/{trial}"))
        {
            heard = told.Id;
            break;
        }
        var rest = await client.AllEvents($"/v1/trials/{trial}", heard);
        rest.ShouldAllBe(e => e.Id == "end" || long.Parse(e.Id) > long.Parse(heard));
        rest[^1].Name.ShouldBe("done");
        job.Status.ShouldBe(JobStatus.Done);
    }

    [Fact]
    public async Task A_server_that_stays_tries_the_base_before_anyone_asks_and_gives_way_to_who_does()
    {
        await using var app = await Start(Enough, warmsUp: true);
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        var desk = app.Services.GetRequiredService<TrialDesk>();
        await app.Services.GetRequiredService<TrialWarmUp>().Asked.WaitAsync(Enough);
        (desk.Count(JobStatus.Queued) + desk.Count(JobStatus.Running)).ShouldBe(1);
        var other = desk.Find(await Ask(client, 4))!;
        await desk.Cancel(other);
        // It gave way, so it is computed now; the page asks for these very settings.
        var asked = await client.PostAsJsonAsync(
            "/v1/trials",
            new
            {
                scenario = TrialWarmUp.Base,
                replicates = TrialWarmUp.Replicates,
                seed = TrialWarmUp.Seed,
            }
        );
        var told = await asked.Content.ReadFromJsonAsync<JsonElement>();
        told.GetProperty("status").GetString().ShouldNotBe(JobStatus.Done);
        (await client.DeleteAsync($"/v1/trials/{told.GetProperty("id").GetString()}")).EnsureSuccessStatusCode();
    }

    private async Task<WebApplication> Start(TimeSpan patience, bool warmsUp = false)
    {
        var app = PopulatieServer.Build(
            new(new("http://127.0.0.1:0"), server.Workspace.Root)
            {
                TrialPatience = patience,
                TrialThreads = 1,
                WarmsUp = warmsUp,
            }
        );
        await app.StartAsync();
        return app;
    }

    private static async Task<string> Ask(HttpClient client, int seed)
    {
        var asked = await client.PostAsJsonAsync(
            "/v1/trials",
            new
            {
                scenario = "basis-2040",
                replicates = 200,
                seed,
            }
        );
        return (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>A socket that hears of a trial until it is closed.</summary>
    private static async Task<RawClient> Listen(HttpClient client, string trial)
    {
        var address = client.BaseAddress!;
        var socket = await RawClient.Connect(address);
        await socket.Send($"GET /v1/trials/{trial}/events HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
        var first = new byte[1];
        await socket.Stream.ReadExactlyAsync(first);
        return socket;
    }
}
