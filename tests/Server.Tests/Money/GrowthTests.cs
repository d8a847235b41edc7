using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Populatie.Server.Tests.Money;

[Collection(ServerCollection.Name)]
public sealed class GrowthTests(RunningServer server)
{
    [Fact]
    public async Task Rates_are_those_of_the_command_line_by_either_convention()
    {
        foreach (var period in (string[])["6", "7"])
        {
            var told = await Json($"/v1/growth?from=2025&to=2035&period={period}&own=wmo:2.5");
            var rates = told["rates"]!.AsArray();
            var said = await server.Say(
                "growth",
                "table",
                "--years",
                "2025-2035",
                "--period-convention",
                period,
                "--own",
                "wmo=2.5%",
                "--json"
            );
            foreach (var (one, other) in rates.Zip(JsonNode.Parse(said)!.AsArray()))
            {
                if (one!["vintage"]!.GetValue<string>() is not "own")
                {
                    JsonNode.DeepEquals(one, other).ShouldBeTrue($"{one} {other}");
                }
            }
            rates.Count.ShouldBe(JsonNode.Parse(said)!.AsArray().Count);
            told.AsObject().ContainsKey("years").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Beside_a_run_every_figure_is_that_of_the_command_line()
    {
        var told = await Json($"/v1/growth?run={server.RunId}&vintage=cpb-2022-2025");
        var said = await server.Say(
            "growth",
            "table",
            "--run",
            server.RunId,
            "--vintage",
            "cpb-2022-2025",
            "--workspace",
            server.Folder,
            "--json"
        );
        JsonNode.DeepEquals(told, JsonNode.Parse(said)).ShouldBeTrue();
        told["index"]!.AsArray().Count.ShouldBeGreaterThan(0);
        told["years"]!.AsArray().Count.ShouldBe(2 * (2040 - 2025));
    }

    [Fact]
    public async Task A_Dutch_spreadsheet_gets_semicolons_commas_and_its_mark()
    {
        var answer = await server.Client.GetAsync($"/v1/growth?run={server.RunId}&from=2027&to=2028&format=csv-nl");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes[..3].ShouldBe(Encoding.UTF8.GetPreamble());
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        var (head, first) = (lines[0].Split(';'), lines[1].Split(';'));
        lines.Length.ShouldBe(4);
        head[0].ShouldBe("jaar");
        head.ShouldContain("eigen groei Wmo 95%");
        first.Length.ShouldBe(head.Length);
        first[0].ShouldBe("2027");
        first[Array.IndexOf(head, "cpb-2027-2033 wmo")].ShouldMatch("^0,0\\d+$");
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("growth.csv");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
    }

    [Fact]
    public async Task A_workbook_is_that_of_the_command_line_to_the_byte()
    {
        var file = Path.Combine(server.Folder, "growth.xlsx");
        await server.Say("growth", "table", "--run", server.RunId, "--out", file, "--workspace", server.Folder);
        var answer = await server.Client.GetAsync($"/v1/growth?run={server.RunId}&format=xlsx&lang=en");
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(await File.ReadAllBytesAsync(file));
        answer.Content.Headers.ContentDisposition!.FileName!.Trim('"').ShouldBe("growth.xlsx");
        File.Delete(file);
    }

    [Fact]
    public async Task Who_accepts_a_table_gets_one_and_who_has_it_gets_304()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/growth");
        request.Headers.Accept.ParseAdd("text/csv");
        var answer = await server.Client.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Headers.Vary.ShouldContain("Accept");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/v1/growth?format=csv");
        again.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Parse(answer.Headers.ETag!.ToString()));
        (await server.Client.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("?from=soon", HttpStatusCode.BadRequest)]
    [InlineData("?from=2035&to=2030", HttpStatusCode.BadRequest)]
    [InlineData("?period=8", HttpStatusCode.BadRequest)]
    [InlineData("?own=wmo", HttpStatusCode.BadRequest)]
    [InlineData("?own=wmo:900", HttpStatusCode.BadRequest)]
    [InlineData("?own=street:1", HttpStatusCode.BadRequest)]
    [InlineData("?without=latest", HttpStatusCode.BadRequest)]
    [InlineData("?format=pdf", HttpStatusCode.BadRequest)]
    [InlineData("?format=csv&lang=fr", HttpStatusCode.BadRequest)]
    [InlineData("?run=0123456789abcdef", HttpStatusCode.NotFound)]
    [InlineData("?vintage=cpb-1900", HttpStatusCode.NotFound)]
    [InlineData("?run=latest&area=GM9999", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_told_says_so(string query, HttpStatusCode status)
    {
        var answer = await server.Client.GetAsync($"/v1/growth{query}");
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private async Task<JsonNode> Json(string path) =>
        (await JsonSerializer.DeserializeAsync<JsonNode>(await server.Client.GetStreamAsync(path)))!;
}
