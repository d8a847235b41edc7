using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Simulation.Store.Export;

/// <summary>Writes a layer as GeoJSON (RFC 7946): WGS 84, seven decimals, a centimetre. The same layer gives the same bytes.</summary>
public static class GeoJsonWriter
{
    private static readonly JsonWriterOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>As text, with a line end.</summary>
    public static void Write(TextWriter writer, FeatureTable table)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
        {
            Write(json, table);
        }
        writer.WriteLine(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }

    private static void Write(Utf8JsonWriter json, FeatureTable table)
    {
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", table.Name);
        json.WriteStartObject("about");
        foreach (var (name, what) in table.About)
        {
            json.WriteString(name, what);
        }
        json.WriteEndObject();
        json.WriteStartArray("features");
        foreach (var feature in table.Features)
        {
            Write(json, table, feature);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FeatureTable table, Feature feature)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        for (var i = 0; i < table.Columns.Length; i++)
        {
            json.WritePropertyName(table.Columns[i].Name);
            Write(json, feature.Values[i]);
        }
        json.WriteEndObject();
        GeoJsonShape.Write(json, feature.Polygons, ReferenceSystems.ToWgs84, GeoJsonShape.DecimalsOfDegrees);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
