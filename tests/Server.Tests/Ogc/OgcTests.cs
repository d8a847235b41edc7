using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;
using Populatie.Analytics.Sources.Maps;
using Populatie.Server.Tests.Reference;

namespace Populatie.Server.Tests.Ogc;

[Collection(ServerCollection.Name)]
public sealed class OgcTests(RunningServer server)
{
    [Fact]
    public async Task Every_link_from_the_landing_page_leads_somewhere_of_the_kind_it_says()
    {
        var (waiting, seen) = (new Queue<(string Address, string Type)>(), new HashSet<string>(StringComparer.Ordinal));
        waiting.Enqueue((server.Client.BaseAddress + "v1/ogc", "application/json"));
        while (waiting.TryDequeue(out var link))
        {
            if (!seen.Add(link.Address))
            {
                continue;
            }
            var answer = await server.Client.GetAsync(link.Address);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, link.Address);
            link.Type.ShouldStartWith(answer.Content.Headers.ContentType!.MediaType!, customMessage: link.Address);
            if (link.Type is "application/json" or "application/geo+json")
            {
                Follow(await answer.Content.ReadFromJsonAsync<JsonElement>(), waiting);
            }
        }
        seen.Count.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Collections_are_the_levels_of_the_map_in_the_language_of_the_request()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/ogc/collections");
        request.Headers.AcceptLanguage.ParseAdd("nl");
        var answer = await server.Client.SendAsync(request);
        answer.Headers.Vary.ShouldBe(["Accept-Language", "Accept-Encoding"]);
        var collections = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("collections");
        collections
            .EnumerateArray()
            .Select(c => c.GetProperty("id").GetString())
            .ShouldBe(EmbeddedUtrecht.Areas().Index.Levels.Select(l => l.ToName()));
        collections.EnumerateArray().Select(c => c.GetProperty("title").GetString()).ShouldContain("Wijken");
        var box = collections[0].GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0];
        box[0].GetDouble().ShouldBeInRange(4.8, 5.1);
        box[3].GetDouble().ShouldBeInRange(52.0, 52.3);
    }

    /// <summary>Numbers of the registrations: OGC 17-083r4, annex D, and the Dutch tiling guideline.</summary>
    [Theory]
    [InlineData("WebMercatorQuad", 559082264.0287178, 156543.03392804097, -20037508.342789244, 20037508.342789244)]
    [InlineData("NetherlandsRDNewQuad", 12288000, 3440.64, -285401.92, 903401.92)]
    public async Task Matrices_are_as_registered(string name, double scale, double cell, double west, double north)
    {
        var set = await server.Client.GetFromJsonAsync<JsonElement>($"/v1/ogc/tileMatrixSets/{name}");
        var matrices = set.GetProperty("tileMatrices").EnumerateArray().ToList();
        matrices.Count.ShouldBe(15);
        for (var zoom = 0; zoom < matrices.Count; zoom++)
        {
            var (matrix, half) = (matrices[zoom], Math.Pow(2, zoom));
            matrix.GetProperty("id").GetString().ShouldBe($"{zoom}");
            (matrix.GetProperty("scaleDenominator").GetDouble() * half).ShouldBe(scale, scale * 1e-9);
            (matrix.GetProperty("cellSize").GetDouble() * half).ShouldBe(cell, cell * 1e-9);
            matrix.GetProperty("matrixWidth").GetInt32().ShouldBe((int)half);
            matrix.GetProperty("pointOfOrigin")[0].GetDouble().ShouldBe(west, 1e-6);
            matrix.GetProperty("pointOfOrigin")[1].GetDouble().ShouldBe(north, 1e-6);
        }
    }

    [Fact]
    public async Task Tiles_in_Web_Mercator_are_the_same_bytes_as_those_of_the_page()
    {
        var ours = await server.Client.GetByteArrayAsync("/v1/tiles/buurt/10/526/337.mvt");
        var ogc = await server.Client.GetByteArrayAsync("/v1/ogc/collections/buurt/tiles/WebMercatorQuad/10/337/526");
        ogc.ShouldBe(ours);
    }

    /// <summary>At the deepest zoom no point is left out, and a unit is 0.05 mm: a tile's corners are the map's.</summary>
    [Fact]
    public async Task A_tile_in_RD_has_the_corners_of_the_map_in_it()
    {
        const int zoom = 14;
        const double side = 880_803.84 / (1 << zoom);
        var map = EmbeddedUtrecht.Areas();
        var corner = map.Coverage.Ring(0)[0];
        var (x, y) = (Metres(corner.X) + 285_401.92, 903_401.92 - Metres(corner.Y));
        var (column, row) = ((int)(x / side), (int)(y / side));
        var path = $"/v1/ogc/collections/buurt/tiles/NetherlandsRDNewQuad/{zoom}/{row}/{column}";
        var tile = DecodedTile.Of(await server.Client.GetByteArrayAsync(path));
        (int X, int Y) expected = ((int)((x - (column * side)) / side * 4096), (int)((y - (row * side)) / side * 4096));
        tile.Features.SelectMany(f => f.Rings).SelectMany(r => r).ShouldContain(expected);
        static double Metres(int millimetres) => millimetres / (double)RdPoint.MillimetresPerMetre;
    }

    [Theory]
    [InlineData("/v1/ogc/collections/street", 404)]
    [InlineData("/v1/ogc/collections/buurt/items/BU99999999", 404)]
    [InlineData("/v1/ogc/tileMatrixSets/Mars", 404)]
    [InlineData("/v1/ogc/collections/buurt/tiles/Mars", 404)]
    [InlineData("/v1/ogc/collections/buurt/tiles/NetherlandsRDNewQuad/15/0/0", 404)]
    [InlineData("/v1/ogc/collections/buurt/tiles/NetherlandsRDNewQuad/3/8/0", 404)]
    [InlineData("/v1/ogc/collections/buurt/tiles/NetherlandsRDNewQuad/3/0/0", 204)]
    [InlineData("/v1/ogc?colour=red", 400)]
    [InlineData("/v1/ogc/", 404)]
    public async Task What_is_not_there_says_so(string path, int status)
    {
        var answer = await server.Client.GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        if (status >= 400)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    private static void Follow(JsonElement document, Queue<(string, string)> waiting)
    {
        if (document.ValueKind == JsonValueKind.Object)
        {
            var isLink = document.TryGetProperty("href", out var href) && !document.TryGetProperty("templated", out _);
            if (isLink)
            {
                waiting.Enqueue((href.GetString()!, document.GetProperty("type").GetString()!));
            }
            foreach (var member in document.EnumerateObject().Where(m => m.Name is not "features"))
            {
                Follow(member.Value, waiting);
            }
        }
        else if (document.ValueKind == JsonValueKind.Array)
        {
            foreach (var member in document.EnumerateArray())
            {
                Follow(member, waiting);
            }
        }
    }
}
