using System.Text.Json;
using System.Text.Json.Nodes;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>The JSON Schema of a scenario, made from the shapes that the reader follows.</summary>
public static class ScenarioSchema
{
    private const string PercentPattern =
        @"^[+\-−]?\d[\d.,]*\s*(%|percent|procent)(\s+per\s+(year|jaar))?(\s*\(.*\))?$";
    private const string AnyFigurePattern = @"^(EUR|€)?\s*[+\-−]?\d.*$";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(Language language = Language.English) => Root(language).ToJsonString(Indented);

    internal static JsonObject Root(Language language = Language.English)
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = new Bilingual("Populatie scenario", "Populatie-scenario").In(language),
        };
        foreach (var (name, value) in Section(ScenarioGrammar.Root, language, withRequired: false))
        {
            root[name] = value?.DeepClone();
        }
        // A variant may leave out what its base has.
        static JsonArray Names(params string[] names) => new([.. names.Select(n => (JsonNode)n)]);
        root["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["required"] = Names([.. ScenarioGrammar.Root.Keys.Where(k => k.Required).Select(k => k.Name)]),
            },
            new JsonObject { ["required"] = Names("name", ScenarioGrammar.Extends) }
        );
        return root;
    }

    private static JsonObject Of(ValueShape shape, Language language) =>
        shape switch
        {
            SectionShape section => Section(section, language, withRequired: true),
            NamedShape named => new()
            {
                ["type"] = "object",
                ["additionalProperties"] = AnyOf(
                    Section(named.Each, language, withRequired: true),
                    new JsonObject { ["const"] = named.Off }
                ),
            },
            ListShape list => new() { ["type"] = "array", ["items"] = Of(list.Each, language) },
            EitherShape either => AnyOf(Of(either.First, language), Of(either.Second, language)),
            WordShape words => Words(words),
            WholeShape whole => Whole(whole),
            FigureShape figure => Figure(figure.Unit),
            QuantityShape quantity => AnyOf(
                Figure(quantity.Unit),
                Section(Quantities.LongShape(quantity.Unit), language, withRequired: true)
            ),
            AnyQuantityShape => AnyOf(Figure(null), Section(Quantities.LongShape(null), language, withRequired: true)),
            _ => new() { ["type"] = "string" },
        };

    private static JsonObject Section(SectionShape section, Language language, bool withRequired)
    {
        var properties = new JsonObject();
        foreach (var key in section.Keys)
        {
            var value = Of(key.Value, language);
            if (key.Meaning.In(language) is { Length: > 0 } meaning)
            {
                value["description"] = meaning;
            }
            properties[key.Name] = value;
        }
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var required = section.Keys.Where(k => k.Required).Select(k => (JsonNode)k.Name).ToArray();
        if (withRequired && required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }
        return schema;
    }

    /// <summary>YAML tools may read on and off as truth values.</summary>
    private static JsonObject Words(WordShape words)
    {
        var names = words.Spellings.Select(w => (JsonNode)w).ToList();
        if (words is WordShape<bool> && words.Spellings.Contains("true", StringComparer.Ordinal))
        {
            names.AddRange([true, false]);
        }
        return new() { ["enum"] = new JsonArray([.. names]) };
    }

    private static JsonObject Whole(WholeShape whole)
    {
        var number = new JsonObject
        {
            ["type"] = "integer",
            ["minimum"] = whole.Low,
            ["maximum"] = whole.High,
        };
        return whole.Counted is null ? number : AnyOf(number, Figure(whole.Counted));
    }

    private static JsonObject Figure(Unit? unit)
    {
        var text = new JsonObject
        {
            ["type"] = "string",
            ["pattern"] = ReferenceEquals(unit, Unit.Percent) ? PercentPattern : AnyFigurePattern,
        };
        if (unit is not null)
        {
            text["examples"] = new JsonArray(unit.Example);
        }
        return unit is null or { BareIsClear: true } ? AnyOf(new JsonObject { ["type"] = "number" }, text) : text;
    }

    private static JsonObject AnyOf(params JsonNode[] choices) => new() { ["anyOf"] = new JsonArray(choices) };
}
