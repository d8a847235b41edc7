using System.Text.Json.Nodes;
using Populatie.Server.Http;

namespace Populatie.Server.Description;

/// <summary>Headers that come with answers.</summary>
internal static class KnownHeaders
{
    private const string Version = "API-Version";
    private const string Tag = "ETag";

    public static JsonObject All() =>
        new()
        {
            [Version] = Text("Version of the API: major.minor.patch", "^\\d+\\.\\d+\\.\\d+$", Conventions.Version),
            [Tag] = Text("Strong: other bytes, other tag", "^\"[0-9a-f]+(-gz|-br)?\"$", "\"0123456789abcdef01234567\""),
        };

    /// <param name="isTagged">Whether the answer has an ETag.</param>
    public static JsonObject Of(bool isTagged)
    {
        var headers = new JsonObject { [Version] = Reference(Version) };
        if (isTagged)
        {
            headers[Tag] = Reference(Tag);
        }
        return headers;
    }

    public static JsonObject Text(string meaning) =>
        new()
        {
            ["description"] = meaning,
            ["schema"] = new JsonObject { ["type"] = "string" },
        };

    private static JsonObject Text(string meaning, string pattern, string example)
    {
        var told = Text(meaning);
        told["schema"]!["pattern"] = pattern;
        told["example"] = example;
        return told;
    }

    private static JsonObject Reference(string name) => new() { ["$ref"] = $"#/components/headers/{name}" };
}
