using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Store;
using Populatie.Server.Library;
using Populatie.Server.SignIn;
using Populatie.Server.Tests.Jobs;
using Populatie.Server.Trials;
using Populatie.Server.Values;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests.Trials;

/// <summary>What is only tried: there to be read before it is done, and in nobody's way.</summary>
[Collection(ServerCollection.Name)]
public sealed class TrialTests(RunningServer server)
{
    private const string Text = "name: only-tried\nextends: basis-2040\nprices: {relative: 1% (assumed)}\n";

    [Fact]
    [Trait("Speed", "slow")]
    public async Task Every_stage_of_a_trial_is_a_run_of_the_command_line_and_none_is_kept()
    {
        var (runs, scenarios) = (await server.Client.GetStringAsync("/v1/runs"), Scenarios());
        var asked = await Ask(new { yaml = Text, replicates = 80 });
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        asked.Headers.Location!.OriginalString.ShouldBe($"/v1/trials/{id}");
        var told = await server.Client.AllEvents($"/v1/trials/{id}");
        told[^1].Name.ShouldBe("done");
        var stages = told.Where(e => e.Name is "partial")
            .Select(e => (Run: TextOf(e.Json, "run"), Count: e.Json.GetProperty("replicates").GetInt32()))
            .ToList();
        stages.Select(s => s.Count).ShouldBe(TrialWork.StagesOf(80, Environment.ProcessorCount));
        stages.Count.ShouldBeGreaterThan(1);
        stages[^1].Run.ShouldBe(id);

        (await server.Client.GetStringAsync("/v1/runs")).ShouldBe(runs);
        Scenarios().ShouldBe(scenarios);
        server.Workspace.Has(ArtefactKind.Run, id).ShouldBeFalse();
        var file = Path.Combine(server.Folder, "only-tried.yaml");
        await File.WriteAllTextAsync(file, Text);
        foreach (var (run, count) in stages)
        {
            var tried = await server.Client.GetByteArrayAsync($"/v1/runs/{run}/values/waiting/2035?level=wijk");
            string[] project = ["project", file, "--workspace", server.Folder, "--replicates", $"{count}"];
            var said = await server.Say([.. project, "--grain", "wijk"]);
            said.TrimEnd().Split('\n')[^1].ShouldBe(run);
            var kept = RunStore.Load(server.Workspace, run);
            var query = ValuesQuery.Of(kept, "waiting", "2035", "wijk", null);
            tried.ShouldBe(ValuesDocument.Of(kept, query, Sight.All));
            server.Workspace.Remove(ArtefactKind.Run, run);
        }
        (await Ask(new { yaml = Text, replicates = 80 })).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var held = await server.Client.GetFromJsonAsync<JsonElement>($"/v1/trials/{id}");
        TextOf(held, "status").ShouldBe("done");
        held.GetProperty("stages").GetArrayLength().ShouldBe(stages.Count);
        (await server.Client.AllEvents($"/v1/trials/{id}")).Select(e => e.Name).ShouldBe(["done"]);
        (await server.Client.DeleteAsync($"/v1/trials/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        File.Delete(file);
    }

    [Theory]
    [InlineData("{\"scenario\": \"basis-2040\", \"replicates\": 1}", 422)]
    [InlineData("{\"scenario\": \"basis-2040\", \"replicates\": 201}", 422)]
    [InlineData("{\"yaml\": \"name: x\\nextends: basis-2040\\nhorizon: never\"}", 422)]
    [InlineData("{\"yaml\": \"name: x\\nextends: ../../secret.yaml\"}", 422)]
    [InlineData("{\"scenario\": \"nonsense\"}", 404)]
    [InlineData("{\"scenario\": \"basis-2040\", \"yaml\": \"name: x\"}", 400)]
    [InlineData("{}", 400)]
    [InlineData("", 400)]
    public async Task What_cannot_be_tried_is_refused(string body, int status)
    {
        var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        var answer = await server.Client.PostAsync("/v1/trials", content);
        ((int)answer.StatusCode).ShouldBe(status, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_was_never_tried_is_404()
    {
        const string never = "/v1/trials/0123456789abcdef";
        (await server.Client.GetAsync(never)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.GetAsync($"{never}/events")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await server.Client.DeleteAsync(never)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void The_trial_that_was_longest_unread_makes_room()
    {
        var shelf = new TrialShelf();
        var run = server.Run();
        for (var i = 0; i < TrialShelf.Most; i++)
        {
            shelf.Put($"{i}", run);
        }
        // All hold the same run here: whoever reads it reads it of the first.
        shelf.Find(run.Card.Id).ShouldBe(run);
        shelf.Put("one more", run);
        shelf.StagesOf("0").ShouldNotBeEmpty();
        shelf.StagesOf("1").ShouldBeEmpty();
        shelf.StagesOf("one more").ShouldHaveSingleItem().Replicates.ShouldBe(run.Card.Replicates);
    }

    [Theory]
    [InlineData(100, 1, new[] { 16, 48, 100 })]
    [InlineData(100, 2, new[] { 16, 48, 100 })]
    [InlineData(100, 8, new[] { 64, 100 })]
    [InlineData(16, 2, new[] { 16 })]
    [InlineData(2, 2, new[] { 2 })]
    public void The_first_stage_is_one_round_of_all_threads(int replicates, int threads, int[] stages) =>
        TrialWork.StagesOf(replicates, threads).ShouldBe(stages);

    private Task<HttpResponseMessage> Ask(object body) => server.Client.PostAsJsonAsync("/v1/trials", body);

    private string[] Scenarios() => Directory.GetFiles(Path.Combine(server.Folder, "scenarios"));

    private static string TextOf(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
