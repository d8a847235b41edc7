using System.Globalization;
using System.Text;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>Whether two names of a code can be of the same wijk. Tables write names with and without number, capitals, accents.</summary>
internal static class WijkNames
{
    /// <summary>Shorter words (en, de, wijk numbers) say nothing.</summary>
    private const int ShortestWord = 3;

    /// <summary>
    /// True when both names have words and share none: <c>Wijk 05 Sijbekarspel</c> and <c>Abbekerk</c>. A word that begins
    /// the other counts as shared.
    /// </summary>
    public static bool AreOther(string? first, string? second)
    {
        if (first is null || second is null || string.Equals(first, second, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }
        var (a, b) = (Words(first), Words(second));
        return a.Count > 0
            && b.Count > 0
            && !a.Exists(x =>
                b.Exists(y => x.StartsWith(y, StringComparison.Ordinal) || y.StartsWith(x, StringComparison.Ordinal))
            );
    }

    private static List<string> Words(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD).Append(' '))
        {
            if (char.IsLetter(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                if (word.Length >= ShortestWord && !string.Equals(word.ToString(), "wijk", StringComparison.Ordinal))
                {
                    words.Add(word.ToString());
                }
                word.Clear();
            }
        }
        return words;
    }
}
