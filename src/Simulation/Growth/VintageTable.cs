using System.Collections.Immutable;
using System.Text;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Simulation.Scenarios;
using YamlDotNet.RepresentationModel;

namespace Populatie.Simulation.Growth;

/// <summary>The growth vintages that ship with the program: geodata/growth/vintages.yaml.</summary>
public sealed class VintageTable
{
    private const string Resource = "geodata/growth/vintages.yaml";
    private static readonly string[] Lines = ["wmo", "jeugd", "wlz", "zvw", "care"];
    private static readonly string[] Parts = ["demography", "income", "relative-prices", "other", "policy"];

    private static readonly string[] Keys =
    [
        "code",
        "title",
        "basis",
        "from",
        "to",
        "source",
        "confidence",
        "nominal",
        "published",
        "assumed",
        "components",
    ];

    private static readonly Lazy<VintageTable> Shipped = new(ReadEmbedded);

    private VintageTable(ImmutableArray<GrowthVintage> vintages) => Vintages = vintages;

    public static VintageTable Embedded => Shipped.Value;

    /// <summary>In the order of the file, oldest first.</summary>
    public ImmutableArray<GrowthVintage> Vintages { get; }

    public GrowthVintage? Find(string code) =>
        Vintages.FirstOrDefault(v => string.Equals(v.Code, code, StringComparison.Ordinal));

    internal static VintageTable Parse(string text, string file)
    {
        var root = YamlSection.Root(text, file, "vintages");
        return new([.. root.Items("vintages").Select(n => One(n, file))]);
    }

    private static GrowthVintage One(YamlNode node, string file)
    {
        var section = YamlSection.Of(node, file, Keys);
        var title = section.Section("title", "en", "nl") ?? throw section.Missing("title");
        return new(
            section.Text("code"),
            new Bilingual(title.Text("en"), title.Text("nl")),
            section.Text("basis"),
            section.Whole("from", 2000, 2100),
            section.Whole("to", 2000, 2100),
            section.Text("source"),
            (section.Amount("confidence") ?? throw section.Missing("confidence")).Value,
            Fractions(section.Section("published", Lines), Lines),
            Assumptions(section.Section("assumed", Lines)),
            Fractions(section.Section("components", Parts), Parts),
            section.Rate("nominal", 0)?.Value
        );
    }

    private static ImmutableSortedDictionary<string, double> Fractions(YamlSection? section, string[] keys) =>
        section is null
            ? ImmutableSortedDictionary<string, double>.Empty
            : keys.Where(k => section.Find(k) is not null)
                .ToImmutableSortedDictionary(k => k, section.Fraction, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, Assumption> Assumptions(YamlSection? section) =>
        section is null
            ? ImmutableSortedDictionary<string, Assumption>.Empty
            : Lines
                .Where(k => section.Find(k) is not null)
                .ToImmutableSortedDictionary(k => k, k => section.Rate(k)!, StringComparer.Ordinal);

    private static VintageTable ReadEmbedded()
    {
        using var stream =
            typeof(Fit).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} was not embedded");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(Encoding.UTF8.GetString(bytes.ToArray()), Resource);
    }
}
