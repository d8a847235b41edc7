using System.Text.Json.Nodes;

namespace Populatie.Server.Description;

/// <summary>One thing that a request says in its path, its query or a header, and within which limits.</summary>
internal sealed record Parameter(string Name, string Meaning, JsonNode Example)
{
    /// <summary>query, path or header.</summary>
    public string In { get; init; } = "query";

    public bool IsRequired { get; init; }

    /// <summary>All that it may be; empty when that is not a list.</summary>
    public string[] Choices { get; init; } = [];

    /// <summary>What a text looks like; null for a number or a choice.</summary>
    public string? Pattern { get; init; }

    public int LongestText { get; init; }

    /// <summary>Limits of a number; null for a text.</summary>
    public (int Least, int Most)? Range { get; init; }

    /// <summary>Members of a list with commas; 0 for a single value.</summary>
    public int MostMembers { get; init; }

    public static Parameter Choice(string name, string meaning, string example, params string[] choices) =>
        new(name, meaning, example) { Choices = choices };

    public static Parameter Text(string name, string meaning, string example, string pattern, int longest) =>
        new(name, meaning, example) { Pattern = pattern, LongestText = longest };

    public static Parameter Number(string name, string meaning, int example, int least, int most) =>
        new(name, meaning, example) { Range = (least, most) };

    public Parameter InPath() => this with { In = "path", IsRequired = true };

    /// <summary>As OpenAPI writes it.</summary>
    public JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = Range is null ? "string" : "integer" };
        if (Range is { } range)
        {
            (schema["minimum"], schema["maximum"]) = (range.Least, range.Most);
        }
        else if (Choices.Length > 0)
        {
            schema["enum"] = new JsonArray([.. Choices.Select(c => JsonValue.Create(c))]);
        }
        else
        {
            (schema["pattern"], schema["maxLength"]) = (Pattern, LongestText);
        }
        if (MostMembers > 0)
        {
            schema = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "number" },
                ["minItems"] = 4,
                ["maxItems"] = MostMembers,
            };
        }
        var told = new JsonObject
        {
            ["name"] = Name,
            ["in"] = In,
            ["required"] = IsRequired,
            ["description"] = Meaning,
            ["schema"] = schema,
            ["example"] = Example.DeepClone(),
        };
        if (MostMembers > 0)
        {
            (told["style"], told["explode"]) = ("form", false);
        }
        return told;
    }
}
