using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;

namespace Populatie.Server.Tests.Jobs;

[Collection(ServerCollection.Name)]
public sealed class ScenarioTests(RunningServer server)
{
    private const string Yaml = "extends: basis-2040\nname: minder-aanvragen\ntake-up: 95% (assumed)\n";

    [Fact]
    public async Task Shipped_scenarios_are_listed_and_can_be_read()
    {
        var all = await server.Client.GetFromJsonAsync<JsonElement>("/v1/scenarios");
        var shipped = all.EnumerateArray().Where(s => s.GetProperty("shipped").GetBoolean());
        shipped.Select(s => s.GetProperty("id").GetString()).ShouldBe(ShippedScenarios.Names);
        (await server.Client.GetStringAsync("/v1/scenarios/basis-2040")).ShouldBe(ShippedScenarios.Read("basis-2040"));
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/json")]
    public async Task A_scenario_that_is_sent_is_kept_as_it_was(string type)
    {
        var answer = await Send(
            type is "application/yaml" ? Yaml : JsonSerializer.Serialize(new { yaml = Yaml }),
            type
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>();
        told.GetProperty("name").GetString().ShouldBe("minder-aanvragen");
        answer.Headers.Location!.OriginalString.ShouldBe($"/v1/scenarios/{told.GetProperty("id").GetString()}");
        (await server.Client.GetStringAsync(answer.Headers.Location)).ShouldBe(Yaml);
        var all = await server.Client.GetStringAsync("/v1/scenarios");
        all.ShouldContain(told.GetProperty("id").GetString()!);
    }

    [Theory]
    [InlineData("extends: basis-2040\nname: x\ngrowth: {jeugd: veel}\n")]
    [InlineData("extends: basis-2040\nname: x\ngroei: 3\n")]
    [InlineData("extends: ../../person.key\nname: x\n")]
    [InlineData("name: [")]
    [InlineData("")]
    public async Task What_is_no_scenario_is_told_as_on_the_command_line(string yaml)
    {
        var answer = await Send(yaml, "application/yaml");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var fault = Should.Throw<SourceFormatException>(() => ScenarioReader.Parse(yaml, "scenario.yaml"));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("detail").GetString().ShouldBe(fault.Text.English);
        if (yaml.Contains("groei", StringComparison.Ordinal))
        {
            fault.Text.English.ShouldStartWith("scenario.yaml:3:1: ");
        }
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("{\"yml\": \"x\"}", "application/json", 400)]
    [InlineData("{}", "application/json", 400)]
    [InlineData("name: x", "text/plain", 415)]
    [InlineData("name=x", "application/x-www-form-urlencoded", 415)]
    public async Task What_is_not_sent_as_a_scenario_is_not_read(string body, string type, int status)
    {
        var answer = await Send(body, type);
        ((int)answer.StatusCode).ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/v1/scenarios/0123456789abcdef")]
    [InlineData("/v1/scenarios/..%2F..%2Fperson.key")]
    [InlineData("/v1/scenarios/nonsense")]
    public async Task A_scenario_that_is_not_there_is_404(string path)
    {
        var answer = await server.Client.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private Task<HttpResponseMessage> Send(string body, string type) =>
        server.Client.PostAsync("/v1/scenarios", new StringContent(body, Encoding.UTF8, type));
}
