using System.Globalization;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>Which year the figures of a table are of.</summary>
internal static class TableYear
{
    private static readonly Lazy<IReadOnlyDictionary<string, int>> Tables = new(() =>
        PublishedTable
            .Embedded("cbs/tables.csv")
            .Rows.ToDictionary(r => r.Text("table"), r => r.Whole("year"), StringComparer.OrdinalIgnoreCase)
    );

    /// <summary>From a field: <c>2021</c> or StatLine's <c>2021JJ00</c>; null for a part of a year (<c>2021HJ01</c>).</summary>
    public static int? OfPeriod(string text) =>
        (text.Length == 4 || (text.Length == 8 && text.EndsWith("JJ00", StringComparison.Ordinal)))
        && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            ? year
            : null;

    /// <summary>From the name of a file: that of a known table, else the one year that it names.</summary>
    public static int? Of(string name)
    {
        foreach (var (table, year) in Tables.Value)
        {
            if (name.Contains(table, StringComparison.OrdinalIgnoreCase))
            {
                return year;
            }
        }
        var found = new List<int>();
        for (var i = 0; i + 4 <= name.Length; i++)
        {
            var stands =
                (i == 0 || !char.IsAsciiDigit(name[i - 1]))
                && (i + 4 == name.Length || !char.IsAsciiDigit(name[i + 4]));
            if (
                stands
                && int.TryParse(name.AsSpan(i, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                && year is > 1990 and < 2100
            )
            {
                found.Add(year);
            }
        }
        return found.Count == 1 ? found[0] : null;
    }
}

/// <summary>Codes of regions as CBS writes them.</summary>
internal static class RegionCode
{
    /// <summary>Whether a text is GM and 4, WK and 6, or BU and 8 digits.</summary>
    public static bool IsKnown(string code) =>
        code.Length > 2
        && code.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0
        && (code[..2], code.Length) is ("GM", 6) or ("WK", 8) or ("BU", 10);

    /// <summary>Code of the gemeente that a wijk or buurt is in: codes are nested.</summary>
    public static string GemeenteOf(string code) => string.Concat("GM", code.AsSpan(2, 4));
}
