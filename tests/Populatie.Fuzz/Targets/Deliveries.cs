using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>Deliveries in the layouts of others, read through a mapping that ships with the program.</summary>
internal sealed class Deliveries(string name, string mapping, string[] words) : Target
{
    private readonly RecordSettings settings = new()
    {
        Delivered = new(2026, 1, 1),
        MaxRejected = 1,
        ChunkBytes = 1 << 12,
        Mapping = MappingReader.Parse(mapping, ShippedMappings.Text(mapping), ProductCatalogue.Embedded),
    };

    public override string Name => name;

    public override int MostBytes => 16_000;

    public override int Share => 20;

    public override bool CountsLines => false;

    public override IReadOnlyList<string> Words => words;

    public override (long Fixed, long PerByte) Allocation => (16 << 20, 8192);

    public override long Read(byte[] input)
    {
        var report = RecordImport.Check(
            [RecordFile.InMemory(File, input)],
            SmallMap.Places,
            ProductCatalogue.Embedded,
            settings
        );
        Demand(report.Records == report.Join.Located.Sum() + report.Join.Unknown.Sum(), "A2: every record has a place");
        var kinds = report.SetAside.Aggregate(0L, (bits, tally) => bits | (1L << (int)tally.Kind));
        var odd = report.Odd.Aggregate(0L, (bits, tally) => bits | (1L << (int)tally.Kind));
        return Shape(Size(report.Records), kinds, odd);
    }

    private static readonly string[] Markup =
    [
        "<!DOCTYPE a [<!ENTITY x \"y\">]>",
        "<!ENTITY x SYSTEM \"file:///etc/hostname\">",
        "&x;",
        "&#0;",
        "&#x1F600;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "-->",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "<a xmlns:b=\"c\" b:d=\"e\"/>",
        "</",
        "/>",
        "2024-02-30",
        "20240101",
        "02",
    ];

    public static Deliveries Assignments { get; } = new("xml-wmo301", "iwmo-301", Markup);

    public static Deliveries Declarations { get; } = new("xml-wmo323", "iwmo-323", Markup);

    public static Deliveries PolicyJeugd { get; } =
        new(
            "delivery-jeugd",
            "beleidsinformatie-jeugd",
            ["00", "2024", "31", ";", "\"", "20240101", "1", "2", "999999990"]
        );

    /// <summary>The mapping itself, as a user writes one.</summary>
    public static YamlTexts Mappings { get; } =
        new(
            "mapping",
            text =>
            {
                var read = MappingReader.Parse(File, text, ProductCatalogue.Embedded);
                return Shape(read.Kinds.Count(), read.Name.Length);
            },
            ["rows", "columns", "product", "started", "ended", "person", "format", "separator", "xml", "codes", "date"]
        );
}
