using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>
/// Finds columns of CBS tables by what they are about. StatLine puts another number behind a name in every table
/// (<c>WmoClienten_93</c>), so a column is known by what stands before it. Source: <c>geodata/cbs/columns.csv</c>.
/// </summary>
internal static class ColumnNames
{
    private static readonly Lazy<IReadOnlyDictionary<string, string[]>> Shipped = new(() =>
        PublishedTable
            .Embedded("cbs/columns.csv")
            .Rows.ToDictionary(r => r.Text("field"), r => r.Text("names").Split(' '), StringComparer.Ordinal)
    );

    /// <summary>Fields that the mapping knows, in its order.</summary>
    public static IEnumerable<string> Fields => Shipped.Value.Keys;

    /// <summary>Names under which a field is known, the preferred one first.</summary>
    public static IReadOnlyList<string> Of(string field) => Shipped.Value[field];

    /// <returns>Position of the column that holds a field, or −1.</returns>
    public static int Find(IReadOnlyList<string> heading, string field)
    {
        var plain = heading.Select(Plain).ToArray();
        foreach (var name in Of(field))
        {
            // A name that ends in a number of its own (wmo_per_1000) must not lose it.
            var found = Array.FindIndex(plain, h => string.Equals(h, name, StringComparison.Ordinal));
            found =
                found >= 0
                    ? found
                    : Array.FindIndex(plain, h => string.Equals(WithoutNumber(h), name, StringComparison.Ordinal));
            if (found >= 0)
            {
                return found;
            }
        }
        return -1;
    }

    /// <returns>Positions of all columns that hold a field.</returns>
    public static int[] FindAll(IReadOnlyList<string> heading, string field) =>
        [
            .. Enumerable
                .Range(0, heading.Count)
                .Where(i =>
                    Of(field).Contains(Plain(heading[i]), StringComparer.Ordinal)
                    || Of(field).Contains(WithoutNumber(Plain(heading[i])), StringComparer.Ordinal)
                ),
        ];

    /// <summary>Lower case, without accents, spaces and signs other than the underscore.</summary>
    public static string Plain(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (
                CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && (char.IsAsciiLetterOrDigit(c) || c == '_')
            )
            {
                text.Append(char.ToLowerInvariant(c));
            }
        }
        return text.ToString();
    }

    /// <summary>The name without an underscore and a number at its end.</summary>
    public static string WithoutNumber(string plain)
    {
        var end = plain.Length;
        while (end > 0 && char.IsAsciiDigit(plain[end - 1]))
        {
            end--;
        }
        return end < plain.Length && end > 1 && plain[end - 1] == '_' ? plain[..(end - 1)] : plain;
    }
}
