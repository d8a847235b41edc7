using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Populatie.Server.Contracts;

/// <summary>How answers of the engine are written: as the command line writes them, without its white space.</summary>
internal static class TableJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>The shape of an answer.</summary>
    public static JsonTypeInfo Of<T>() => Options.GetTypeInfo(typeof(T));

    /// <summary>UTF-8.</summary>
    public static byte[] Of<T>(T answer) => JsonSerializer.SerializeToUtf8Bytes(answer, Options);

    /// <summary>To be changed before it is sent.</summary>
    public static JsonNode NodeOf<T>(T answer) => JsonSerializer.SerializeToNode(answer, Options)!;
}
