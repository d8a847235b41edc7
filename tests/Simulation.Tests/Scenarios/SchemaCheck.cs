using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Populatie.Simulation.Tests.Scenarios;

/// <summary>
/// A small reading of JSON Schema 2020-12, written apart from the program: the keywords that our schema uses, and a failure
/// for any other. YAML becomes JSON by the core schema of YAML 1.2, as editors read it.
/// </summary>
internal static class SchemaCheck
{
    private static readonly string[] Remarks = ["$schema", "title", "description", "examples"];

    /// <summary>Where the first disagreement is; null when there is none.</summary>
    public static string? Fault(JsonNode schema, JsonNode? value, string path = "$")
    {
        foreach (var (keyword, rule) in schema.AsObject())
        {
            var fault = keyword switch
            {
                "type" => IsType(rule!.GetValue<string>(), value) ? null : $"{path} is no {rule}",
                "enum" => rule!.AsArray().Any(v => JsonNode.DeepEquals(v, value))
                    ? null
                    : $"{path}: {value} is no choice",
                "const" => JsonNode.DeepEquals(rule, value) ? null : $"{path} is not {rule}",
                "pattern" => value is JsonValue v && v.TryGetValue<string>(out var text) && Matches(rule!, text)
                    ? null
                    : $"{path}: {value} does not match",
                "minimum" => value!.GetValue<double>() >= rule!.GetValue<double>() ? null : $"{path} is too small",
                "maximum" => value!.GetValue<double>() <= rule!.GetValue<double>() ? null : $"{path} is too large",
                "items" => value!
                    .AsArray()
                    .Select((v, i) => Fault(rule!, v, $"{path}[{i}]"))
                    .FirstOrDefault(f => f is not null),
                "required" => rule!
                    .AsArray()
                    .Select(r => value!.AsObject().ContainsKey(r!.GetValue<string>()) ? null : $"{path} lacks {r}")
                    .FirstOrDefault(f => f is not null),
                "properties" => value!
                    .AsObject()
                    .Select(p => rule![p.Key] is { } inner ? Fault(inner, p.Value, $"{path}.{p.Key}") : null)
                    .FirstOrDefault(f => f is not null),
                "additionalProperties" => Additional(schema, rule!, value!, path),
                "anyOf" => rule!.AsArray().Select(s => Fault(s!, value, path)).ToList() is var all && all.Contains(null)
                    ? null
                    : string.Join(" and ", all),
                _ => Remarks.Contains(keyword) ? null : $"unknown keyword {keyword}",
            };
            if (fault is not null)
            {
                return fault;
            }
        }
        return null;
    }

    public static JsonNode? FromYaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return From(stream.Documents[0].RootNode);
    }

    private static string? Additional(JsonNode schema, JsonNode rule, JsonNode value, string path)
    {
        var known = schema["properties"]?.AsObject();
        return value
            .AsObject()
            .Where(p => known?.ContainsKey(p.Key) != true)
            .Select(p => rule is JsonValue ? $"{path} may not have {p.Key}" : Fault(rule, p.Value, $"{path}.{p.Key}"))
            .FirstOrDefault(f => f is not null);
    }

    private static bool Matches(JsonNode pattern, string text) =>
        Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1));

    private static bool IsType(string type, JsonNode? value) =>
        type switch
        {
            "object" => value is JsonObject,
            "array" => value is JsonArray,
            "string" => value is JsonValue v && v.TryGetValue<string>(out _),
            "number" => value is JsonValue v && v.TryGetValue<double>(out _),
            "integer" => value is JsonValue v && v.TryGetValue<double>(out var number) && double.IsInteger(number),
            _ => throw new ArgumentException($"unknown type {type}", nameof(type)),
        };

    private static JsonNode? From(YamlNode node) =>
        node switch
        {
            YamlMappingNode map => new JsonObject(
                map.Children.Select(c => KeyValuePair.Create(((YamlScalarNode)c.Key).Value!, From(c.Value)))
            ),
            YamlSequenceNode list => new JsonArray([.. list.Children.Select(From)]),
            YamlScalarNode { Style: ScalarStyle.Plain, Value: { } plain } => plain switch
            {
                "true" => JsonValue.Create(true),
                "false" => JsonValue.Create(false),
                "" or "null" or "~" => null,
                _ => double.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? JsonValue.Create(number)
                    : JsonValue.Create(plain),
            },
            YamlScalarNode { Value: var text } => JsonValue.Create(text),
            _ => throw new ArgumentException("an alias", nameof(node)),
        };
}
