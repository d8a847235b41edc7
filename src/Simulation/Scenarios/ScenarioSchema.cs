using System.Text.Json;
using System.Text.Json.Nodes;

namespace Populatie.Simulation.Scenarios;

/// <summary>The JSON Schema of a scenario, from the same lists of keys as the reader uses.</summary>
public static class ScenarioSchema
{
    private const string RatePattern = @"^[+-]?\d+(\.\d+)?\s*%(\s*\(.*\))?$";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Text() => Root().ToJsonString(Indented);

    internal static JsonObject Root()
    {
        var root = Section(
            ScenarioKeys.Root,
            key =>
                key switch
                {
                    "name" => Of("string", "What this future is called."),
                    "horizon" => Of("integer", "Last projected year."),
                    "steps" => Choice(ScenarioReader.Steps.Keys, "Length of a step; default quarter."),
                    "take-up" => Rate("Share of needs that become a request; 100% is neutral."),
                    "base" => Section(
                        ScenarioKeys.Base,
                        k =>
                            string.Equals(k, "year", StringComparison.Ordinal)
                                ? Of("integer", "Last observed year.")
                                : Of("string", "An id, a unique prefix, a path, or latest."),
                        "year"
                    ),
                    "growth" => Section(ScenarioKeys.Growth, Growth),
                    "prices" => Section(ScenarioKeys.Prices, _ => Rate("Growth of prices per year.")),
                    "staff" => Section(
                        ScenarioKeys.Staff,
                        k =>
                            string.Equals(k, "direct-time", StringComparison.Ordinal)
                                ? Rate("Share of hours spent with clients.")
                                : Amount("Hours per FTE per year.")
                    ),
                    "uncertainty" => Section(
                        ScenarioKeys.Uncertainty,
                        k =>
                            string.Equals(k, "parameters", StringComparison.Ordinal)
                                ? Choice(ScenarioReader.Switches.Keys, "Whether parameters are uncertain; default on.")
                                : Rate("Yearly walk of a wijk's rate, as a standard deviation.")
                    ),
                    _ => new JsonObject
                    {
                        ["type"] = "array",
                        ["items"] = Section(ScenarioKeys.Lever, Lever, "lever", "start", "factor"),
                    },
                },
            "name",
            "base",
            "horizon",
            "growth"
        );
        root["$schema"] = "https://json-schema.org/draft/2020-12/schema";
        root["title"] = "Populatie scenario";
        return root;
    }

    private static JsonObject Growth(string key) =>
        key switch
        {
            "vintage" => Of("string", "Code of a growth vintage (populatie growth list), or none."),
            "mode" => Choice(ScenarioReader.Modes.Keys, "Default bottom-up."),
            "period-convention" => new JsonObject { ["enum"] = new JsonArray(6, 7) },
            _ => Rate("Growth per year, with its sign: 1.0% (assumed, 0.0% to 2.0%)."),
        };

    private static JsonObject Lever(string key) =>
        key switch
        {
            "lever" => Choice(ScenarioReader.LeverKinds.Keys, "What is changed."),
            "for" => Of("string", "An act, a track, a product, or all (default)."),
            "areas" => new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
            },
            "start" => Of("integer", "First year with effect."),
            "ramp-years" => Of("integer", "Years until the full effect; default 1."),
            "ramp" => Choice(ScenarioReader.Ramps.Keys, "Default linear."),
            _ => Rate("What it multiplies by; 100% changes nothing."),
        };

    private static JsonObject Section(string[] keys, Func<string, JsonObject> property, params string[] required)
    {
        var properties = new JsonObject();
        foreach (var key in keys)
        {
            properties[key] = property(key);
        }
        return new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]),
        };
    }

    private static JsonObject Of(string type, string description) =>
        new() { ["type"] = type, ["description"] = description };

    private static JsonObject Choice(IEnumerable<string> names, string description) =>
        new() { ["enum"] = new JsonArray([.. names.Select(n => (JsonNode)n)]), ["description"] = description };

    private static JsonObject Rate(string description) =>
        new() { ["description"] = description, ["anyOf"] = new JsonArray(Percent(), Ranged(Percent)) };

    private static JsonObject Amount(string description)
    {
        static JsonObject Number() => new() { ["type"] = "number" };
        return new() { ["description"] = description, ["anyOf"] = new JsonArray(Number(), Ranged(Number)) };
    }

    private static JsonObject Percent() => new() { ["type"] = "string", ["pattern"] = RatePattern };

    private static JsonObject Ranged(Func<JsonObject> value) =>
        Section(
            ["value", "low", "high", "source", "confidence"],
            key =>
                key switch
                {
                    "source" => Of("string", "Who says so."),
                    "confidence" => Of("number", "0 a guess … 1 published as such."),
                    _ => value(),
                },
            "value"
        );
}
