namespace Populatie.Simulation.Scenarios;

/// <summary>Finds what someone probably meant to type.</summary>
internal static class Suggestion
{
    private const int FarthestMistake = 3;

    /// <summary>The nearest of the known words, when it is near enough to be meant; else null.</summary>
    public static string? For(string typed, IEnumerable<string> known) =>
        known
            .Select(word => (word, Distance: EditDistance(typed.ToLowerInvariant(), word.ToLowerInvariant())))
            .Where(c => c.Distance <= Math.Min(FarthestMistake, 1 + (c.word.Length / 3)))
            .OrderBy(c => c.Distance)
            .ThenBy(c => c.word, StringComparer.Ordinal)
            .Select(c => c.word)
            .FirstOrDefault();

    /// <summary>Insertions, deletions and replacements between two words (Levenshtein).</summary>
    private static int EditDistance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
