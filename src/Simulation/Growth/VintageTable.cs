using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Embedded;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Growth;

/// <summary>The growth vintages that ship with the program: geodata/growth/vintages.yaml.</summary>
public sealed class VintageTable
{
    private const string Resource = "geodata/growth/vintages.yaml";
    private static readonly SectionShape Lines = Rates(["wmo", "jeugd", "wlz", "zvw", "care"]);
    private static readonly SectionShape Parts = Rates(["demography", "income", "relative-prices", "other", "policy"]);

    private static readonly SectionShape Vintage = new([
        Key("code", new TextShape("cpb-2027-2033")),
        Key("title", new SectionShape([Key("en", new TextShape("")), Key("nl", new TextShape(""))])),
        Key("basis", new TextShape("real")),
        Key("from", new WholeShape(2000, 2100)),
        Key("to", new WholeShape(2000, 2100)),
        Key("source", new TextShape("CPB")),
        Key("confidence", new QuantityShape(Unit.Number, 0, 1)),
        Key("nominal", new QuantityShape(Unit.Percent)),
        Key("published", Lines),
        Key("assumed", Lines),
        Key("components", Parts),
    ]);

    private static readonly SectionShape Root = new([Key("vintages", new ListShape(Vintage))]);

    private static readonly Lazy<VintageTable> Shipped = new(ReadEmbedded);

    private VintageTable(ImmutableArray<GrowthVintage> vintages) => Vintages = vintages;

    public static VintageTable Embedded => Shipped.Value;

    /// <summary>In the order of the file, oldest first.</summary>
    public ImmutableArray<GrowthVintage> Vintages { get; }

    public GrowthVintage? Find(string code) =>
        Vintages.FirstOrDefault(v => string.Equals(v.Code, code, StringComparison.Ordinal));

    internal static VintageTable Parse(string text, string file)
    {
        var root = SettingNode.Parse(text, file, new("growth vintages in YAML", "groeireeksen in YAML"));
        return new([.. Section.Of(root, Root).Items("vintages").Select(n => One(Section.Of(n, Vintage)))]);
    }

    private static GrowthVintage One(Section section)
    {
        var title = section.Sub("title");
        return new(
            section.Text("code"),
            new Bilingual(title.Text("en"), title.Text("nl")),
            section.Text("basis"),
            section.Whole("from"),
            section.Whole("to"),
            section.Text("source"),
            section.Quantity("confidence").Value,
            Values(section, "published", Lines),
            Assumptions(section, "assumed", Lines).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Values(section, "components", Parts),
            section.QuantityOrNone("nominal")?.Value
        );
    }

    private static ImmutableSortedDictionary<string, double> Values(Section section, string key, SectionShape lines) =>
        Assumptions(section, key, lines)
            .ToImmutableSortedDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, Assumption>> Assumptions(
        Section section,
        string key,
        SectionShape lines
    ) =>
        section.SubOrNone(key) is { } table
            ? lines.Keys.Where(k => table.Has(k.Name)).Select(k => KeyValuePair.Create(k.Name, table.Quantity(k.Name)))
            : [];

    private static SectionShape Rates(string[] names) =>
        new([.. names.Select(n => Key(n, new QuantityShape(Unit.Percent, Spread: 0.01)))]);

    private static KeyShape Key(string name, ValueShape value) => new(name, value, Bilingual.Same(""));

    private static VintageTable ReadEmbedded() => Parse(EmbeddedFiles.Text(Resource), Resource);
}
