using System.Globalization;

namespace Populatie.Analytics.Faults;

/// <summary>
/// Makes a text fit for one line of a terminal. Messages quote what stands in files, and that may hold line ends, or
/// codes that clear a screen or turn the direction of writing: each becomes a visible sign.
/// </summary>
internal static class OneLine
{
    /// <summary>Longest text, in characters; the rest gives way to an ellipsis.</summary>
    public const int Longest = 1200;

    private const char Sign = '\uFFFD';

    public static string Of(string text)
    {
        if (text.Length <= Longest && !NeedsMending(text))
        {
            return text;
        }
        return string.Create(
            Math.Min(text.Length, Longest),
            text,
            static (line, text) =>
            {
                for (var i = 0; i < line.Length; i++)
                {
                    line[i] = Shows(text[i]) ? text[i] : SignOf(text[i]);
                }
                if (text.Length > line.Length)
                {
                    line[^1] = '…';
                }
            }
        );
    }

    private static bool NeedsMending(string text)
    {
        foreach (var letter in text)
        {
            if (!Shows(letter))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Zero-width joiners and soft hyphens do no harm in a name; what changes the line does.</summary>
    private static bool Shows(char letter) =>
        letter is >= ' ' and < '\u007F'
        || char.GetUnicodeCategory(letter)
            is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));

    private static char SignOf(char letter) =>
        letter switch
        {
            '\n' => '␊',
            '\r' => '␍',
            '\t' => '␉',
            '\0' => '␀',
            '\u001B' => '␛',
            _ => Sign,
        };
}
