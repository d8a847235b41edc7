using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Maps;
using Populatie.Server.Features;

namespace Populatie.Server.Tests.Ogc;

[Collection(ServerCollection.Name)]
public sealed class OgcItemTests(RunningServer server)
{
    private const string Items = "/v1/ogc/collections/buurt/items";
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private static readonly AreaSet Utrecht = EmbeddedUtrecht.Areas();

    [Fact]
    public async Task Pages_hold_every_area_once_and_lead_on_and_back()
    {
        var seen = new List<string>();
        string? at = $"{Items}?limit=40";
        var pages = 0;
        while (at is not null)
        {
            var page = await Get(at);
            page.GetProperty("numberMatched").GetInt32().ShouldBe(111);
            var codes = Codes(page);
            page.GetProperty("numberReturned").GetInt32().ShouldBe(codes.Count);
            seen.AddRange(codes);
            Linked(page, "prev").ShouldBe(pages == 0 ? null : Linked(await Get(Linked(page, "prev")!), "self"));
            pages++;
            at = Linked(page, "next");
        }
        pages.ShouldBe(3);
        seen.ShouldBe(Utrecht.Index.Buurten.Select(b => b.Code));
    }

    [Fact]
    public async Task A_page_has_a_hundred_areas_unless_asked_otherwise_and_never_over_a_thousand()
    {
        Codes(await Get(Items)).Count.ShouldBe(100);
        var all = await Get($"{Items}?limit=50000");
        Codes(all).Count.ShouldBe(111);
        Linked(all, "self")!.ShouldContain("limit=1000");
        Codes(await Get($"{Items}?offset=1000")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_that_has_tiles_is_told_the_box_of_each_area_and_no_boundary()
    {
        var (whole, boxes) = (await Get("/v1/areas/wijk"), await Get("/v1/areas/wijk?shape=box"));
        Codes(boxes).ShouldBe(Codes(whole));
        foreach (var (area, box) in Features(whole).Zip(Features(boxes)))
        {
            box.GetProperty("properties").ToString().ShouldBe(area.GetProperty("properties").ToString());
            box.GetProperty("geometry").ValueKind.ShouldBe(JsonValueKind.Null);
            var points = Rings(area).SelectMany(r => r).ToList();
            box.GetProperty("bbox")
                .EnumerateArray()
                .Select(s => s.GetDouble())
                .ShouldBe([
                    points.Min(p => p.First),
                    points.Min(p => p.Second),
                    points.Max(p => p.First),
                    points.Max(p => p.Second),
                ]);
        }
        static IEnumerable<JsonElement> Features(JsonElement page) => page.GetProperty("features").EnumerateArray();
    }

    [Fact]
    public async Task Boundaries_in_RD_are_those_of_the_map_to_the_millimetre()
    {
        var page = await Get($"{Items}?limit=1000&crs={Epsg}28992");
        var borders = Utrecht.BordersOf(AreaLevel.Buurt);
        var features = page.GetProperty("features").EnumerateArray().ToList();
        for (var i = 0; i < features.Count; i++)
        {
            var told = Rings(features[i]);
            var kept = borders.PolygonsOfArea[i].SelectMany(p => p.Rings).Select(r => borders.PointsOf(r)).ToList();
            told.Count.ShouldBe(kept.Count);
            for (var r = 0; r < kept.Count; r++)
            {
                told[r][0].ShouldBe(told[r][^1], "a ring is closed");
                told[r]
                    .Select(p => ((long)Math.Round(p.First * 1000), (long)Math.Round(p.Second * 1000)))
                    .ShouldBe([.. kept[r].Append(kept[r][0]).Select(p => ((long)p.X, (long)p.Y))]);
            }
        }
    }

    [Fact]
    public async Task EPSG_4326_has_latitude_first_and_CRS84_longitude()
    {
        var one = Rings((await Get($"{Items}?limit=1&crs={Crs84}")).GetProperty("features")[0])[0];
        var other = Rings((await Get($"{Items}?limit=1&crs={Epsg}4326")).GetProperty("features")[0])[0];
        one[0].First.ShouldBeInRange(4.9, 5.3);
        one[0].Second.ShouldBeInRange(52.0, 52.2);
        other.ShouldBe(one.Select(p => (p.Second, p.First)));
    }

    [Fact]
    public async Task Web_Mercator_is_that_of_its_definition()
    {
        var degrees = Rings((await Get($"{Items}?limit=1")).GetProperty("features")[0])[0];
        var metres = Rings((await Get($"{Items}?limit=1&crs={Epsg}3857")).GetProperty("features")[0])[0];
        for (var i = 0; i < degrees.Count; i++)
        {
            metres[i].First.ShouldBe(6378137 * degrees[i].First * Math.PI / 180, 0.01);
            metres[i]
                .Second.ShouldBe(
                    6378137 * Math.Log(Math.Tan((Math.PI / 4) + (degrees[i].Second * Math.PI / 360))),
                    0.02
                );
        }
    }

    [Theory]
    [InlineData("", Crs84)]
    [InlineData("?crs=" + Epsg + "28992", Epsg + "28992")]
    public async Task The_reference_system_is_told(string query, string uri)
    {
        foreach (var path in (string[])[Items, Items + "/BU03440111"])
        {
            var answer = await server.Client.GetAsync(path + query);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            answer.Headers.GetValues("Content-Crs").ShouldBe([$"<{uri}>"]);
        }
    }

    /// <summary>Against another maker's geometry, on boxes of every size, in each reference system and its order of axes.</summary>
    [Theory]
    [InlineData(Crs84)]
    [InlineData(Epsg + "4326")]
    [InlineData(Epsg + "28992")]
    [InlineData(Epsg + "3857")]
    public async Task A_box_finds_the_areas_that_have_a_point_in_it(string uri)
    {
        var shapes = (await Get($"{Items}?limit=1000&crs={uri}"))
            .GetProperty("features")
            .EnumerateArray()
            .Select(f => (Code: f.GetProperty("id").GetString()!, Shape: Shape(f)))
            .ToList();
        var all = new Envelope();
        shapes.ForEach(s => all.ExpandToInclude(s.Shape.EnvelopeInternal));
        var chance = new Random(20260301);
        var found = new HashSet<int>();
        for (var trial = 0; trial < 60; trial++)
        {
            var size = Math.Pow(chance.NextDouble(), 4);
            var (x, y) = (all.MinX + (chance.NextDouble() * all.Width), all.MinY + (chance.NextDouble() * all.Height));
            double[] corners = [x, y, x + (size * all.Width), y + (size * all.Height)];
            var box = new GeometryFactory().ToGeometry(new Envelope(corners[0], corners[2], corners[1], corners[3]));
            var expected = shapes.Where(s => s.Shape.Intersects(box)).Select(s => s.Code).ToList();
            var text = string.Join(',', corners.Select(c => c.ToString("R", CultureInfo.InvariantCulture)));
            Codes(await Get($"{Items}?limit=1000&bbox={text}&bbox-crs={uri}")).ShouldBe(expected, text);
            found.Add(expected.Count);
        }
        found.Count.ShouldBeGreaterThan(8, "boxes of many sizes were tried");
    }

    [Fact]
    public void A_box_inside_an_area_and_one_inside_its_hole_are_told_apart()
    {
        var level = new LevelFeatures(Utrecht, AreaLevel.Gemeente);
        var all = level.Extent(CoordinateSystem.DutchRd);
        var (x, y) = ((all.Low1 + all.High1) / 2, (all.Low2 + all.High2) / 2);
        level.In([new(x, y, x + 0.001, y + 0.001)], CoordinateSystem.DutchRd).ShouldBe([0]);
        level
            .In([new(all.Low1 - 10, all.Low2 - 10, all.Low1 - 1, all.Low2 - 1)], CoordinateSystem.DutchRd)
            .ShouldBeEmpty();
        level
            .In([new(all.Low1 - 9, all.Low2 - 9, all.High1 + 9, all.High2 + 9)], CoordinateSystem.DutchRd)
            .ShouldBe([0]);
    }

    [Fact]
    public async Task A_box_that_goes_round_the_world_is_two()
    {
        Codes(await Get($"{Items}?bbox=170,40,6,60&limit=1000")).Count.ShouldBe(111);
        Codes(await Get($"{Items}?bbox=6,40,-170,60&limit=1000")).ShouldBeEmpty();
        Codes(await Get($"{Items}?bbox=4,50,-10,6,53,100&limit=1000")).Count.ShouldBe(111);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=many")]
    [InlineData("limit=10&limit=20")]
    [InlineData("offset=-1")]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=1,2,three,4")]
    [InlineData("bbox=1,2,NaN,4")]
    [InlineData("bbox=4,53,5,52")]
    [InlineData("bbox=140000,450000,130000,460000&bbox-crs=" + Epsg + "28992")]
    [InlineData("crs=EPSG:28992")]
    [InlineData("bbox-crs=" + Epsg + "9999")]
    [InlineData("datetime=yesterday")]
    [InlineData("datetime=2026-13-01T00:00:00Z")]
    [InlineData("colour=red")]
    public async Task What_cannot_be_asked_is_400(string query)
    {
        var answer = await server.Client.GetAsync($"{Items}?{query}");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("datetime=2026-01-01T00:00:00Z")]
    [InlineData("datetime=2026-01-01T00:00:00Z/..")]
    [InlineData("datetime=../2026-01-01T00:00:00.5%2B01:00")]
    public async Task Any_time_will_do(string query) => Codes(await Get($"{Items}?{query}")).Count.ShouldBe(100);

    private async Task<JsonElement> Get(string path) => await server.Client.GetFromJsonAsync<JsonElement>(path);

    private static List<string> Codes(JsonElement page) =>
        [.. page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetString()!)];

    private static string? Linked(JsonElement document, string rel) =>
        document
            .GetProperty("links")
            .EnumerateArray()
            .Where(l => string.Equals(l.GetProperty("rel").GetString(), rel, StringComparison.Ordinal))
            .Select(l => l.GetProperty("href").GetString())
            .FirstOrDefault();

    private static List<List<(double First, double Second)>> Rings(JsonElement feature) =>
        [
            .. feature
                .GetProperty("geometry")
                .GetProperty("coordinates")
                .EnumerateArray()
                .SelectMany(p => p.EnumerateArray())
                .Select(r => r.EnumerateArray().Select(p => (p[0].GetDouble(), p[1].GetDouble())).ToList()),
        ];

    private static MultiPolygon Shape(JsonElement feature)
    {
        var factory = new GeometryFactory();
        LinearRing Ring(JsonElement ring) =>
            factory.CreateLinearRing([
                .. ring.EnumerateArray().Select(p => new Coordinate(p[0].GetDouble(), p[1].GetDouble())),
            ]);
        return factory.CreateMultiPolygon([
            .. feature
                .GetProperty("geometry")
                .GetProperty("coordinates")
                .EnumerateArray()
                .Select(p => factory.CreatePolygon(Ring(p[0]), [.. p.EnumerateArray().Skip(1).Select(Ring)])),
        ]);
    }
}
