using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Writes areas as GeoJSON in RD New, one feature a line, so that a change shows in a diff.</summary>
public static class GeoJsonMap
{
    private const string ReferenceSystem = "urn:ogc:def:crs:EPSG::28992";

    public static void Write(AreaSet areas, Stream stream)
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        text.Write("{\"type\":\"FeatureCollection\",\"name\":");
        text.Write(JsonSerializer.Serialize(areas.Source));
        text.Write($",\"schematic\":{(areas.Schematic ? "true" : "false")}");
        text.WriteLine(
            $",\"crs\":{{\"type\":\"name\",\"properties\":{{\"name\":\"{ReferenceSystem}\"}}}},\"features\":["
        );
        for (var buurt = 0; buurt < areas.Index.BuurtCount; buurt++)
        {
            text.Write(Feature(areas, buurt));
            text.WriteLine(buurt + 1 < areas.Index.BuurtCount ? "," : "");
        }
        text.WriteLine("]}");
    }

    private static string Feature(AreaSet areas, int buurt)
    {
        using var buffer = new MemoryStream();
        using (
            var json = new Utf8JsonWriter(
                buffer,
                new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
            )
        )
        {
            var (index, of) = (areas.Index, areas.Index.Buurten[buurt]);
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("properties");
            json.WriteString("buurtcode", of.Code);
            json.WriteString("buurtnaam", of.Name);
            json.WriteString("wijkcode", of.WijkCode);
            json.WriteString("wijknaam", NameOf(index, AreaLevel.Wijk, buurt));
            json.WriteString("gemeentecode", of.GemeenteCode);
            json.WriteString("gemeentenaam", NameOf(index, AreaLevel.Gemeente, buurt));
            json.WriteBoolean("schematic", areas.Schematic);
            json.WriteEndObject();
            json.WriteStartObject("geometry");
            json.WriteString("type", "MultiPolygon");
            json.WriteStartArray("coordinates");
            WritePolygons(json, areas.Coverage, buurt);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WritePolygons(Utf8JsonWriter json, Coverage coverage, int buurt)
    {
        var polygons = coverage.PolygonsOf(buurt);
        for (var polygon = polygons.Start.Value; polygon < polygons.End.Value; polygon++)
        {
            json.WriteStartArray();
            var rings = coverage.RingsOf(polygon);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                json.WriteStartArray();
                var corners = coverage.Ring(ring);
                foreach (var point in corners)
                {
                    WritePoint(json, point);
                }
                WritePoint(json, corners[0]);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
    }

    private static void WritePoint(Utf8JsonWriter json, RdPoint point)
    {
        json.WriteStartArray();
        json.WriteNumberValue(point.X / 1000m);
        json.WriteNumberValue(point.Y / 1000m);
        json.WriteEndArray();
    }

    private static string NameOf(AreaIndex index, AreaLevel level, int leaf) =>
        index.AreasAt(level)[index.OfLeaf(level)[leaf]].Name;
}
