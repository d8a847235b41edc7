using System.Collections.Immutable;
using System.Text.Json;
using Populatie.Analytics.Geometry;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>Writes boundaries as the <c>geometry</c> of a GeoJSON feature (RFC 7946).</summary>
public static class GeoJsonShape
{
    /// <summary>Decimals of a degree that are a centimetre.</summary>
    public const int DecimalsOfDegrees = 7;

    /// <param name="polygons">Shape [Polygon][Ring][Point]; outer ring first; the first point not repeated, which is done here.</param>
    /// <param name="place">From RD New to the coordinates that are written, in their order.</param>
    /// <param name="decimals">Kept of each coordinate.</param>
    public static void Write(
        Utf8JsonWriter json,
        ImmutableArray<ImmutableArray<RdPoint[]>> polygons,
        Func<RdPoint, (double First, double Second)> place,
        int decimals
    )
    {
        json.WriteStartObject("geometry");
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in polygons)
        {
            json.WriteStartArray();
            foreach (var ring in polygon)
            {
                json.WriteStartArray();
                foreach (var point in ring.Append(ring[0]))
                {
                    var (first, second) = place(point);
                    json.WriteStartArray();
                    json.WriteNumberValue(Math.Round(first, decimals));
                    json.WriteNumberValue(Math.Round(second, decimals));
                    json.WriteEndArray();
                }
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
