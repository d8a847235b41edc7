using Populatie.Analytics.Faults;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Populatie.Analytics.Sources.Yaml;

/// <summary>
/// From text to the nodes of its one YAML document; what is not YAML is told with its line and column. Anchors and aliases
/// are refused: a few lines of them can stand for more nodes than a memory holds, and a settings file needs none.
/// </summary>
internal static class YamlText
{
    /// <summary>Deeper than any settings file, and shallow enough for a reader that calls itself.</summary>
    public const int DeepestNode = 32;

    /// <summary>Longest text that is read, in characters.</summary>
    public const int LongestText = 4 << 20;

    /// <param name="what">What the file should hold, for an empty one.</param>
    /// <exception cref="SourceFormatException">Not YAML, empty, too long, too deep, or with anchors.</exception>
    public static YamlNode Load(string file, TextReader text, Bilingual what)
    {
        var whole = ReadWhole(file, text);
        RefuseOtherEncodings(file, whole);
        var yaml = new YamlStream();
        var guarded = new Guarded(file, new Parser(new StringReader(whole)));
        try
        {
            yaml.Load(guarded);
        }
        catch (Exception fault) when (fault is not (PopulatieException or OutOfMemoryException))
        {
            // The parser answers some unclosed braces with exceptions that know no place: then the last one that it read.
            var mark = fault is YamlException { Start.Line: > 0 } yamlFault ? yamlFault.Start : guarded.Last;
            var place = (Line: Math.Max(1, mark.Line), Column: Math.Max(1, mark.Column));
            var (found, mend) = YamlFaults.Of(fault, whole, ref place);
            throw new SourceFormatException(file, place.Line, place.Column, found, Bilingual.Same("YAML"), mend, fault);
        }
        if (yaml.Documents.Count > 1)
        {
            var second = yaml.Documents[1].RootNode.Start;
            throw new SourceFormatException(
                file,
                second.Line,
                second.Column,
                new("a second text after a line '---'", "een tweede tekst na een regel '---'"),
                new("one text in a file", "één tekst per bestand"),
                new("give each a file of its own", "geef elk een eigen bestand")
            );
        }
        return yaml.Documents.Count > 0
            ? yaml.Documents[0].RootNode
            : throw new SourceFormatException(
                file,
                1,
                1,
                new("an empty file", "een leeg bestand"),
                what,
                new("start from the shipped one", "begin met de meegeleverde")
            );
    }

    private static string ReadWhole(string file, TextReader text)
    {
        var letters = new char[4096];
        var whole = new System.Text.StringBuilder();
        while (text.Read(letters) is > 0 and var read)
        {
            whole.Append(letters.AsSpan(0, read));
            if (whole.Length > LongestText)
            {
                throw new SourceFormatException(
                    file,
                    null,
                    null,
                    new($"more than {LongestText} characters", $"meer dan {LongestText} tekens"),
                    new("a settings file in YAML", "een instellingenbestand in YAML"),
                    new("check that this is the file that you meant", "controleer of dit het bedoelde bestand is")
                );
            }
        }
        return whole.ToString();
    }

    /// <summary>Bytes that are not UTF-8 were read as this sign: names would be garbled without a word.</summary>
    private static void RefuseOtherEncodings(string file, string whole)
    {
        var at = whole.IndexOf('\uFFFD', StringComparison.Ordinal);
        if (at >= 0)
        {
            var before = whole.AsSpan(0, at);
            throw new SourceFormatException(
                file,
                before.Count('\n') + 1,
                at - before.LastIndexOf('\n'),
                new("a letter that is not UTF-8", "een letter die geen UTF-8 is"),
                new("a text in UTF-8", "een tekst in UTF-8"),
                new("save the file as UTF-8", "bewaar het bestand als UTF-8")
            );
        }
    }

    /// <summary>Passes on what a parser reads, as long as it is no bomb.</summary>
    private sealed class Guarded(string file, Parser parser) : IParser
    {
        private int depth;

        /// <summary>Where the last piece ends that could be read.</summary>
        public Mark Last { get; private set; } = Mark.Empty;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!parser.MoveNext())
            {
                return false;
            }
            var current = parser.Current!;
            Last = current.End;
            depth += current.NestingIncrease;
            if (depth > DeepestNode)
            {
                throw Refused(
                    current,
                    new($"more than {DeepestNode} levels", $"meer dan {DeepestNode} niveaus"),
                    new("a few levels of keys and lists", "enkele niveaus van sleutels en lijsten"),
                    new("look for a bracket too many there", "zoek daar naar een haakje te veel")
                );
            }
            if (current is AnchorAlias || current is NodeEvent { Anchor.IsEmpty: false })
            {
                throw Refused(
                    current,
                    new("an anchor or alias (& or *)", "een anker of verwijzing (& of *)"),
                    new("every value written out", "elke waarde uitgeschreven"),
                    new(
                        "write the value there, or put it in quotes",
                        "schrijf de waarde daar, of zet die tussen aanhalingstekens"
                    )
                );
            }
            return true;
        }

        private SourceFormatException Refused(ParsingEvent at, Bilingual found, Bilingual expected, Bilingual mend) =>
            new(file, at.Start.Line, at.Start.Column, found, expected, mend);
    }
}
