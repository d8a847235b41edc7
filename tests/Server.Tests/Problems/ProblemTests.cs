using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Http;

namespace Populatie.Server.Tests.Problems;

[Collection(ServerCollection.Name)]
public sealed class ProblemTests(RunningServer server)
{
    [Theory]
    [InlineData("/nothing", 404, "docs/server.md")]
    [InlineData("/v1/runs/", 404, "/v1/runs")]
    [InlineData("/v1/runs/0123456789abcdef", 404, "/v1/runs")]
    [InlineData("/v1/runs/..%2F..%2Fcatalogue.db", 404, "/v1/runs")]
    [InlineData("/v1/runs/latest/values/nonsense/2035", 404, "clients")]
    [InlineData("/v1/runs/latest/values/clients/2041", 404, "2040")]
    [InlineData("/v1/runs/latest/values/clients/soon", 400, "2040")]
    [InlineData("/v1/runs/latest/values/clients/2035?level=street", 404, "wijk")]
    [InlineData("/v1/runs/latest/values/clients/2035?product=nonsense", 404, "Jeugd")]
    [InlineData("/v1/runs/latest/series/clients/BU99999999", 404, "/v1/areas")]
    [InlineData("/v1/runs/latest/values/clients/2035?levle=wijk", 400, "did you mean level?")]
    [InlineData("/v1/runs/latest/values/clients/2035?Level=wijk", 400, "did you mean level?")]
    [InlineData("/v1/runs/latest/values/clients/2035?level=wijk&measure=hours", 400, "level, product")]
    [InlineData("/v1/runs?year=2035", 400, "no query")]
    [InlineData("/v1/ogc?f=json", 400, "no query")]
    [InlineData("/v1/ogc/collections/wijk/items?limits=3", 400, "did you mean limit?")]
    [InlineData("/v1/areas/street", 404, "buurt")]
    [InlineData("/v1/areas/wijk?shape=round", 400, "borders")]
    [InlineData("/v1/tiles/buurt/15/0/0.mvt", 404, "14")]
    [InlineData("/v1/tiles/buurt/3/8/0.mvt", 404, "7")]
    [InlineData("/v1/tiles/buurt/3/-1/0.mvt", 404, "7")]
    public async Task What_cannot_be_met_says_what_can(string path, int status, string names)
    {
        var answer = await server.Client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("detail").GetString()!.ShouldContain(names);
        answer.Headers.Contains("API-Version").ShouldBeTrue();
    }

    [Fact]
    public async Task A_method_that_is_not_there_is_405()
    {
        var answer = await server.Client.DeleteAsync("/v1/areas/buurt");
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Problems_speak_the_language_of_the_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/areas/street");
        request.Headers.AcceptLanguage.ParseAdd("nl-NL, en;q=0.5");
        var answer = await server.Client.SendAsync(request);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString()!.ShouldContain("kaart");
        answer.Content.Headers.ContentLanguage.ShouldBe(["nl"]);
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://192.168.1.5:5080")]
    [InlineData("http://example.org:5080")]
    public void Nobody_beyond_this_machine_may_come_in_unknown(string url) =>
        Should.Throw<Analytics.Faults.UsageException>(() => new ServeOptions(new(url), "w").Checked());

    [Fact]
    public async Task Where_the_workspace_lies_is_not_told()
    {
        var workspace = Workspace.ToRead(Path.Combine(Path.GetTempPath(), "gemeente"));
        await using var services = new ServiceCollection().AddSingleton(workspace).BuildServiceProvider();
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        context.Response.Body = body;
        var file = Path.Combine(workspace.Root, "runs", "0123", "card.json");
        await ProblemAnswers.Answer(
            context,
            _ => throw new UsageException(Bilingual.Same($"{file} cannot be read; look in {workspace.Root}"))
        );
        var detail = JsonDocument.Parse(body.ToArray()).RootElement.GetProperty("detail").GetString();
        detail.ShouldBe("runs/0123/card.json cannot be read; look in the workspace");
    }
}
