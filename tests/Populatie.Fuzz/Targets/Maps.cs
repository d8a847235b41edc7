using System.Globalization;
using System.Text;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Maps;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>GeoJSON with buurten, read feature by feature.</summary>
internal class GeoJsonMaps : Target
{
    private static readonly string[] Tokens =
    [
        "\"type\"",
        "\"FeatureCollection\"",
        "\"features\"",
        "\"Feature\"",
        "\"geometry\"",
        "\"properties\"",
        "\"coordinates\"",
        "\"Polygon\"",
        "\"MultiPolygon\"",
        "\"Point\"",
        "\"crs\"",
        "\"schematic\"",
        "\"buurtcode\"",
        "\"BU03440111\"",
        "null",
        "true",
        "[",
        "]",
        "{",
        "}",
        "[[[[",
        "]]]]",
        ":",
        "\"\\uD800\"",
        "\"a\\nb\"",
        "1e400",
        "-0.0",
        "//",
    ];

    public override string Name => "geojson";

    public override IReadOnlyList<string> Words => Tokens;

    public override (long Fixed, long PerByte) Allocation => (1 << 20, 4096);

    public override byte[] Write(Draws draws)
    {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",");
        if (draws.OneIn(2))
        {
            var crs = draws.Of(
                "urn:ogc:def:crs:EPSG::28992",
                "EPSG:4326",
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "x",
                "EPSG:99999999999"
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{crs}\"}}}},"
            );
        }
        text.Append("\"features\":[");
        for (var left = draws.Between(0, 4); left > 0; left--)
        {
            Feature(text, draws);
            text.Append(left > 1 ? ",\n" : "");
        }
        text.Append("]}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Feature(StringBuilder text, Draws draws)
    {
        var code = draws.OneIn(15) ? draws.Of("", "BU0344011", "WK034401", "bu03440111") : $"BU0344011{draws.Below(4)}";
        text.Append(
            CultureInfo.InvariantCulture,
            $"{{\"type\":\"Feature\",\"properties\":{{\"{draws.Of("buurtcode", "BU_CODE", "statcode")}\":\"{code}\",\"buurtnaam\":\"{draws.Of("West", "Zo\\u00eb", "a\\tb", "")}\",\"water\":\"{draws.Of("NEE", "JA")}\"}},\"geometry\":"
        );
        if (draws.OneIn(12))
        {
            text.Append(
                draws.Of("null", "{}", "{\"type\":\"Point\",\"coordinates\":[1,2]}", "{\"coordinates\":[]}", "5")
            );
        }
        else
        {
            var many = draws.OneIn(2);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{{\"type\":\"{(many ? "MultiPolygon" : "Polygon")}\",\"coordinates\":{(many ? "[" : "")}"
            );
            Polygon(text, draws);
            text.Append(many ? "]" : "").Append('}');
        }
        text.Append('}');
    }

    /// <summary>A square, or random points near each other on a coarse grid, so that rings cross and touch.</summary>
    private static void Polygon(StringBuilder text, Draws draws)
    {
        var degrees = draws.OneIn(10);
        text.Append('[');
        for (var rings = draws.OneIn(4) ? 2 : 1; rings > 0; rings--)
        {
            text.Append('[');
            var (x, y, side) = (100 * draws.Below(4), 100 * draws.Below(4), 100 * draws.Between(1, 3));
            var points = draws.OneIn(2)
                ? [(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)]
                : Enumerable
                    .Range(0, draws.Between(1, 9))
                    .Select(_ => (X: 50 * draws.Below(9), Y: 50 * draws.Below(9)))
                    .ToArray();
            text.AppendJoin(
                ',',
                points.Select(p =>
                    degrees
                        ? string.Create(CultureInfo.InvariantCulture, $"[{5 + (p.Item1 / 1e5)},{52 + (p.Item2 / 1e5)}]")
                        : string.Create(
                            CultureInfo.InvariantCulture,
                            $"[{134000 + p.Item1},{455000 + p.Item2}{(draws.OneIn(60) ? draws.Of(".0005", "e3", ",7", "e300") : "")}]"
                        )
                )
            );
            text.Append(rings > 1 ? "]," : "]");
        }
        text.Append(']');
    }

    public override long Read(byte[] input)
    {
        var layer = Layer(input);
        return Shape(
            Size(layer.Features.Count),
            layer.Features.Sum(f => Size(f.Geometry?.NumPoints ?? -1)),
            layer.ReferenceSystem ?? -1
        );
    }

    protected static MapLayer Layer(byte[] input) =>
        new GeoJsonSource(new MemoryStream(input, writable: false), File).Read();
}

/// <summary>The same map on to the end: reference system, codes, and boundaries that are checked and repaired.</summary>
internal sealed class ImportedMaps : GeoJsonMaps
{
    public override string Name => "map";

    public override int Share => 30;

    public override (long Fixed, long PerByte) Allocation => (8 << 20, 1 << 16);

    public override bool CountsLines => false;

    public override IEnumerable<byte[]> Made() => SeedCorpus.Of("geojson").Select(s => s.Bytes);

    public override long Read(byte[] input)
    {
        var read = AreaImport.From(Layer(input), new());
        var areas = read.Areas;
        Demand(areas.Coverage.BuurtCount == areas.Index.BuurtCount, "every buurt has boundaries");
        return Shape(
            areas.Index.BuurtCount,
            Size(read.Faults.Count),
            read.Notes.Count,
            Size(areas.Coverage.Points.Length)
        );
    }
}
