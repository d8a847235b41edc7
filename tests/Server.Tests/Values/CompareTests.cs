using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Simulation.Store;

namespace Populatie.Server.Tests.Values;

[Collection(ServerCollection.Name)]
public sealed class CompareTests(RunningServer server)
{
    [Fact]
    public async Task Rows_are_those_of_the_command_line()
    {
        var run = server.Run();
        var expected = ComparisonTable.Of(run, run, new());
        var told = await server.Client.GetFromJsonAsync<JsonElement>($"/v1/compare?a={server.RunId}&b={server.RunId}");
        told.GetProperty("replicates").GetInt32().ShouldBe(expected.Replicates);
        var rows = told.GetProperty("rows").EnumerateArray().ToList();
        rows.Count.ShouldBe(expected.Rows.Length);
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].GetProperty("measure").GetString().ShouldBe(expected.Rows[i].Measure);
            rows[i].GetProperty("year").GetInt32().ShouldBe(expected.Rows[i].Year);
            rows[i].GetProperty("mean").GetDouble().ShouldBe(0);
            rows[i].GetProperty("p_equal").GetDouble().ShouldBe(1);
        }
    }

    [Fact]
    public async Task Every_year_is_told_at_once()
    {
        var told = await server.Client.GetFromJsonAsync<JsonElement>(
            $"/v1/compare?a={server.RunId}&b={server.RunId}&level=wijk&measure=unmet&year=all"
        );
        var rows = told.GetProperty("rows").EnumerateArray().ToList();
        rows.Count.ShouldBe(10 * 15);
        rows.Select(r => r.GetProperty("year").GetInt32()).Distinct().Order().ShouldBe(Enumerable.Range(2026, 15));
    }

    [Theory]
    [InlineData("", HttpStatusCode.BadRequest)]
    [InlineData("?a=latest", HttpStatusCode.BadRequest)]
    [InlineData("?a=latest&b=0123456789abcdef", HttpStatusCode.NotFound)]
    [InlineData("?a=latest&b=latest&level=street", HttpStatusCode.BadRequest)]
    [InlineData("?a=latest&b=latest&year=soon", HttpStatusCode.BadRequest)]
    [InlineData("?a=latest&b=latest&measure=nonsense", HttpStatusCode.UnprocessableEntity)]
    public async Task What_cannot_be_compared_says_so(string query, HttpStatusCode status)
    {
        var answer = await server.Client.GetAsync($"/v1/compare{query}");
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
