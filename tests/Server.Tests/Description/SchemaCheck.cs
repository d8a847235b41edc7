using System.Text.Json;

namespace Populatie.Server.Tests.Description;

/// <summary>Whether a document has the shape that an OpenAPI description promises: that and nothing more.</summary>
internal static class SchemaCheck
{
    public static void Check(JsonElement value, JsonElement schema, JsonElement description, string at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(value, Followed(reference.GetString()!, description), description, at);
            return;
        }
        if (value.ValueKind == JsonValueKind.Null)
        {
            var isNullable = schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean();
            (isNullable || !schema.TryGetProperty("type", out _)).ShouldBeTrue($"{at} is null");
            return;
        }
        if (schema.TryGetProperty("allOf", out var parts))
        {
            foreach (var part in parts.EnumerateArray())
            {
                Check(value, part, description, at);
            }
        }
        if (schema.TryGetProperty("type", out var type))
        {
            KindOf(value).ShouldBe(type.GetString() is "integer" ? "number" : type.GetString(), at);
        }
        if (schema.TryGetProperty("enum", out var choices))
        {
            choices.EnumerateArray().Select(c => c.GetString()).ShouldContain(value.GetString(), at);
        }
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            var number = 0;
            foreach (var member in value.EnumerateArray())
            {
                Check(member, items, description, $"{at}[{number++}]");
            }
        }
        if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out var properties))
        {
            foreach (var member in value.EnumerateObject())
            {
                properties
                    .TryGetProperty(member.Name, out var own)
                    .ShouldBeTrue($"{at}.{member.Name} is not described");
                Check(member.Value, own, description, $"{at}.{member.Name}");
            }
            foreach (var name in Required(schema))
            {
                value.TryGetProperty(name, out _).ShouldBeTrue($"{at} lacks {name}");
            }
        }
    }

    /// <summary>What a reference like <c>#/components/schemas/Name</c> names.</summary>
    public static JsonElement Followed(string reference, JsonElement description) =>
        reference.Split('/').Skip(1).Aggregate(description, (at, name) => at.GetProperty(name));

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];

    private static string KindOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => value.ValueKind.ToString().ToLowerInvariant(),
        };
}
