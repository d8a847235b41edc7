using System.Globalization;

namespace Populatie.Analytics.Faults;

/// <summary>The languages in which Populatie speaks to people.</summary>
public enum Language
{
    English,
    Dutch,
}

/// <summary>One text in both languages, kept side by side so that neither can be forgotten.</summary>
public readonly record struct Bilingual(string English, string Dutch)
{
    private static readonly CultureInfo EnglishNumbers = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo DutchNumbers = CultureInfo.GetCultureInfo("nl-NL");

    /// <summary>A text that is the same in both languages: a name, a code, a number.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>A text with numbers, each as its reader writes them: 13.1% and 13,1%.</summary>
    public static Bilingual WithNumbers(FormattableString english, FormattableString dutch) =>
        new(english.ToString(EnglishNumbers), dutch.ToString(DutchNumbers));

    public string In(Language language) => language == Language.Dutch ? Dutch : English;

    public override string ToString() => English;
}
