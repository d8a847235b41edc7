using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// One query, checked far enough to stand between the brackets of a COPY: it begins as a query does, is not followed by
/// another statement, and closes every bracket, quote and comment that it opens. That it changes nothing is not decided
/// here but by the server, in a transaction that may only read. Immutable.
/// </summary>
internal sealed class SelectStatement
{
    private static readonly string[] Beginnings = ["SELECT", "WITH", "VALUES", "TABLE"];

    private SelectStatement(string text) => Text = text;

    /// <summary>Without its closing semicolon.</summary>
    public string Text { get; }

    /// <exception cref="UsageException">It is not one query.</exception>
    public static SelectStatement Parse(string text)
    {
        var (at, depth, end) = (0, 0, -1);
        string? first = null;
        while (at < text.Length)
        {
            var next = Skip(text, at);
            if (next > at)
            {
                // A comment or a space says nothing; a quoted text after the end, or as the beginning, does.
                if (text[at] is '\'' or '"' or '$' or 'e' or 'E')
                {
                    first ??= "'…'";
                    RefuseSecond(end);
                }
                at = next;
                continue;
            }
            RefuseSecond(end);
            switch (text[at])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth < 0:
                    throw Refused("a ) too many", "een ) te veel");
                case ';' when depth == 0:
                    end = at;
                    break;
            }
            if (char.IsLetter(text[at]) || text[at] == '_')
            {
                var word = WordAt(text, at);
                first ??= word;
                at += word.Length;
                continue;
            }
            at++;
        }
        if (depth > 0)
        {
            throw Refused("a ( that is never closed", "een ( die nergens sluit");
        }
        if (first is null)
        {
            throw Refused("no query", "geen query");
        }
        if (!Beginnings.Contains(first, StringComparer.OrdinalIgnoreCase))
        {
            var shown = first.Length > 20 ? first[..20] + "…" : first;
            throw Refused($"a statement that begins with {shown}", $"een opdracht die begint met {shown}");
        }
        return new(end < 0 ? text : text[..end]);
    }

    private static void RefuseSecond(int end)
    {
        if (end >= 0)
        {
            throw Refused("more than one statement", "meer dan één opdracht");
        }
    }

    private static string WordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '$'))
        {
            end++;
        }
        return text[at..end];
    }

    /// <summary>Where a space, comment or quoted text that begins here ends; the same place when none does.</summary>
    private static int Skip(string text, int at) =>
        text[at] switch
        {
            _ when char.IsWhiteSpace(text[at]) => at + 1,
            '-' when Next(text, at) == '-' => text.IndexOf('\n', at) is >= 0 and var feed ? feed : text.Length,
            '/' when Next(text, at) == '*' => Comment(text, at),
            '\'' => Quoted(text, at, '\'', backslash: false),
            '"' => Quoted(text, at, '"', backslash: false),
            'e' or 'E' when Next(text, at) == '\'' => Quoted(text, at + 1, '\'', backslash: true),
            '$' => DollarQuoted(text, at),
            _ => at,
        };

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';

    /// <summary>Comments of this kind stand inside each other.</summary>
    private static int Comment(string text, int at)
    {
        var depth = 0;
        while (at + 1 < text.Length)
        {
            var pair = text.AsSpan(at, 2);
            depth +=
                pair is "/*" ? 1
                : pair is "*/" ? -1
                : 0;
            at += pair is "/*" or "*/" ? 2 : 1;
            if (depth == 0)
            {
                return at;
            }
        }
        throw Refused("a comment that is never closed", "een commentaar dat nergens sluit");
    }

    private static int Quoted(string text, int at, char quote, bool backslash)
    {
        for (at++; at < text.Length; at++)
        {
            if (backslash && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == quote)
            {
                if (Next(text, at) != quote)
                {
                    return at + 1;
                }
                at++;
            }
        }
        throw Refused("a quote that is never closed", "een aanhalingsteken dat nergens sluit");
    }

    private static int DollarQuoted(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }
        if (end >= text.Length || text[end] != '$' || char.IsDigit(text[at + 1]))
        {
            return at;
        }
        var tag = text[at..(end + 1)];
        var close = text.IndexOf(tag, end + 1, StringComparison.Ordinal);
        return close >= 0
            ? close + tag.Length
            : throw Refused("a quote that is never closed", "een aanhalingsteken dat nergens sluit");
    }

    private static UsageException Refused(string english, string dutch) =>
        new(
            new(
                $"--query: found {english}, expected one SELECT; write for example \"select person, birth_year, … from care\"",
                $"--query: gevonden {dutch}, verwacht één SELECT; schrijf bijvoorbeeld \"select person, birth_year, … from zorg\""
            )
        );
}
