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
        return Bilingual.Same(source);
    }

    [GeneratedRegex(
        @"^estimated from (?<n>\d+) yearly changes(?<hours> of the hours delivered)? until (?<year>\d+), beside (?:a )?stated beliefs? \(populatie fit\)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Estimated();
}
