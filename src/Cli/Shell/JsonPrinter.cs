using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Populatie.Cli.Shell;

/// <summary>One way of writing JSON for all commands: indented, snake_case names, nulls left out, invariant numbers.</summary>
internal static class JsonPrinter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>A value as a node, for a command that says more than one value does.</summary>
    public static JsonNode? ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, Options);

    /// <summary>A measured number to six digits, as JSON; null where there is none yet.</summary>
    public static JsonNode? Rounded(double value) =>
        double.IsFinite(value)
            ? JsonValue.Create(
                decimal.Parse(
                    value.ToString("G6", CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture
                )
            )
            : null;

    public static void Print<T>(Session session, T value) =>
        session.Output.WriteLine(JsonSerializer.Serialize(value, Options));

    /// <summary>The last line of a command that makes an artefact: its id, or <c>{"id": …}</c>.</summary>
    public static void PrintId(Session session, string id, bool json) =>
        session.Output.WriteLine(json ? $$"""{"id": "{{id}}"}""" : id);
}
