using System.Globalization;
using System.Text.Json;
using Populatie.Server.SignIn;

namespace Populatie.Server.Tests.SignIn;

/// <summary>
/// Every endpoint that a reader of wijken may ask, from the list of endpoints itself: it tells nothing of areas, or nothing of
/// areas that they do not see. A new endpoint has to be put in one of both.
/// </summary>
[Collection(ServerCollection.Name)]
[Trait("Speed", "slow")]
public sealed class LeakTests(RunningServer server)
{
    /// <summary>Names, boundaries, scenarios and progress: for everybody the same.</summary>
    private static readonly HashSet<string> WithoutFigures = new(StringComparer.Ordinal)
    {
        "/v1/areas",
        "/v1/areas/{level}",
        "/v1/tiles/{level}",
        "/v1/tiles/{level}/{z}/{x}/{y}.mvt",
        "/v1/ogc",
        "/v1/ogc/conformance",
        "/v1/ogc/collections",
        "/v1/ogc/collections/{collectionId}",
        "/v1/ogc/collections/{collectionId}/items",
        "/v1/ogc/collections/{collectionId}/items/{featureId}",
        "/v1/ogc/tileMatrixSets",
        "/v1/ogc/tileMatrixSets/{tileMatrixSetId}",
        "/v1/ogc/collections/{collectionId}/tiles",
        "/v1/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}",
        "/v1/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
        "/v1/runs",
        "/v1/runs/{id}",
        "/v1/runs/{id}/events",
        "/v1/scenarios",
        "/v1/scenarios/{id}",
        // How far it is, and under which id of a run its figures are to be asked.
        "/v1/trials/{id}",
        "/v1/trials/{id}/events",
    };

    /// <summary>What is asked of those that do tell figures.</summary>
    private static readonly Dictionary<string, string[]> WithFigures = new(StringComparer.Ordinal)
    {
        ["/v1/runs/{id}/values/{measure}/{year}"] =
        [
            "/v1/runs/latest/values/cost_real/2035?level=buurt",
            "/v1/runs/latest/values/cost_nominal/2030?level=wijk",
            "/v1/runs/latest/values/cost_real/2035?level=buurtteam&product=Wmo",
        ],
        ["/v1/runs/{id}/series/{measure}"] = ["/v1/runs/latest/series/cost_real?level=buurt"],
        ["/v1/runs/{id}/series/{measure}/{area}"] = [$"/v1/runs/latest/series/cost_real/{SignedInServer.OtherWijk}"],
        ["/v1/compare"] = ["/v1/compare?a=latest&b=latest&level=wijk&year=all"],
        ["/v1/indicators"] = ["/v1/indicators?level=wijk", "/v1/indicators?level=buurt"],
    };

    /// <summary>Of all years, so not of what one document holds.</summary>
    private const string Scale = "scale";

    /// <summary>Tells of who asks.</summary>
    private const string Me = "/v1/me";

    [Fact]
    public async Task What_a_reader_may_ask_holds_no_figure_of_what_they_do_not_see()
    {
        await using var guarded = await SignedInServer.Start(server);
        var (city, reader) = (guarded.As("city"), guarded.As("reader", SignedInServer.Wijk));
        foreach (var (pattern, method, access) in AccessTests.EndpointsOf(guarded.App))
        {
            if (access != Access.Reader || method is not "GET" || pattern is Me)
            {
                continue;
            }
            if (WithoutFigures.Contains(pattern))
            {
                var path = AccessTests
                    .PathOf(pattern)
                    .Replace("scenarios/latest", "scenarios/basis-2040", StringComparison.Ordinal);
                var (mine, all) = (await reader.GetAsync(path), await city.GetAsync(path));
                mine.IsSuccessStatusCode.ShouldBe(!pattern.Contains("trials", StringComparison.Ordinal), path);
                (await mine.Content.ReadAsStringAsync()).ShouldBe(await all.Content.ReadAsStringAsync(), path);
                continue;
            }
            WithFigures.Keys.ShouldContain(pattern, "a new endpoint: say here what a reader of wijken is told by it");
            foreach (var path in WithFigures[pattern])
            {
                var all = new Dictionary<string, HashSet<double>>(StringComparer.Ordinal);
                // Bands are made of values; those are what is kept.
                Collect(await Get(city, path), "", all, withBands: false);
                var seen = all.Where(a => IsSeen(a.Key)).SelectMany(a => a.Value).ToHashSet();
                var unseen = all.Where(a => !IsSeen(a.Key)).SelectMany(a => a.Value).Where(IsTelling).ToHashSet();
                unseen.ExceptWith(seen);
                unseen.Count.ShouldBeGreaterThan(5, $"{path} has figures to keep");

                var told = new Dictionary<string, HashSet<double>>(StringComparer.Ordinal);
                Collect(await Get(reader, path), "", told);
                told.SelectMany(t => t.Value).Where(unseen.Contains).ShouldBeEmpty(path);
            }
        }
    }

