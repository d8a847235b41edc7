using System.Diagnostics;
using System.Text.Json;
using Populatie.Server.Tests.Reference;

namespace Populatie.Server.Tests.Ogc;

/// <summary>What GDAL makes of the server: the library under QGIS, which knows OGC's standards and not us.</summary>
[Collection(ServerCollection.Name)]
public sealed class GdalTests(RunningServer server)
{
    [GdalTheory]
    [InlineData("gemeente", 1)]
    [InlineData("wijk", 10)]
    [InlineData("buurt", 111)]
    [Trait("Speed", "slow")]
    public async Task It_lists_every_area_with_name_and_boundary(string level, int count)
    {
        // Small pages, so that it has to follow links.
        var read = Features(await Run($"OAPIF:{server.Client.BaseAddress}v1/ogc", level, "-oo", "PAGE_SIZE=25"));
        var ours = Features(await server.Client.GetStringAsync($"/v1/areas/{level}"));
        read.Count.ShouldBe(count);
        read.Keys.ShouldBe(ours.Keys);
        foreach (var (code, area) in ours)
        {
            read[code].Name.ShouldBe(area.Name);
            Same(read[code].Geometry, area.Geometry, 1e-7, code);
        }
    }

    [GdalFact]
    [Trait("Speed", "slow")]
    public async Task It_reads_RD_coordinates_as_they_are()
    {
        var path = "v1/ogc/collections/wijk/items?crs=http://www.opengis.net/def/crs/EPSG/0/28992";
        var read = Features(await Run($"{server.Client.BaseAddress}{path}"));
        var ours = Features(await server.Client.GetStringAsync("/" + path));
        read.Count.ShouldBe(10);
        foreach (var (code, area) in ours)
        {
            Same(read[code].Geometry, area.Geometry, 0.0005, code);
        }
        Numbers(ours["WK034403"].Geometry).First().ShouldBeInRange(130_000, 145_000);
    }

    [GdalTheory]
    [InlineData("/v1/tiles/buurt/10/526/337.mvt")]
    [InlineData("/v1/tiles/wijk/10/526/337.mvt")]
    [InlineData("/v1/ogc/collections/buurt/tiles/WebMercatorQuad/9/168/263")]
    [InlineData("/v1/ogc/collections/buurt/tiles/NetherlandsRDNewQuad/6/32/30")]
    [InlineData("/v1/ogc/collections/gemeente/tiles/NetherlandsRDNewQuad/4/8/7")]
    [Trait("Speed", "slow")]
    public async Task It_reads_the_rings_of_a_tile_as_we_do(string path)
    {
        var bytes = await server.Client.GetByteArrayAsync(path);
        var folder = Directory.CreateTempSubdirectory("populatie-gdal-");
        try
        {
            var file = Path.Combine(folder.FullName, "tile.mvt");
            await File.WriteAllBytesAsync(file, bytes);
            var ours = DecodedTile.Of(bytes);
            var read = Features(await Run(file, "-oo", "CLIP=NO"));
            read.Keys.ShouldBe(ours.Features.Select(f => f.Tags["code"]).Order(StringComparer.Ordinal));
            foreach (var feature in ours.Features)
            {
                var (name, geometry) = read[feature.Tags["code"]];
                name.ShouldBe(feature.Tags["name"]);
                // In a tile of which it does not know the place, GDAL counts units from the bottom.
                Points(geometry)
                    .ShouldBe(
                        [.. feature.Rings.SelectMany(r => r).Select(p => (p.X, 4096 - p.Y)).ToHashSet().Order()],
                        feature.Tags["code"]
                    );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Its reading of a source, as GeoJSON.</summary>
    private static async Task<string> Run(string source, params string[] more)
    {
        var start = new ProcessStartInfo(
            "ogr2ogr",
            ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", "/vsistdout/", source, .. more]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["no_proxy"] = "127.0.0.1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await errors);
        return output;
    }

    private static SortedDictionary<string, (string Name, JsonElement Geometry)> Features(string geoJson)
    {
        using var document = JsonDocument.Parse(geoJson);
        return new(
            document
                .RootElement.Clone()
                .GetProperty("features")
                .EnumerateArray()
                .ToDictionary(
                    f => f.GetProperty("properties").GetProperty("code").GetString()!,
                    f => (f.GetProperty("properties").GetProperty("name").GetString()!, f.GetProperty("geometry")),
                    StringComparer.Ordinal
                ),
            StringComparer.Ordinal
        );
    }

    private static void Same(JsonElement one, JsonElement other, double within, string area)
    {
        var (a, b) = (Numbers(one).ToList(), Numbers(other).ToList());
        a.Count.ShouldBe(b.Count, area);
        for (var i = 0; i < a.Count; i++)
        {
            a[i].ShouldBe(b[i], within, area);
        }
    }

    private static IEnumerable<double> Numbers(JsonElement geometry) => Leaves(geometry.GetProperty("coordinates"));

    private static IEnumerable<double> Leaves(JsonElement array) =>
        array.ValueKind == JsonValueKind.Number ? [array.GetDouble()] : array.EnumerateArray().SelectMany(Leaves);

    private static List<(int X, int Y)> Points(JsonElement geometry) =>
        [.. Numbers(geometry).Chunk(2).Select(p => ((int)p[0], (int)p[1])).ToHashSet().Order()];
}

/// <summary>Whether GDAL is there; the full test run installs it and does not take no for an answer.</summary>
internal static class Gdal
{
    public static string? WhyNot { get; } =
        File.Exists("/usr/bin/ogr2ogr")
        || Environment.GetEnvironmentVariable("CI") is "true"
        || Environment.GetEnvironmentVariable("POPULATIE_TESTS") is "full"
            ? null
            : "GDAL is not here; tests/gdal.sh install installs it";
}

/// <summary>A fact that needs GDAL; skipped, with the reason in the report, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GdalFactAttribute : FactAttribute
{
    public GdalFactAttribute() => Skip = Gdal.WhyNot;
}

/// <summary>A theory that needs GDAL; skipped, with the reason in the report, where it is not.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class GdalTheoryAttribute : TheoryAttribute
{
    public GdalTheoryAttribute() => Skip = Gdal.WhyNot;
}
