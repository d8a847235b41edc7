using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Populatie.Server.Description;

/// <summary>A form of a body.</summary>
/// <param name="MediaType">As the header says it, without parameters.</param>
/// <param name="Type">Its shape; null for what is no JSON.</param>
/// <param name="Example">As it may be sent; null where an answer speaks for itself.</param>
internal sealed record Content(string MediaType, JsonTypeInfo? Type = null, JsonNode? Example = null)
{
    public const string JsonType = "application/json";

    public static Content Json(JsonTypeInfo type, JsonNode? example = null) => new(JsonType, type, example);

    /// <summary>JSON of a kind that a standard describes.</summary>
    public static Content Json(string mediaType, JsonTypeInfo type) => new(mediaType, type);

    public static Content Text(string mediaType, string? example = null) => new(mediaType, Example: example);
}
