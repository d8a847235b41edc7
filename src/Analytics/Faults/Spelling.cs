namespace Populatie.Analytics.Faults;

/// <summary>Finds the word that a person most likely meant: "did you mean …?" in every message is this one rule.</summary>
public static class Spelling
{
    private const int LongestWord = 64;

    /// <summary>
    /// The known word nearest to <paramref name="word"/>, whatever the case of its letters; null when none is within
    /// two edits or a third of its length. Of equally near ones the first in ordinal order.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var most = Math.Max(2, word.Length / 3);
        return known
            .Select(candidate => (Word: candidate, Edits: Edits(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(c => c.Edits <= most && c.Edits < c.Word.Length)
            .OrderBy(c => c.Edits)
            .ThenBy(c => c.Word, StringComparer.Ordinal)
            .Select(c => c.Word)
            .FirstOrDefault();
    }

    /// <summary>What follows a list of the known words: <c>; did you mean clients?</c>, or nothing when none is near.</summary>
    public static Bilingual Advice(string word, IEnumerable<string> known) =>
        Nearest(word, known) is { } nearest
            ? new($"; did you mean {nearest}?", $"; bedoelt u {nearest}?")
            : new("", "");

    /// <summary>Levenshtein distance: the fewest insertions, deletions and replacements.</summary>
    private static int Edits(string a, string b)
    {
        if (a.Length > LongestWord || b.Length > LongestWord)
        {
            return int.MaxValue;
        }
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replace, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.Length];
    }
}
