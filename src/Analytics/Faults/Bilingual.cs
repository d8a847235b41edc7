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
    /// <summary>A text that is the same in both languages: a name, a code, a number.</summary>
    public static Bilingual Same(string text) => new(text, text);

    public string In(Language language) => language == Language.Dutch ? Dutch : English;

    public override string ToString() => English;
}