    [Fact]
    public async Task A_scale_of_colours_ends_at_a_figure_that_is_seen()
    {
        await using var guarded = await SignedInServer.Start(server);
        var reader = guarded.As("reader", SignedInServer.Wijk);
        var own = server
            .Run()
            .Areas.Buurten.Where(b => string.Equals(b.WijkCode, SignedInServer.Wijk, StringComparison.Ordinal));
        var highest = new HashSet<double>();
        foreach (var buurt in own)
        {
            var series = await Get(reader, $"/v1/runs/latest/series/cost_real/{buurt.Code}");
            highest.UnionWith(
                series
                    .GetProperty("p95")
                    .EnumerateArray()
                    .Where(v => v.ValueKind == JsonValueKind.Number)
                    .Select(v => v.GetDouble())
            );
        }
        var values = await Get(reader, "/v1/runs/latest/values/cost_real/2035?level=buurt");
        highest.ShouldContain(values.GetProperty(Scale).GetProperty("total").GetProperty("p95").GetDouble());
    }

    /// <summary>What is of no area is not of an area that is kept.</summary>
    private bool IsSeen(string area)
    {
        var index = server.Run().Areas;
        foreach (var level in index.Levels)
        {
            var at = index
                .AreasAt(level)
                .ToList()
                .FindIndex(a => string.Equals(a.Code, area, StringComparison.Ordinal));
            if (at >= 0)
            {
                return Sight.Of([SignedInServer.Wijk]).AreasSeen(index, level)[at];
            }
        }
        return true;
    }

    /// <summary>Two areas may both have 12 clients, or be 0.5 of something; more digits are of one of them.</summary>
    private static bool IsTelling(double value) =>
        Math.Abs(value) >= 10_000 || value.ToString(CultureInfo.InvariantCulture).Length >= 7;

    /// <summary>All numbers of a document, rounded, by the area that they are told of; empty for none.</summary>
    private static void Collect(
        JsonElement at,
        string area,
        Dictionary<string, HashSet<double>> into,
        bool withBands = true
    )
    {
        switch (at.ValueKind)
        {
            case JsonValueKind.Number:
                if (!into.TryGetValue(area, out var numbers))
                {
                    into[area] = numbers = [];
                }
                numbers.Add(Math.Round(at.GetDouble(), 9));
                break;
            case JsonValueKind.Array:
                foreach (var member in at.EnumerateArray())
                {
                    Collect(member, area, into, withBands);
                }
                break;
            case JsonValueKind.Object:
                var areas = at.TryGetProperty("area", out var named) ? named : default;
                var own = areas.ValueKind == JsonValueKind.String ? areas.GetString()! : area;
                var columns =
                    areas.ValueKind == JsonValueKind.Array
                        ? areas.EnumerateArray().Select(a => a.GetString()!).ToList()
                        : [];
                foreach (var (name, member) in at.EnumerateObject().Select(p => (p.Name, p.Value)))
                {
                    // Columns by area, or by area and year within it.
                    var isColumn = columns.Count > 0 && name is not "year" && member.ValueKind == JsonValueKind.Array;
                    var each = isColumn ? member.GetArrayLength() / columns.Count : 0;
                    for (var i = 0; i < each * columns.Count; i++)
                    {
                        Collect(member[i], columns[i / each], into, withBands);
                    }
                    if (
                        !isColumn
                        && name is not ("year" or "last_observed" or Scale)
                        && (withBands || name is not "peers")
                    )
                    {
                        Collect(member, own, into, withBands);
                    }
                }
                break;
        }
    }

    private static async Task<JsonElement> Get(HttpClient client, string path) =>
        JsonDocument.Parse(await client.GetByteArrayAsync(path)).RootElement;
}
