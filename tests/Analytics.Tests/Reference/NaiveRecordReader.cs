using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsvHelper;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Tests.Records;

namespace Populatie.Analytics.Tests.Reference;

/// <summary>Reads records one by one with strings, DateOnly and decimal. Slow and plain on purpose; shares no code with ours.</summary>
internal static class NaiveRecordReader
{
    public static (List<string> Records, Dictionary<string, int> SetAside) Read(string text, char separator)
    {
        var records = new List<string>();
        var setAside = new Dictionary<string, int>(StringComparer.Ordinal);
        using var csv = CsvReader.FromText(text, new CsvReaderOptions { Separator = separator, TrimWhitespace = true });
        while (csv.Read())
        {
            try
            {
                records.Add(Row(name => csv.GetString(name)));
            }
            catch (FormatException fault)
            {
                setAside[fault.Message] = setAside.GetValueOrDefault(fault.Message) + 1;
            }
        }
        return (records, setAside);
    }

    private static string Row(Func<string, string> field)
    {
        Demand(field("person").Length > 0, "NoPerson");
        var birthYear = 0;
        if (field("birth_year") is { Length: > 0 } born)
        {
            Demand(int.TryParse(born, out birthYear) && birthYear is >= 1880 and <= 2026, "BirthYear");
        }
        var (x, y) = (Metres(field("x")), Metres(field("y")));
        if (x is null || y is null)
        {
            (x, y) = (null, null);
        }
        var axis = ProductCatalogue.Embedded;
        Demand(axis.TryFind(field("product"), out var product) && !axis.IsTotal(product), "Product");
        var (requested, started, ended) = (
            Day(field("requested"), 1),
            Day(field("started"), 1),
            Day(field("ended"), 2)
        );
        Demand(requested is not null || started is not null || ended is not null, "NoDate");
        if (ended is { } e && ended < int.MaxValue)
        {
            Demand(e >= (started ?? requested ?? int.MinValue), "EndBeforeStart");
        }
        var minutes = field("hours").Length == 0 ? int.MinValue : (int)Rounded(Number(field("hours"), "Hours") * 60m);
        var cents = field("cost_cents").Length == 0 ? long.MinValue : 0;
        if (cents == 0)
        {
            Demand(
                long.TryParse(
                    field("cost_cents"),
                    NumberStyles.AllowLeadingSign,
                    CultureInfo.InvariantCulture,
                    out cents
                ),
                "Cost"
            );
        }
        return string.Join(
            ' ',
            Digest("person", field("person")),
            Digest("household", field("household")),
            birthYear.ToString(CultureInfo.InvariantCulture),
            field("sex").ToUpperInvariant() switch
            {
                "V" => "V",
                "M" => "M",
                _ => "O",
            },
            Leaf(x, y, field("buurt")).ToString(CultureInfo.InvariantCulture),
            product.ToString(CultureInfo.InvariantCulture),
            field("delivery").ToUpperInvariant() switch
            {
                "PGB" => "Pgb",
                "BOTH" => "Both",
                _ => "Zin",
            },
            (requested ?? int.MinValue).ToString(CultureInfo.InvariantCulture),
            (started ?? int.MinValue).ToString(CultureInfo.InvariantCulture),
            (ended ?? int.MaxValue).ToString(CultureInfo.InvariantCulture),
            minutes.ToString(CultureInfo.InvariantCulture),
            cents.ToString(CultureInfo.InvariantCulture),
            field("outcome").ToUpperInvariant() switch
            {
                "RECOVERED" => "Recovered",
                "DIED" or "02" => "Died",
                "OTHER" => "Other",
                _ => "Unknown",
            }
        );
    }

    private static int Leaf(decimal? x, decimal? y, string code)
    {
        if (x is { } px && y is { } py)
        {
            var leaf = new int[1];
            SampleRows.Places.Locate([(int)Rounded(px * 1000)], [(int)Rounded(py * 1000)], leaf);
            if (leaf[0] >= 0)
            {
                return leaf[0];
            }
        }
        return SampleRows.Index.TryFindLeaf(code, out var found) ? found : SampleRows.Index.UnknownLeaf;
    }

    private static decimal? Metres(string text) => text.Length == 0 ? null : Number(text, "Coordinate");

    private static decimal Number(string text, string reason)
    {
        Demand(
            decimal.TryParse(
                text.Replace(',', '.'),
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ),
            reason
        );
        return value;
    }

    private static int? Day(string text, int kind)
    {
        if (text.Length == 0 || (kind == 2 && text.StartsWith("9999", StringComparison.Ordinal)))
        {
            return null;
        }
        Demand(
            DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day),
            "Date"
        );
        return day.DayNumber;
    }

    private static decimal Rounded(decimal value) => Math.Round(value, 0, MidpointRounding.AwayFromZero);

    private static string Digest(string purpose, string text)
    {
        if (text.Length == 0)
        {
            return "0";
        }
        var key = HMACSHA256.HashData(SampleRows.Key, Encoding.UTF8.GetBytes(purpose));
        var hash = NaiveSipHash.Hash(key, Encoding.UTF8.GetBytes(text));
        var value = UInt128.Zero;
        for (var i = 15; i >= 0; i--)
        {
            value = (value << 8) | hash[i];
        }
        return value.ToString("x", CultureInfo.InvariantCulture);
    }

    private static void Demand(bool right, string reason)
    {
        if (!right)
        {
            throw new FormatException(reason);
        }
    }
}
