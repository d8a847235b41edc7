using System.Buffers;
using System.Text.Json;
using Populatie.Analytics.Areas;

namespace Populatie.Server.Features;

/// <summary>Areas of a level as GeoJSON (RFC 7946): WGS 84, outer rings counter-clockwise, seven decimals, a centimetre.</summary>
internal static class GeoJsonAreas
{
    /// <param name="hasBorders">Else only the box around each.</param>
    public static byte[] Of(AreaSet map, LevelFeatures features, bool hasBorders)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("source", map.Source);
            json.WriteBoolean("schematic", map.Schematic);
            json.WriteStartArray("features");
            foreach (var ordinal in features.All)
            {
                json.WriteStartObject();
                if (hasBorders)
                {
                    features.Write(json, ordinal, CoordinateSystem.Crs84);
                }
                else
                {
                    features.WriteBox(json, ordinal, CoordinateSystem.Crs84);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }
}
