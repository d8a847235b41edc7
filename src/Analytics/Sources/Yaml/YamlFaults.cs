using System.Buffers;
using Populatie.Analytics.Faults;
using YamlDotNet.Core;

namespace Populatie.Analytics.Sources.Yaml;

/// <summary>
/// What is wrong with a notation that is no YAML, and how to mend it, for those who never read a grammar. The parser tells it in the
/// words of its own making; those that people run into are told here in ours, by what its text has in it.
/// </summary>
internal static class YamlFaults
{
    private const string TwiceMark = "uplicate key ";

    private static readonly SearchValues<char> KeySigns = SearchValues.Create("abcdefghijklmnopqrstuvwxyz-_");

    private static readonly Bilingual MendThere = new("mend the notation there", "herstel daar de schrijfwijze");
    private static readonly Bilingual Quote = new("put the value in quotes", "zet de waarde tussen aanhalingstekens");

    private static readonly Bilingual Unclosed = new(
        "a brace or a quote that is not closed",
        "een haakje of aanhalingsteken dat niet sluit"
    );

    // The first that fits: what the parser says, what is there, how to mend it.
    private static readonly (string[] Said, Bilingual Found, Bilingual Mend)[] Known =
    [
        (
            ["tab"],
            new("a tab where spaces belong", "een tab waar spaties horen"),
            new("indent with spaces", "spring in met spaties")
        ),
        (
            ["quoted scalar", "end of stream"],
            new("a quotation mark that is never closed", "een aanhalingsteken dat nergens sluit"),
            new("close it on the same line", "sluit het op dezelfde regel")
        ),
        (
            ["unknown escape"],
            new(
                "a backslash before a letter that it does not go with",
                "een backslash voor een letter waar die niet bij hoort"
            ),
            new(
                "write it in single quotes, or the backslash twice",
                "gebruik enkele aanhalingstekens, of schrijf de backslash dubbel"
            )
        ),
        (
            ["invalid mapping"],
            new("a ':' within a value", "een ':' midden in een waarde"),
            new(
                "put the value in quotes, or begin the line as far in as those above it",
                "zet de waarde tussen aanhalingstekens, of laat de regel even ver inspringen als die erboven"
            )
        ),
        (
            ["',' or ']'"],
            new("a list that lacks a ',' or its ']'", "een lijst waarin een ',' of de ']' ontbreekt"),
            new("add it", "vul die aan")
        ),
        (
            ["',' or '}'"],
            new("a group that lacks a ',' or its '}'", "een groep waarin een ',' of de '}' ontbreekt"),
            new("add it", "vul die aan")
        ),
        (
            ["block collection"],
            new("a line of a list without its '-'", "een regel van een lijst zonder '-'"),
            new(
                "begin it with '- ', as far in as the others",
                "begin die met '- ', even ver ingesprongen als de andere"
            )
        ),
        (
            ["expected ':'"],
            new("a line without a ':'", "een regel zonder ':'"),
            new("write a key, a colon and a space", "schrijf een sleutel, een dubbele punt en een spatie")
        ),
        (
            ["block mapping"],
            new("a line that does not go with those above it", "een regel die niet bij die erboven past"),
            new(
                "begin it as far in as they do, with a key and a colon",
                "laat die even ver inspringen, en begin met een sleutel en een dubbele punt"
            )
        ),
        (
            ["cannot start any token"],
            new("a character that no value begins with", "een teken waar geen waarde mee begint"),
            Quote
        ),
        (
            ["anchor"],
            new("a sign that stands for something else (& or *)", "een teken met een eigen betekenis (& of *)"),
            Quote
        ),
        (["tag"], new("a '!' that stands for something else", "een '!' met een eigen betekenis"), Quote),
        (["end of stream"], Unclosed, new("close it", "sluit het")),
    ];

    /// <param name="fault">What the parser threw; where it is not of its own kind, it ran on past an open brace.</param>
    /// <param name="text">What it read.</param>
    /// <param name="place">Where the parser stopped, from 1; becomes where a person would look.</param>
    public static (Bilingual Found, Bilingual Mend) Of(Exception fault, string text, ref (long Line, long Column) place)
    {
        var lines = text.Split('\n');
        if (fault is YamlException && Said(fault).Contains("tab", StringComparison.Ordinal))
        {
            // The parser blames the beginning of the file, or what stands above the tab.
            var tab = Array.FindIndex(lines, l => l.StartsWith('\t'));
            place = tab < 0 ? place : (tab + 1, 1);
        }
        else if (place.Line <= lines.Length && GluedColon(lines[(int)place.Line - 1]) is { } colon)
        {
            place.Column = colon;
            return (
                new("a ':' with no space after it", "een ':' zonder spatie erachter"),
                new("put a space after the colon", "zet een spatie achter de dubbele punt")
            );
        }
        return Of(fault);
    }

    /// <summary>Column of the colon of a line like <c>horizon:2035</c>; null when the line has a key as it should be.</summary>
    private static int? GluedColon(string line)
    {
        var body = line.AsSpan().Trim();
        var colon = body.IndexOf(':');
        return
            colon > 0
            && colon + 1 < body.Length
            && body[colon + 1] is not (' ' or '/')
            && body[..colon].IndexOfAnyExcept(KeySigns) < 0
            ? line.IndexOf(':', StringComparison.Ordinal) + 1
            : null;
    }

    private static string Said(Exception fault) => fault.InnerException?.Message ?? fault.Message;

    private static (Bilingual Found, Bilingual Mend) Of(Exception fault)
    {
        if (fault is not YamlException)
        {
            return (Unclosed, MendThere);
        }
        var said = Said(fault);
        var twice = said.IndexOf(TwiceMark, StringComparison.Ordinal);
        if (twice >= 0)
        {
            var key = said[(twice + TwiceMark.Length)..];
            return (
                new($"'{key}' for the second time", $"'{key}' voor de tweede keer"),
                new("keep one", "houd er één")
            );
        }
        foreach (var (marks, found, mend) in Known)
        {
            if (Array.TrueForAll(marks, mark => said.Contains(mark, StringComparison.Ordinal)))
            {
                return (found, mend);
            }
        }
        return (new("a notation that is not YAML", "een schrijfwijze die geen YAML is"), MendThere);
    }
}
