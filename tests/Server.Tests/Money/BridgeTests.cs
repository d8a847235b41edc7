using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests.Money;

[Collection(ServerCollection.Name)]
public sealed class BridgeTests(RunningServer server)
{
    [Theory]
    [InlineData("nominal")]
    [InlineData("real")]
    public async Task Between_years_every_figure_is_that_of_the_command_line(string money)
    {
        var told = await Json($"/v1/bridge?run={server.RunId}&from=2026&to=2035&money={money}");
        var said = await server.Say(
            "bridge",
            server.RunId,
            "--from",
            "2026",
            "--to",
            "2035",
            "--money",
            money,
            "--workspace",
            server.Folder,
            "--json"
        );
        JsonNode.DeepEquals(told, JsonNode.Parse(said)).ShouldBeTrue();
        told["by_ages"]!.GetValue<bool>().ShouldBeTrue();
        Adds(told);
    }

    [Fact]
    public async Task From_a_run_to_itself_nothing_changes()
    {
        var told = await Json("/v1/bridge?a=latest&b=latest&to=2035");
        told["other"]!.GetValue<string>().ShouldBe(server.RunId);
        (told["from"]!.GetValue<int>(), told["to"]!.GetValue<int>()).ShouldBe((2035, 2035));
        var rows = told["parts"]!.AsArray().SelectMany(p => p!["rows"]!.AsArray()).ToList();
        rows.Count.ShouldBeGreaterThan(10);
        rows.ShouldAllBe(r => r!["change"]!.GetValue<long>() == 0);
        told["parts"]![0]!["begin"]!.GetValue<long>().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_table_has_a_row_for_each_reason_in_euros()
    {
        var answer = await server.Client.GetAsync($"/v1/bridge?run={server.RunId}&to=2035&format=csv");
        var lines = (await answer.Content.ReadAsStringAsync()).Split("\r\n");
        var told = await Json($"/v1/bridge?run={server.RunId}&to=2035");
        var rows = told["parts"]!.AsArray()[^1]!["rows"]!.AsArray();
        lines.Length.ShouldBe(rows.Count + 4);
        lines[0].ShouldStartWith("reden,Wmo (€),Jeugd (€),alle zorg (€),");
        lines[1].ShouldStartWith("2025,");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("bridge.csv");
    }

    [Fact]
    public async Task Too_few_clients_are_not_told_of()
    {
        var run = server.Run();
        var few = RunFigures
            .Select(
                run,
                new()
                {
                    Measure = Measures.Clients.Name,
                    Level = AreaLevel.Buurt,
                    Year = 2025,
                }
            )
            .First(f =>
                (f.Spread?.P50 ?? f.Value) is > 0 and < 10
                && run.Products.TryFind(f.Product, out var p)
                && !run.Products.IsTotal(p)
            );
        var query = $"?run={server.RunId}&from=2025&level=buurt&area={few.Area}&product={few.Product}&to=2035";
        var answer = await server.Client.GetAsync("/v1/bridge" + query);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, await answer.Content.ReadAsStringAsync());
        (
            await server.Client.GetAsync(
                "/v1/bridge" + query.Replace("from=2025", "from=2026", StringComparison.Ordinal)
            )
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("?a=latest", HttpStatusCode.BadRequest)]
    [InlineData("?money=gold", HttpStatusCode.BadRequest)]
    [InlineData("?level=street", HttpStatusCode.BadRequest)]
    [InlineData("?from=soon", HttpStatusCode.BadRequest)]
    [InlineData("?from=2035&to=2030", HttpStatusCode.NotFound)]
    [InlineData("?level=wijk", HttpStatusCode.NotFound)]
    [InlineData("?product=nonsense", HttpStatusCode.NotFound)]
    [InlineData("?run=0123456789abcdef", HttpStatusCode.NotFound)]
    [InlineData("?a=latest&b=latest&to=2020", HttpStatusCode.UnprocessableEntity)]
    public async Task What_cannot_be_told_says_so(string query, HttpStatusCode status)
    {
        var answer = await server.Client.GetAsync($"/v1/bridge{query}");
        answer.StatusCode.ShouldBe(status, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    /// <summary>Law: the parts add up to the change, to the cent.</summary>
    private static void Adds(JsonNode bridge)
    {
        foreach (var part in bridge["parts"]!.AsArray())
        {
            part!["rows"]!
                .AsArray()
                .Sum(r => r!["change"]!.GetValue<long>())
                .ShouldBe(part["change"]!.GetValue<long>());
        }
    }

    private async Task<JsonNode> Json(string path) =>
        (await JsonSerializer.DeserializeAsync<JsonNode>(await server.Client.GetStreamAsync(path)))!;
}
