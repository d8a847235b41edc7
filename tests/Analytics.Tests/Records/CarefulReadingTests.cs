using System.Text;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Tests.Records;

/// <summary>Kernels read what they know and leave the rest to careful reading: together they give what care alone gives.</summary>
public sealed class CarefulReadingTests
{
    /// <summary>Texts that a field may hold, by column: right, nearly right, and wrong.</summary>
    private static readonly string[][] Texts =
    [
        ["p1", " p2", "p3 ", "", "een lange naam van een persoon", "12345678", "1234567", "123456789", "é", "  "],
        ["h1", "", " h2", "hhhhhhhh"],
        ["1950", "", "1879", "1880", "2026", "2027", "195", "19500", " 1950", "1950 ", "+1950", "19.5", "2015", "19a0"],
        ["V", "M", "v", "m", "", "O", "x", "1", "2", "0", "9", "F", "?", "VV", " V"],
        [
            "130500.25",
            "131000",
            "132999.9995",
            "130500,5",
            "",
            "0.5",
            "52.1",
            "-5",
            "+130500",
            ".5",
            "130500.",
            "1305000",
            "130500.1234567",
            "130500.12345678",
            "130500.1.2",
            "13a500",
            " 130500",
            "999999.9999",
            "00130500.1",
        ],
        ["455000.5", "450000", "459999.9994", "455000,125", "", "5.1", "180", "180.001", "12b", "455000 "],
        ["3512AB", "", "3512 ab", "351AB", " 3512AB", "9999ZZ", "0999ZZ"],
        ["BU03440112", "", "bu03440112", "WK034402", "GM0344", "BU0344011", "BU0344011x", " BU03440112", "onzin"],
        [
            "wmo-huishouden",
            "jeugd-ambulant",
            "01",
            "45",
            "buurtteam-jeugd",
            "wmo-kortdurend-verblijf",
            "",
            "none",
            "WMO-huishouden",
            "01 ",
        ],
        ["ZIN", "PGB", "zin", "", "both", "ZIN+PGB", "Zin", "thuis"],
        ["A1", "SYN001", "", " SYN002", "S"],
        ["3", "", "2", "track-2", "track-3", "4", "33", "spoor-3"],
        ["gp", "", "x\"y"],
        ["2020-01-02", "", "2019-12-31", "2026-06-01", "2099-01-01", "1899-12-31", "1900-01-01"],
        [
            "2020-02-03",
            "",
            "2020-02-29",
            "2021-02-29",
            "2020-13-01",
            "2020-00-10",
            "2020-01-00",
            "2020-01-32",
            "2020/01/02",
            "20200102",
            "2020-1-2",
            "2019-01-01",
            "2100-01-01",
            "9999-12-31",
            "2020-02-03 ",
        ],
        ["2020-02-29", "", "2020-02-02", "2023-05-06", "2098-12-31", "2099-01-01", "9999-12-31", "2020-02-30"],
        ["7.25", "", "8", "0.008", "0,0083", "-3.5", "veel", "1000000", "999999.99", ".5", "12.", "1e3"],
        ["20000", "", "-500", "12.50", "0", "99999999", "123456789", "1234567890123456", "12345678901234567", " 7"],
        ["", "recovered", "Died", "DIED", "02", "turned-eighteen", "weg"],
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Kernels_and_care_give_the_same_records_tallies_and_report(int seed)
    {
        var random = new Random(seed);
        var bytes = SampleRows.Write(Rows(random, 3000), Dialect.Plain with { Separator = ';', QuoteAll = seed == 3 });
        Same(bytes, SampleRows.Settings with { ChunkBytes = 10_000 });
    }

    [Fact]
    public void Every_text_of_every_column_alone()
    {
        var rows = new List<string[]>();
        for (var column = 0; column < Texts.Length; column++)
        {
            foreach (var text in Texts[column])
            {
                var row = SampleRows.GoodRow(rows.Count);
                row[column] = text;
                rows.Add(row);
            }
        }
        Same(SampleRows.Write(rows, Dialect.Plain with { Separator = ';' }), SampleRows.Settings);
        Same(SampleRows.Write(rows, Dialect.Plain with { Separator = ';', LineEnd = "\r\n" }), SampleRows.Settings);
    }

    /// <summary>Bytes changed, dropped and put in: whatever comes out, or is said about it, is the same.</summary>
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [Trait("Speed", "slow")]
    public void Damaged_files_give_the_same_too(int seed)
    {
        var random = new Random(seed);
        var whole = SampleRows.Write(SampleRows.Random(seed, 60), Dialect.Plain);
        var heading = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (var round = 0; round < 150; round++)
        {
            var damaged = new List<byte>(whole);
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                var at = random.Next(heading, damaged.Count);
                switch (random.Next(3))
                {
                    case 0:
                        damaged[at] = (byte)random.GetItems(",;\n\r\" -.x9é".AsSpan(), 1)[0];
                        break;
                    case 1:
                        damaged.RemoveAt(at);
                        break;
                    default:
                        damaged.Insert(at, (byte)random.GetItems(",;\n\r\" -.x9".AsSpan(), 1)[0]);
                        break;
                }
            }
            Same([.. damaged], SampleRows.Settings with { ChunkBytes = random.Next(50, 20_000) });
        }
    }

    private static IEnumerable<string[]> Rows(Random random, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var row = SampleRows.GoodRow(random.Next(100));
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                var column = random.Next(Texts.Length);
                row[column] = Texts[column][random.Next(Texts[column].Length)];
            }
            yield return row;
        }
    }

    private static void Same(byte[] bytes, RecordSettings settings) =>
        Outcome(bytes, settings)
            .ShouldBe(Outcome(bytes, settings with { Careful = true }), Encoding.UTF8.GetString(bytes));

    private static List<string> Outcome(byte[] bytes, RecordSettings settings)
    {
        try
        {
            var (records, reader) = SampleRows.Read(bytes, settings);
            return [.. records, .. SampleRows.Tallies(reader), reader.Report!.ToString()];
        }
        catch (Populatie.Analytics.Faults.SourceFormatException fault)
        {
            return [fault.Message];
        }
    }
}
