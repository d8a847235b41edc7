using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need.Indicators;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;

namespace Populatie.Server.Tests.Values;

[Collection(ServerCollection.Name)]
public sealed class IndicatorsTests(RunningServer server)
{
    private const int Year = 2024;

    [Fact]
    public async Task Rows_are_those_of_the_command_line_without_what_tells_of_few()
    {
        foreach (var level in (AreaLevel[])[AreaLevel.Wijk, AreaLevel.Buurt])
        {
            var frame = Frame(level);
            var told = await Get($"/v1/indicators?level={level.ToName()}&year={Year}");
            told.Count.ShouldBe(frame.Count);
            var hidden = 0;
            for (var i = 0; i < frame.Count; i++)
            {
                var row = told[i];
                row.GetProperty("area").GetString().ShouldBe(frame[i].Area.Code);
                row.GetProperty("indicator").GetString().ShouldBe(frame[i].Kind.Code);
                var isFew = frame[i].Value is not null && frame[i].Fewest < 10;
                hidden += isFew ? 1 : 0;
                Number(row, "value").ShouldBe(isFew ? null : frame[i].Value);
                Number(row, "low").ShouldBe(isFew ? null : frame[i].Low);
                Number(row, "high").ShouldBe(isFew ? null : frame[i].High);
                row.GetProperty("reason").GetString().ShouldBe(isFew ? "protected" : null);
            }
            (level == AreaLevel.Buurt ? hidden : 1).ShouldBeGreaterThan(0, "some buurten are small");
            hidden.ShouldBeLessThan(frame.Count);
        }
    }

    /// <summary>Counted again from the rows themselves: no value that was kept inside is in a band.</summary>
    [Fact]
    public async Task Bands_are_of_peers_that_may_be_told()
    {
        var told = await Get($"/v1/indicators?level=buurt&year={Year}");
        var bands = 0;
        foreach (var rows in told.GroupBy(r => r.GetProperty("indicator").GetString(), StringComparer.Ordinal))
        {
            var values = rows.Select(r => Number(r, "value")).OfType<double>().ToList();
            foreach (var row in rows)
            {
                var peers = row.GetProperty("peers");
                if (peers.ValueKind != JsonValueKind.Null && peers.GetProperty("type").GetString() is "all")
                {
                    bands++;
                    var others = values.Count - (Number(row, "value") is null ? 0 : 1);
                    peers.GetProperty("count").GetInt32().ShouldBe(others);
                    peers.GetProperty("p5").GetDouble().ShouldBeGreaterThanOrEqualTo(values.Min());
                    peers.GetProperty("p95").GetDouble().ShouldBeLessThanOrEqualTo(values.Max());
                }
            }
        }
        bands.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task One_area_finds_its_own_level_and_brings_its_last_note()
    {
        AreaNotes.Add(server.Workspace, "WK034403", "Between the park and the railway");
        var told = await Get("/v1/indicators?area=WK034403");
        told.Count.ShouldBe(IndicatorFrame.Kinds.Count);
        told[0].GetProperty("level").GetString().ShouldBe("wijk");
        told[0].GetProperty("note").GetString().ShouldBe("Between the park and the railway");
    }

    [Fact]
    public async Task Who_has_them_gets_304_until_a_note_is_added()
    {
        const string path = "/v1/indicators?area=WK034404";
        var tag = (await server.Client.GetAsync(path)).Headers.ETag!;
        (await Again(path, tag)).ShouldBe(HttpStatusCode.NotModified);
        AreaNotes.Add(server.Workspace, "WK034404", "A new school");
        (await Again(path, tag)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Residents_that_are_imported_count_at_once()
    {
        const string path = "/v1/indicators?level=wijk&year=2024";
        var before = await server.Client.GetAsync(path);
        var cube = CubeStore.Load(server.Workspace, "latest");
        var people = PopulationStore.LoadOrDefault(server.Workspace, cube.Axes.Areas, null);
        // As if everybody came a year later.
        var late = new PopulationSeries(
            people.BuurtCodes,
            people.Tables.Zip(people.Tables.Skip(1)).Select(t => t.First.InYear(t.Second.Year, t.First.Basis))
        );
        var id = PopulationStore.Save(server.Workspace, late, "a year late");
        try
        {
            var after = await server.Client.GetAsync(path);
            after.Headers.ETag.ShouldNotBe(before.Headers.ETag);
            (await Again(path, before.Headers.ETag!)).ShouldBe(HttpStatusCode.OK);
        }
        finally
        {
            server.Workspace.Remove(ArtefactKind.Population, id);
        }
        (await server.Client.GetAsync(path)).Headers.ETag.ShouldBe(before.Headers.ETag);
    }

    [Theory]
    [InlineData("?cube=..%2Fcubes", HttpStatusCode.NotFound)]
    [InlineData("?cube=0123456789abcdef", HttpStatusCode.NotFound)]
    [InlineData("?level=street", HttpStatusCode.NotFound)]
    [InlineData("?area=BU99999999", HttpStatusCode.NotFound)]
    [InlineData("?year=1900", HttpStatusCode.NotFound)]
    [InlineData("?year=soon", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_says_so(string query, HttpStatusCode status)
    {
        var answer = await server.Client.GetAsync($"/v1/indicators{query}");
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    private IReadOnlyList<Indicator> Frame(AreaLevel level)
    {
        var cube = CubeStore.Load(server.Workspace, "latest");
        var people = PopulationStore.LoadOrDefault(server.Workspace, cube.Axes.Areas, null);
        return IndicatorFrame.Of(cube, people, UnmetSettings.Embedded, level, Year);
    }

    private async Task<HttpStatusCode> Again(string path, System.Net.Http.Headers.EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(tag);
        return (await server.Client.SendAsync(request)).StatusCode;
    }

    private async Task<List<JsonElement>> Get(string path) =>
        [.. (await server.Client.GetFromJsonAsync<JsonElement>(path)).EnumerateArray()];

    private static double? Number(JsonElement row, string name) =>
        row.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;
}
