using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry.Borders;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Server.Library;

/// <summary>Areas of a level as GeoJSON (RFC 7946): WGS 84, outer rings counter-clockwise, seven decimals, a centimetre.</summary>
internal static class GeoJsonAreas
{
    private const int Decimals = 7;

    public static byte[] Of(AreaSet map, AreaLevel level)
    {
        var (index, borders) = (map.Index, map.BordersOf(level));
        var areas = index.AreasAt(level);
        var parents = Parents(index, level);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("source", map.Source);
            json.WriteBoolean("schematic", map.Schematic);
            json.WriteStartArray("features");
            for (var area = 0; area < areas.Length; area++)
            {
                if (!areas[area].IsUnknown)
                {
                    Write(json, areas[area], parents[area], borders, borders.PolygonsOfArea[area]);
                }
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(
        Utf8JsonWriter json,
        Area area,
        (string? Wijk, string? Gemeente) parents,
        AreaBorders borders,
        ImmutableArray<BorderPolygon> polygons
    )
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteString("id", area.Code);
        json.WriteStartObject("properties");
        json.WriteString("code", area.Code);
        json.WriteString("name", area.Name);
        json.WriteString("wijk", parents.Wijk);
        json.WriteString("gemeente", parents.Gemeente);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon.Rings)
            {
                var points = borders.PointsOf(ring);
                json.WriteStartArray();
                for (var i = 0; i <= points.Length; i++)
                {
                    var (longitude, latitude) = ReferenceSystems.ToWgs84(points[i < points.Length ? i : 0]);
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(longitude, Decimals));
                    json.WriteNumberValue(Math.Round(latitude, Decimals));
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Codes of the wijk and gemeente that hold each area; null for a grouping, which may lie in several.</summary>
    private static (string? Wijk, string? Gemeente)[] Parents(AreaIndex index, AreaLevel level)
    {
        var parents = new (string?, string?)[index.AreasAt(level).Length];
        if (level is AreaLevel.Buurt or AreaLevel.Wijk or AreaLevel.Gemeente)
        {
            var ofLeaf = index.OfLeaf(level);
            for (var buurt = 0; buurt < index.BuurtCount; buurt++)
            {
                var (wijk, gemeente) = (index.Buurten[buurt].WijkCode, index.Buurten[buurt].GemeenteCode);
                parents[ofLeaf[buurt]] = level switch
                {
                    AreaLevel.Buurt => (wijk, gemeente),
                    AreaLevel.Wijk => (null, gemeente),
                    _ => default,
                };
            }
        }
        return parents;
    }
}
