using System.Text.RegularExpressions;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Evidence;

/// <summary>
/// What stands behind a figure, in the language of who reads it. Artefacts keep one text; our own explanations are told in
/// both languages, and what was published keeps the name it was published under.
/// </summary>
public static partial class SourceText
{
    /// <summary>A text that is not ours stands as it is.</summary>
    public static Bilingual Of(string source)
    {
        if (SourceTexts.Own.TryGetValue(source, out var dutch))
        {
            return new(source, dutch);
        }
        var counted = Estimated().Match(source);
        if (counted.Success)
        {
            return new(
                source,
                $"geschat uit {counted.Groups["n"].Value} jaarlijkse veranderingen"
                    + (counted.Groups["hours"].Success ? " van de geleverde uren" : "")
                    + $" tot en met {counted.Groups["year"].Value}, naast wat vooraf is aangenomen (populatie fit)"
            );
        }
        var recorded = Recorded().Match(source);
        if (recorded.Success)
        {
            return new(
                source,
                $"registraties van {recorded.Groups["first"].Value} tot en met {recorded.Groups["last"].Value}"
            );
        }
        var priced = Priced().Match(source);
        return priced.Success
            ? new(
                source,
                $"vooraf aangenomen: {Amount(priced, "low")} tot {Amount(priced, "high")} euro per cliënt per jaar ({priced.Groups["year"].Value}), uit het hoofd"
            )
            : Bilingual.Same(source);
    }

    private static string Amount(Match found, string name) => found.Groups[name].Value.Replace(',', '.');

    /// <summary>Of those texts that are ours: from English to Dutch, in order of the English.</summary>
    public static SortedDictionary<string, string> DutchOf(IEnumerable<string> sources)
    {
        var told = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in sources.Select(Of))
        {
            if (!string.Equals(text.English, text.Dutch, StringComparison.Ordinal))
            {
                told[text.English] = text.Dutch;
            }
        }
        return told;
    }

    [GeneratedRegex(
        @"^estimated from (?<n>\d+) yearly changes(?<hours> of the hours delivered)? until (?<year>\d+), beside (?:a )?stated beliefs? \(populatie fit\)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Estimated();

    [GeneratedRegex(
        @"^records of (?<first>\d{4}) to (?<last>\d{4})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Recorded();

    [GeneratedRegex(
        @"^prior: (?<low>[\d,]+) to (?<high>[\d,]+) euro per client-year \((?<year>\d{4})\), from memory$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Priced();
}
