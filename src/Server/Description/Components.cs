using System.Text.Json.Nodes;

namespace Populatie.Server.Description;

/// <summary>What several operations refer to: grows while they are written.</summary>
internal sealed class Components
{
    public JsonObject Responses { get; } = [];

    public JsonObject Schemas { get; } = [];

    public JsonObject ToJson() =>
        new()
        {
            ["headers"] = KnownHeaders.All(),
            ["responses"] = Responses,
            ["schemas"] = Schemas,
        };
}
