using System.Text.Json;

namespace Populatie.Server.Values;

/// <summary>Columns of a document: an array under a name, null where there is nothing to tell.</summary>
internal static class JsonColumns
{
    private const int Decimals = 3;

    public static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }
        json.WriteEndArray();
    }

    public static void Numbers(this Utf8JsonWriter json, string name, IEnumerable<double?> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            if (value is { } number)
            {
                json.WriteNumberValue(Math.Round(number, Decimals));
            }
            else
            {
                json.WriteNullValue();
            }
        }
        json.WriteEndArray();
    }
}
