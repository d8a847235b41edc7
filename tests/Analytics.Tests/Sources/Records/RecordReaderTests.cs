using System.Text;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Tests.Records;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Sources.Records;

public sealed class RecordReaderTests
{
    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Reads_what_a_plain_reader_reads(int seed)
    {
        var bytes = SampleRows.Write(SampleRows.Random(seed, 2000), Dialect.Plain);
        var (records, reader) = SampleRows.Read(bytes);
        var (expected, setAside) = NaiveRecordReader.Read(Encoding.UTF8.GetString(bytes), ',');
        records.ShouldBe(expected);
        reader
            .Tallies.SetAsideTallies()
            .ToDictionary(t => t.Kind.ToString(), t => (int)t.Count, StringComparer.Ordinal)
            .ShouldBe(setAside, ignoreOrder: true);
        setAside.Count.ShouldBeGreaterThan(5, "the sample must contain faults of many kinds");
    }

    [Fact]
    public void Every_dialect_gives_the_same_records_and_reports()
    {
        var rows = SampleRows.Random(7, 150);
        var (expected, plain) = SampleRows.Read(SampleRows.Write(rows, Dialect.Plain));
        foreach (var dialect in Dialect.All)
        {
            var (records, reader) = SampleRows.Read(SampleRows.Write(rows, dialect));
            records.ShouldBe(expected, dialect.ToString());
            Numbers(reader).ShouldBe(Numbers(plain), dialect.ToString());
            var seen = reader.Report!.Dialect;
            seen.Separator.ShouldBe(dialect.Separator.ToString());
            seen.Gzip.ShouldBe(dialect.Gzip);
            seen.DecimalMark.ShouldBe(dialect.DecimalMark == ',' ? "comma" : "point");
            seen.Encoding.ShouldBe(
                dialect.Encoding switch
                {
                    "utf-8" => "UTF-8",
                    "utf-8-bom" => "UTF-8 with BOM",
                    _ => "Windows-1252",
                }
            );
        }

        // Numbers, not texts: what was found is shown as it was written, with its own decimal mark.
        static List<string> Numbers(Populatie.Analytics.Sources.Records.RecordReader reader) =>
            [
                .. reader
                    .Tallies.OddTallies()
                    .Select(t => $"{t.Kind} {t.Count} {string.Join('|', t.First.Select(p => (p.Row, p.Column)))}"),
            ];
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_block_size_gives_the_same_records_reports_and_digest(int seed)
    {
        var dialect = Dialect.All.ElementAt(seed * 17 % 96);
        var bytes = SampleRows.Write(SampleRows.Random(seed, 30), dialect);
        var (expected, whole) = SampleRows.Read(bytes);
        for (var size = 1; size < 500; size += size < 12 ? 1 : 61)
        {
            var (records, reader) = SampleRows.Read(bytes, SampleRows.Settings with { ChunkBytes = size });
            records.ShouldBe(expected, $"blocks of {size} bytes");
            SampleRows.Tallies(reader).ShouldBe(SampleRows.Tallies(whole));
            reader.Report.ShouldBe(whole.Report! with { IgnoredColumns = reader.Report!.IgnoredColumns });
        }
    }

    [Fact]
    public void Any_number_of_threads_gives_the_same()
    {
        var bytes = SampleRows.Write(SampleRows.Random(11, 3000), Dialect.Plain);
        var (expected, single) = SampleRows.Read(bytes, SampleRows.Settings with { ChunkBytes = 5000 });
        foreach (var threads in new[] { 2, 3, 8 })
        {
            var settings = SampleRows.Settings with { ChunkBytes = 5000, Threads = threads };
            var (records, reader) = SampleRows.Read(bytes, settings);
            records.ShouldBe(expected);
            SampleRows.Tallies(reader).ShouldBe(SampleRows.Tallies(single));
        }
    }

    [Fact]
    public void A2_rows_read_are_records_and_rows_set_aside_and_records_are_located_or_onbekend_by_reason()
    {
        var report = Check(SampleRows.Random(13, 5000));
        report.RowsRead.ShouldBe(5000);
        report.RowsRead.ShouldBe(report.Records + report.SetAside.Sum(t => t.Count));
        report.Records.ShouldBe(report.Join.Located.Sum() + report.Join.Unknown.Sum());
        foreach (var reason in Enum.GetValues<UnknownPlace>().Except([UnknownPlace.PostcodeUnknown]))
        {
            report.Join.Of(reason).ShouldBeGreaterThan(0, reason.ToString());
        }
        report.SetAsideCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_unknown_ones_are_ignored_with_a_note()
    {
        var rows = SampleRows.Random(17, 50);
        var (expected, _) = SampleRows.Read(SampleRows.Write(rows, Dialect.Plain with { QuoteAll = true }));
        var order = Enumerable.Range(0, 19).Reverse().ToArray();
        var text = new StringBuilder()
            .AppendJoin(';', order.Select(c => RecordTokens.Columns[c]))
            .Append(";Remark\r\n");
        foreach (var row in rows)
        {
            text.AppendJoin(';', order.Select(c => $"\"{row[c].Replace("\"", "\"\"", StringComparison.Ordinal)}\""))
                .Append(";\"note; of ours\"\r\n\r\n");
        }
        var (records, reader) = SampleRows.Read(Encoding.UTF8.GetBytes(text.ToString()));
        records.ShouldBe(expected);
        reader.Report!.IgnoredColumns.ShouldBe(["Remark"]);
    }

    [Fact]
    public void Generated_records_are_known_by_their_providers()
    {
        var row = SampleRows.GoodRow(1);
        Check([row]).Basis.ShouldBe(Populatie.Analytics.Evidence.Basis.Observed);
        row[10] = "SYN0042";
        Check([row, SampleRows.GoodRow(2)]).Basis.ShouldBe(Populatie.Analytics.Evidence.Basis.Synthetic);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7.25", 435)]
    [InlineData("7,25", 435)]
    [InlineData("0.008", 0)]
    [InlineData("0.0083333333333333333333", 0)]
    [InlineData("0.00833333333333334", 1)]
    [InlineData("-0.025", -2)]
    [InlineData("100000", 6_000_000)]
    public void Hours_become_whole_minutes_halves_away_from_zero(string hours, int minutes)
    {
        var row = SampleRows.GoodRow(1);
        row[16] = hours;
        var (records, _) = SampleRows.Read(SampleRows.Write([row], Dialect.Plain with { QuoteAll = true }));
        records.ShouldHaveSingleItem().Split(' ')[10].ShouldBe(minutes.ToString());
    }

    private static RecordReport Check(IEnumerable<string[]> rows) =>
        RecordImport.Check(
            [Populatie.Analytics.Sources.Records.RecordFile.InMemory("r.csv", SampleRows.Write(rows, Dialect.Plain))],
            SampleRows.Places,
            ProductCatalogue.Embedded,
            SampleRows.Settings
        );
}
