using System.IO.Compression;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Fuzz.Inputs;
using Populatie.Fuzz.Trials;

namespace Populatie.Fuzz.Targets;

/// <summary>
/// Records in the native CSV layout. Read in large blocks and in small ones, by kernels and with care: what comes out must
/// be the same.
/// </summary>
internal class RecordTables : Target
{
    private const int LargeBlock = 1 << 14;
    private const int SmallBlock = 61;

    private static readonly string[] Days =
    [
        "2020-01-01",
        "2020-02-29",
        "2021-12-31",
        "",
        "2019-06-15",
        "01-02-2020",
        "2020-13-01",
        "20200101",
        "9999-12-31",
        "0001-01-01",
    ];

    private static readonly TableGrammar Grammar = new(
        ("person", ["p1", "p2", "p3", "zoë", "", "999999990"]),
        ("household", ["h1", "h2", ""]),
        ("birth_year", ["1950", "2012", "", "1880", "2027", "19x0"]),
        ("sex", ["V", "M", "O", "2", "?", ""]),
        ("x", ["130500", "131500.25", "132000", "", "5.12", "99999999999", "130500,5", "-1"]),
        ("y", ["450500", "450000", "", "52.1", "1e5"]),
        ("pc6", ["3512AB", "3512 ab", "", "0000AA", "3512A"]),
        ("buurt", ["BU03440111", "WK034401", "GM0344", "", "BU99999999", "bu03440112"]),
        ("product", ["wmo-huishouden", "01", "jeugd-ambulant", "31", "onzin", ""]),
        ("delivery", ["ZIN", "PGB", "BOTH", "", "x"]),
        ("provider", ["A1", "SYN1", ""]),
        ("track", ["3", "2", "1", "", "9"]),
        ("referrer", ["gp", "", "school"]),
        ("requested", Days),
        ("started", Days),
        ("ended", Days),
        ("hours", ["8", "7.25", "7,25", "", "-1", "1e9", "99999999"]),
        ("cost_cents", ["25000", "", "-5", "99999999999999999999", "1.5"]),
        ("outcome", ["recovered", "", "wlz", "onzin", "overleden"])
    );

    public override string Name => "records";

    public override IReadOnlyList<string> Words => Grammar.Words;

    public override (long Fixed, long PerByte) Allocation => (8 << 20, 4096);

    public override int Share => 30;

    public override byte[]? Write(Draws draws) => Grammar.Write(draws);

    public override long Read(byte[] input)
    {
        var large = Check(input, LargeBlock);
        if (input.Length % 4 < 2)
        {
            var (block, careful) = input.Length % 4 == 0 ? (SmallBlock, false) : (LargeBlock, true);
            Demand(
                string.Equals(Told(Check(input, block, careful)), Told(large), StringComparison.Ordinal),
                careful ? "reading with care gives something else" : "the size of the blocks changes what is read"
            );
        }
        Demand(
            large.RowsRead == large.Records + large.SetAside.Sum(s => s.Count),
            "A2: rows read are kept or set aside"
        );
        Demand(large.Records == large.Join.Located.Sum() + large.Join.Unknown.Sum(), "A2: every record has a place");
        var kinds = large.SetAside.Aggregate(0L, (bits, tally) => bits | (1L << (int)tally.Kind));
        var odd = large.Odd.Aggregate(0L, (bits, tally) => bits | (1L << (int)tally.Kind));
        var dialect = large.Files[0].Dialect;
        return Shape(Size(large.Records), kinds, odd, dialect.Encoding.Length, dialect.DecimalMark.Length);
    }

    private static RecordReport Check(byte[] input, int block, bool careful = false) =>
        RecordImport.Check(
            [RecordFile.InMemory(File, input)],
            SmallMap.Places,
            ProductCatalogue.Embedded,
            new()
            {
                Delivered = new(2026, 1, 1),
                MaxRejected = 1,
                ChunkBytes = block,
                Careful = careful,
            }
        );

    /// <summary>All that a report tells, as one text.</summary>
    private static string Told(RecordReport report) =>
        string.Join(
            '\n',
            report
                .SetAside.SelectMany(s => s.First.Select(p => p.ToString()).Prepend($"{s.Kind} {s.Count}"))
                .Concat(report.Odd.SelectMany(o => o.First.Select(p => p.ToString()).Prepend($"{o.Kind} {o.Count}")))
                .Append($"{report.Records} of {report.RowsRead}, {report.FirstDay} to {report.LastDay}")
                .Append(string.Join(' ', report.Join.Located.Concat(report.Join.Unknown)))
        );
}

/// <summary>The same in gzip, whole, cut, in parts, or damaged.</summary>
internal sealed class PackedRecordTables : RecordTables
{
    public override string Name => "records-gzip";

    public override bool CountsLines => false;

    public override int Share => 20;

    public override IReadOnlyList<string> Words => [];

    public override IEnumerable<byte[]> Made() => SeedCorpus.Of("records").Select(s => Pack(s.Bytes));

    public override byte[] Write(Draws draws)
    {
        var text = base.Write(draws)!;
        var cut = draws.OneIn(4) ? draws.Below(text.Length) : 0;
        return [.. cut > 0 ? Pack(text[..cut]) : [], .. Pack(text[cut..])];
    }

    private static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(text);
        }
        return packed.ToArray();
    }
}
