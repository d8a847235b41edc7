using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Synthesis;
using Populatie.Analytics.Sources.Yaml;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Fuzz.Targets;

/// <summary>A settings file in YAML; its own lines are the grammar: lines left out, repeated, moved and re-valued.</summary>
internal sealed class YamlTexts(string name, Func<string, long> read, string[] words) : Target
{
    private static readonly string[] Values =
    [
        "1",
        "2.1%",
        "-1%",
        "1.0% (assumed)",
        "1.0% (assumed, 0.0% to 2.0%)",
        "[1, 2, 3]",
        "[]",
        "{}",
        "{value: 1, low: 0, high: 2, source: x, confidence: 0.5}",
        "{value: 2%, low: 3%, high: 1%}",
        "null",
        "~",
        "&a x",
        "*a",
        "!!int 5",
        "|\n  text",
        ">-\n  text",
        "'quoted",
        "\"\\x41\"",
        "\"\\uD800\"",
        "? x",
        "<<: *a",
        "2040",
        "latest",
        "off",
        "1e999",
        ".nan",
    ];

    private readonly string[][] documents =
    [
        .. SeedCorpus.Of(name).Select(s => Encoding.UTF8.GetString(s.Bytes).Split('\n')),
    ];

    public override string Name => name;

    public override IReadOnlyList<string> Words => [.. words, .. Values];

    public override int MostBytes => 6000;

    public override (long Fixed, long PerByte) Allocation => (2 << 20, 8192);

    public override byte[]? Write(Draws draws)
    {
        if (documents.Length == 0)
        {
            return null;
        }
        var lines = draws.Pick<string[]>(documents).ToList();
        for (var changes = draws.Between(1, 4); changes > 0 && lines.Count > 0; changes--)
        {
            var at = draws.Below(lines.Count);
            switch (draws.Below(5))
            {
                case 0:
                    lines.RemoveAt(at);
                    break;
                case 1:
                    lines.Insert(draws.Below(lines.Count), lines[at]);
                    break;
                case 2:
                    lines[at] = "  " + lines[at];
                    break;
                default:
                    var colon = lines[at].IndexOf(':', StringComparison.Ordinal);
                    lines[at] =
                        colon < 0
                            ? lines[at] + draws.Pick<string>(Values)
                            : $"{lines[at][..colon]}: {draws.Pick<string>(Values)}";
                    break;
            }
        }
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    public override long Read(byte[] input) => read(Encoding.UTF8.GetString(input));

    public static YamlTexts Scenarios { get; } =
        new(
            "scenario",
            text =>
            {
                var scenario = ScenarioReader.Parse(text, File);
                Demand(scenario.Horizon > scenario.Base.Year, "a scenario ends after its base");
                return Shape(scenario.Levers.Count(), (long)scenario.Growth.Mode, scenario.Growth.Vintage.Length);
            },
            [
                "lever",
                "growth",
                "prices",
                "staff",
                "uncertainty",
                "horizon",
                "base",
                "levers",
                "take-up",
                "areas",
                "effect",
                "extends",
                "capacity",
                "groups",
                "queue",
                "money",
                "contracts",
            ]
        );

    public static YamlTexts Products { get; } =
        new(
            "products",
            text => Size(ProductFile.Parse(File, new StringReader(text)).ProductCount),
            [
                "products",
                "codes",
                "like",
                "ages",
                "hours",
                "euro",
                "stay",
                "confidence",
                "Wmo",
                "Jeugd",
                "last_start_age",
            ]
        );

    public static YamlTexts Truths { get; } =
        new(
            "truth",
            text => Shape(TruthFile.Parse(File, new StringReader(text)).Products.Length),
            ["bands", "persons", "records", "products", "reporting_jeugd", "leave_rate", "up", "to", "weight", "share"]
        );

    public static YamlTexts Vintages { get; } =
        new(
            "vintages",
            text => VintageTable.Parse(text, File).Vintages.Length,
            ["vintages", "published", "assumed", "components", "nominal", "from", "to", "title", "wmo", "jeugd"]
        );

    public static YamlTexts Notation { get; } =
        new(
            "yaml",
            text =>
            {
                var root = YamlText.Load(File, new StringReader(text), Bilingual.Same("anything"));
                return Shape(Size(root.AllNodes.Count()), (long)root.NodeType);
            },
            [
                "- ",
                "? ",
                ": ",
                "{",
                "}",
                "[",
                "]",
                "&a",
                "*a",
                "!!str",
                "|",
                ">",
                "%YAML 1.2\n---\n",
                "---",
                "...",
                "'",
                "\"",
                "#",
                "\t",
            ]
        );
}

/// <summary>Quantities as people write them, with units and ranges.</summary>
internal sealed class RateTexts : Target
{
    private static readonly string[] Parts =
    [
        "2.1",
        "-0.5",
        "+1",
        "%",
        " % ",
        "(assumed",
        ", ",
        "0.0% to 2.0%",
        "tot",
        "..",
        ")",
        "1e5%",
        "999999%",
        "( , )",
        "–",
        "\t",
        "EUR ",
        "€",
        " mln",
        " FTE",
        " uur",
        " per week",
        "(2025)",
        "12.500",
        "1 000",
        "2,5",
    ];

    public override string Name => "rates";

    public override IReadOnlyList<string> Words => Parts;

    public override int MostBytes => 200;

    public override byte[] Write(Draws draws) =>
        Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, draws.Between(1, 6)).Select(_ => draws.Pick<string>(Parts)))
        );

    public override long Read(byte[] input)
    {
        var text = Encoding.UTF8.GetString(input);
        var read = 0L;
        foreach (var unit in Unit.All)
        {
            var fault = QuantityText.Parse(text, unit, out var quantity, out _);
            read = (read * 8) + (long)fault;
            if (fault == QuantityFault.None)
            {
                Demand(double.IsFinite(quantity.Value), "a quantity is finite");
                Demand(
                    (quantity.Low ?? quantity.Value) <= quantity.Value
                        && quantity.Value <= (quantity.High ?? quantity.Value),
                    "a quantity lies in its range"
                );
            }
        }
        return read;
    }
}
