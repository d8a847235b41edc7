using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Vintages;

namespace Populatie.Analytics.Sources.Vintages;

/// <summary>
/// Reads and writes a change matrix: CSV with the columns <c>from</c>, <c>to</c> (buurt codes) and <c>addresses</c> (whole
/// numbers) or <c>share</c> (0 … 1, at most six decimals, per from summing to 1). Lines that begin with # are remarks.
/// </summary>
public static class ChangeMatrixFile
{
    /// <summary>Shares are held in millionths.</summary>
    private const decimal Whole = 1_000_000;

    /// <summary>How far the shares of a buurt may sum from 1: three decimals each, as tables are printed.</summary>
    private const long MostOff = 5_000;

    public static ChangeMatrix Read(string path)
    {
        using var text = new StreamReader(path);
        return Read(text, path);
    }

    /// <exception cref="SourceFormatException">A column is missing, a code or weight is none, or shares do not sum to 1.</exception>
    public static ChangeMatrix Read(TextReader text, string file)
    {
        var table = SmallTable.Read(text, file);
        var weights = table.Has("addresses") ? "addresses" : "share";
        if (!table.Has("from") || !table.Has("to") || !table.Has(weights))
        {
            var columns = string.Join(", ", table.Header);
            throw Fault(
                file,
                table.HeaderLine,
                1,
                new($"the columns {columns}", $"de kolommen {columns}"),
                new("from, to, and addresses or share", "from, to, en addresses of share")
            );
        }
        var changes = new List<(string From, string To, long Weight)>();
        var sums = new SortedDictionary<string, (long Sum, int Line)>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var from = Code(table, row, "from", file);
            var to = Code(table, row, "to", file);
            var weight = Weight(table, row, weights, file);
            changes.Add((from, to, weight));
            sums[from] = (sums.GetValueOrDefault(from).Sum + weight, row.Line);
        }
        foreach (var (from, (sum, line)) in sums)
        {
            var isShare = string.Equals(weights, "share", StringComparison.Ordinal);
            if (isShare ? Math.Abs(sum - (long)Whole) > MostOff : sum == 0)
            {
                var total = (isShare ? sum / Whole : sum).ToString(CultureInfo.InvariantCulture);
                throw Fault(
                    file,
                    line,
                    Column(table, weights),
                    new($"{weights} of {from} that sum to {total}", $"{weights} van {from} met som {total}"),
                    isShare ? new("shares that sum to 1", "aandelen met som 1") : new("more than 0", "meer dan 0")
                );
            }
        }
        return new ChangeMatrix(changes);
    }

    /// <summary>Writes a matrix with weights that are addresses.</summary>
    public static void Write(Stream stream, ChangeMatrix matrix)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("from,to,addresses");
        foreach (var code in matrix.Codes)
        {
            foreach (var share in matrix.TargetsOf(code))
            {
                text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code},{share.To},{share.Weight}"));
            }
        }
    }

    private static string Code(SmallTable table, SmallTable.Row row, string column, string file)
    {
        var code = table.Field(row, column);
        return
            code.Length == 10
            && code.StartsWith("BU", StringComparison.Ordinal)
            && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0
            ? code
            : throw Fault(
                file,
                row.Line,
                Column(table, column),
                new($"'{code}'", $"'{code}'"),
                new("a buurt code such as BU03440111", "een buurtcode als BU03440111")
            );
    }

    private static long Weight(SmallTable table, SmallTable.Row row, string column, string file)
    {
        var text = table.Field(row, column);
        if (
            string.Equals(column, "addresses", StringComparison.Ordinal)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var addresses)
            && addresses <= 1_000_000_000
        )
        {
            return addresses;
        }
        if (
            string.Equals(column, "share", StringComparison.Ordinal)
            && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share is >= 0 and <= 1
            && share * Whole == decimal.Truncate(share * Whole)
        )
        {
            return (long)(share * Whole);
        }
        throw Fault(
            file,
            row.Line,
            Column(table, column),
            new($"'{text}'", $"'{text}'"),
            string.Equals(column, "share", StringComparison.Ordinal)
                ? new("a share from 0 to 1 of at most 6 decimals", "een aandeel van 0 tot 1 met hoogstens 6 decimalen")
                : new("a whole number of addresses", "een geheel aantal adressen")
        );
    }

    /// <summary>1-based number of the field.</summary>
    private static int Column(SmallTable table, string column)
    {
        for (var i = 0; i < table.Header.Count; i++)
        {
            if (string.Equals(table.Header[i].Trim(), column, StringComparison.OrdinalIgnoreCase))
            {
                return i + 1;
            }
        }
        return 1;
    }

    private static SourceFormatException Fault(
        string file,
        int line,
        int column,
        Bilingual found,
        Bilingual expected
    ) => new(file, line, column, found, expected, new("mend the change matrix", "herstel de veranderingstabel"));
}
