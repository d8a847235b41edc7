using System.Globalization;
using System.IO.Compression;
using System.Text;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Tests.Records;

/// <summary>How a test writes its rows down.</summary>
public sealed record Dialect(
    char Separator,
    char DecimalMark,
    string Encoding,
    bool Gzip,
    bool QuoteAll,
    string LineEnd
)
{
    public static Dialect Plain { get; } = new(',', '.', "utf-8", false, false, "\n");

    public static IEnumerable<Dialect> All =>
        from separator in ",;"
        from mark in ".,"
        from encoding in new[] { "utf-8", "utf-8-bom", "windows-1252" }
        from gzip in new[] { false, true }
        from quoteAll in new[] { false, true }
        from end in new[] { "\n", "\r\n" }
        select new Dialect(separator, mark, encoding, gzip, quoteAll, end);
}

/// <summary>Rows of records as lists of fields, some of them wrong on purpose, and three ways of reading them.</summary>
internal static class SampleRows
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    public static AreaIndex Index { get; } =
        new([
            new("BU03440111", "Welgelegen", "WK034401", "GM0344"),
            new("BU03440112", "Oog in Al", "WK034401", "GM0344"),
            new("BU03440211", "Pijlsweerd", "WK034402", "GM0344"),
        ]);

    /// <summary>Buurten as stripes of a kilometre, from x = 130 km on: leaf = stripe, at y from 450 to 460 km.</summary>
    public static RecordPlaces Places { get; } =
        new(
            Index,
            (x, y, leaf) =>
            {
                for (var i = 0; i < x.Length; i++)
                {
                    var stripe = (x[i] - 130_000_000) / 1_000_000;
                    leaf[i] =
                        x[i] >= 130_000_000 && stripe < 3 && y[i] is >= 450_000_000 and < 460_000_000 ? stripe : -1;
                }
            },
            "test-areas",
            "test-areas"
        );

    public static RecordSettings Settings { get; } = new() { Delivered = new DateOnly(2026, 1, 1), MaxRejected = 1 };

    public static string Heading => string.Join(',', RecordTokens.Columns);

    /// <summary>A row that is right in every respect.</summary>
    public static string[] GoodRow(int n) =>
        [
            $"p{n}",
            $"h{n / 2}",
            "1950",
            n % 2 == 0 ? "V" : "M",
            "130500.25",
            "455000.5",
            "",
            "",
            "wmo-huishouden",
            "ZIN",
            "A1",
            "3",
            "gp",
            "2020-01-02",
            "2020-02-03",
            "2020-02-29",
            "7.25",
            "20000",
            "",
        ];

    /// <summary>Random rows: mostly good, with every kind of oddity and fault, accents, separators and line feeds.</summary>
    public static List<string[]> Random(int seed, int count)
    {
        var random = new Random(seed);
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
        string Day(int from) =>
            new DateOnly(from, 1, 1).AddDays(random.Next(900)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string Decimal(int low, int high) =>
            (random.Next(low * 1000, high * 1000) / 1000m).ToString(CultureInfo.InvariantCulture);

        var rows = new List<string[]>();
        for (var i = 0; i < count; i++)
        {
            var row = GoodRow(random.Next(count / 3 + 1));
            row[0] = Pick(
                row[0],
                row[0],
                $"zoë {i % 7}",
                $"a,b;c {i % 5}",
                $"zei \"x\" {i % 3}",
                $"twee\nregels {i % 4}"
            );
            row[1] = Pick("", row[1], $"Café {i % 9}");
            row[2] = Pick("", "1950", "2012", "1999", i % 17 == 0 ? "19x0" : "1940", i % 19 == 0 ? "1700" : "1930");
            row[3] = Pick("V", "M", "v", "O", i % 11 == 0 ? "?" : "m", "");
            (row[4], row[5]) = random.Next(6) switch
            {
                0 => ("", ""),
                1 => ("", Decimal(450_000, 460_000)),
                2 => (Decimal(100_000, 200_000), Decimal(300_000, 600_000)),
                3 when i % 13 == 0 => ("12a", "455000"),
                _ => (Decimal(130_000, 133_000), Decimal(450_000, 460_000)),
            };
            row[6] = Pick("", "", "3512AB", "3512 ab", "351AB", "9999ZZ");
            row[7] = Pick("", "", "BU03440112", "WK034402", "GM0344", "BU99999999", "onzin");
            row[8] = Pick(
                "wmo-huishouden",
                "jeugd-ambulant",
                "01",
                "45",
                "buurtteam-jeugd",
                i % 23 == 0 ? "none" : "15"
            );
            row[9] = Pick("ZIN", "PGB", "zin", "", "both", i % 29 == 0 ? "thuis" : "pgb");
            row[11] = Pick("", "3", "track-2");
            row[13] = Pick("", Day(2019), Day(2018));
            row[14] = Pick(
                "",
                Day(2020),
                Day(2020),
                i % 31 == 0 ? "2021-02-30" : Day(2021),
                i % 37 == 0 ? "soon" : Day(2019)
            );
            row[15] = Pick("", Day(2021), Day(2023), "9999-12-31", Day(2019));
            row[16] = Pick("", Decimal(0, 90), "8", i % 41 == 0 ? "veel" : "0.005", "-3.5");
            row[17] = Pick("", "12345", "-500", i % 43 == 0 ? "12.50" : "0", "99999999");
            row[18] = Pick("", "recovered", "Died", "02", i % 47 == 0 ? "weg" : "other");
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Writes rows in a dialect. The decimal columns get its mark; fields are quoted where they must.</summary>
    public static byte[] Write(IEnumerable<string[]> rows, Dialect dialect)
    {
        int[] decimals = [4, 5, 16];
        var text = new StringBuilder();
        text.Append(string.Join(dialect.Separator, RecordTokens.Columns)).Append(dialect.LineEnd);
        foreach (var row in rows)
        {
            var fields = row.Select((f, i) => decimals.Contains(i) ? f.Replace('.', dialect.DecimalMark) : f)
                .Select(f =>
                    dialect.QuoteAll || f.AsSpan().IndexOfAny(",;\"\n") >= 0
                        ? $"\"{f.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
                        : f
                );
            text.Append(string.Join(dialect.Separator, fields)).Append(dialect.LineEnd);
        }
        var bytes = dialect.Encoding switch
        {
            "windows-1252" => Encoding.Latin1.GetBytes(text.ToString()),
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text.ToString())],
            _ => Encoding.UTF8.GetBytes(text.ToString()),
        };
        return dialect.Gzip ? Pack(bytes) : bytes;
    }

    public static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    /// <summary>Everything that reading gives, as lines of text that can be compared.</summary>
    public static (List<string> Records, RecordReader Reader) Read(byte[] bytes, RecordSettings? settings = null)
    {
        var use = settings ?? Settings;
        var reader = new RecordReader(
            RecordFile.InMemory("r.csv", bytes),
            new ProductChecks(ProductCatalogue.Embedded),
            new LocationJoin(Places.Index, Places.Locate, use.Postcodes),
            use,
            Key
        );
        var lines = new List<string>();
        reader.Read(batch => lines.AddRange(Enumerable.Range(0, batch.Uses.Count).Select(i => Line(batch.Uses, i))));
        return (lines, reader);
    }

    public static string Line(UseBatch b, int i) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{b.Person[i]:x} {b.Household[i]:x} {b.BirthYear[i]} {b.Sex[i]} {b.Leaf[i]} {b.Product[i]} {b.Delivery[i]} {b.Requested[i]} {b.Started[i]} {b.Ended[i]} {b.Minutes[i]} {b.CostCents[i]} {b.Outcome[i]}"
        );

    public static List<string> Tallies(RecordReader reader) =>
        [
            .. reader.Tallies.SetAsideTallies().Select(t => $"{t.Kind} {t.Count} {string.Join('|', t.First)}"),
            .. reader.Tallies.OddTallies().Select(t => $"{t.Kind} {t.Count} {string.Join('|', t.First)}"),
        ];
}
