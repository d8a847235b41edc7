using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Tests.Records;

/// <summary>Files that cannot be used: each says where, what was found, what was expected and how to mend it.</summary>
public sealed class BadFileTests
{
    private static readonly string Row = string.Join(',', SampleRows.GoodRow(1));
    private static readonly string Good = $"{SampleRows.Heading}\n{Row}\n";

    private static readonly Dictionary<string, Case> Cases = All().ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>Names alone: megabytes of a bad file do not belong in the arguments of a test.</summary>
    public static TheoryData<string> Names => [.. Cases.Keys];

    private sealed record Case(string Name, byte[] Bytes, string Place, string Found);

    private static Case[] All()
    {
        var many = Encoding.UTF8.GetBytes(
            SampleRows.Heading + "\n" + string.Concat(Enumerable.Repeat(Row + "\n", 3000))
        );
        var packed = SampleRows.Pack(many);
        return
        [
            new("empty", [], "r.csv:1:1: ", "an empty file"),
            new("blank", "\n\n"u8.ToArray(), "r.csv:1:1: ", "an empty file"),
            new("no rows", Text(SampleRows.Heading + "\n"), "r.csv:2:1: ", "a heading and no rows"),
            new(
                "missing column",
                Text(Good.Replace(",product,", ",", StringComparison.Ordinal)),
                "r.csv:1:",
                "no column 'product'"
            ),
            new(
                "misspelt column",
                Text(Good.Replace("started", "startd", StringComparison.Ordinal)),
                "r.csv:1:98: ",
                "did you mean 'started'?"
            ),
            new(
                "double column",
                Text(Good.Replace("household", "person", StringComparison.Ordinal)),
                "r.csv:1:8: ",
                "'person' twice"
            ),
            new("tabs", Text(Good.Replace(',', '\t')), "r.csv:1:1: ", "found tabs"),
            new(
                "other separator in rows",
                Text(SampleRows.Heading + "\n" + Row.Replace(',', ';')),
                "r.csv:2:1: ",
                "found one field: ';', expected fields separated by ','"
            ),
            new("carriage returns only", Text(Good.Replace('\n', '\r')), "r.csv:1:136: ", "CRLF"),
            new(
                "UTF-16",
                [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Good)],
                "r.csv:1:1: ",
                "UTF-16"
            ),
            new("a workbook", [.. "PK\u0003\u0004"u8, .. new byte[99]], "r.csv:1:1: ", "workbook"),
            new("not text", [.. "abc"u8, 0, 1, 2], "r.csv:1:1: ", "not text"),
            new("broken UTF-8", With([(byte)'p', 0xC3, 0x28]), "r.csv:3:2: ", "invalid UTF-8 (byte 0xC3)"),
            new("stray bytes", With([0xFF, 0xFE]), "r.csv:3:1: ", "invalid UTF-8 (byte 0xFF)"),
            new(
                "Windows-1252 after UTF-8",
                [
                    .. Text(Good.Replace("p1", "zoë", StringComparison.Ordinal)),
                    .. With([(byte)'z', 0xEB])[Good.Length..],
                ],
                "r.csv:3:2: ",
                "invalid UTF-8 (byte 0xEB)"
            ),
            new(
                "byte that Windows-1252 lacks",
                [.. With([(byte)'z', 0xEB, (byte)'x']), .. With([(byte)'z', 0x81])[Good.Length..]],
                "r.csv:4:2: ",
                "invalid UTF-8 (byte 0x81)"
            ),
            new("gzip cut in the middle", packed[..(packed.Length / 2)], "r.csv:", "gzip file that is cut short"),
            new("gzip without its length", packed[..^4], "r.csv:", "gzip file that is cut short"),
            new("gzip of a few bytes", packed[..6], "r.csv:1: ", "gzip file that is cut short"),
            new("gzip with a changed byte", Changed(packed), "r.csv:", "gzip file that is cut short or damaged"),
            new("open quote", Text(Good + "\"" + Row + "\n" + Row + "\n"), "r.csv:3: ", "never closed"),
            new("a very long row", Text(Good + new string('a', 3 << 20)), "r.csv:3:1: ", "more than 1048576 bytes"),
            new("a very long heading", Text(new string('a', 3 << 20)), "r.csv:1:1: ", "more than 1048576 bytes"),
            new(
                "a very long quoted row",
                Text(Good + "\"" + new string('\n', 3 << 20) + "\"" + Row[2..] + "\n"),
                "r.csv:3:1: ",
                "more than 1048576 bytes"
            ),
            new(
                "degrees",
                Text(Good.Replace("130500.25,455000.5", "5.12,52.09", StringComparison.Ordinal)),
                "r.csv:2:5: ",
                "WGS 84"
            ),
            new(
                "degrees, latitude first",
                Text(Good.Replace("130500.25,455000.5", "52.09,5.12", StringComparison.Ordinal)),
                "r.csv:2:5: ",
                "expected RD New metres"
            ),
        ];
    }

    [Theory]
    [MemberData(nameof(Names))]
    [Trait("Speed", "slow")]
    public void A_file_that_cannot_be_used_is_refused_in_one_line(string name)
    {
        var (_, bytes, place, found) = Cases[name];
        foreach (var size in new[] { 1 << 20, 64 << 10, 200 })
        {
            foreach (var threads in new[] { 1, 2 })
            {
                var settings = SampleRows.Settings with { ChunkBytes = size, Threads = threads };
                var fault = Should.Throw<SourceFormatException>(() => SampleRows.Read(bytes, settings), name);
                foreach (var text in new[] { fault.Text.English, fault.Text.Dutch })
                {
                    text.ShouldStartWith(place);
                    text.ShouldNotContain("\n");
                }
                fault.Text.English.ShouldContain(found);
                fault.Text.English.ShouldMatch("found .+, expected .+; .+");
                fault.Text.Dutch.ShouldMatch("gevonden .+, verwacht .+; .+");
            }
        }
    }

    [Fact]
    public void A_gzip_file_of_several_parts_is_read_whole()
    {
        byte[] parts =
        [
            .. SampleRows.Pack(Text(Good)),
            .. SampleRows.Pack(Text(Row + "\n")),
            .. SampleRows.Pack(Text(Row + "\n" + Row + "\n")),
        ];
        SampleRows.Read(parts).Records.Count.ShouldBe(4);
        Should.Throw<SourceFormatException>(() => SampleRows.Read(parts[..^6]));
    }

    [Fact]
    public void A_few_rows_in_degrees_among_rows_in_metres_are_outside()
    {
        var rows = Enumerable.Range(0, 300).Select(SampleRows.GoodRow).ToList();
        foreach (var i in new[] { 0, 7, 250 })
        {
            (rows[i][4], rows[i][5]) = ("5.12", "52.09");
        }
        var report = Populatie.Analytics.Imports.RecordImport.Check(
            [Populatie.Analytics.Sources.Records.RecordFile.InMemory("r.csv", SampleRows.Write(rows, Dialect.Plain))],
            SampleRows.Places,
            Populatie.Analytics.Sources.Products.ProductCatalogue.Embedded,
            SampleRows.Settings
        );
        report.Join.Of(Populatie.Analytics.Records.Joining.UnknownPlace.Outside).ShouldBe(3);
        report.Records.ShouldBe(300);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The good file with one more row, whose person is these bytes.</summary>
    private static byte[] With(byte[] person) => [.. Text(Good), .. person, .. Text(Row[2..] + "\n")];

    private static byte[] Changed(byte[] packed)
    {
        var copy = packed.ToArray();
        copy[copy.Length / 2] ^= 0x55;
        return copy;
    }
}
