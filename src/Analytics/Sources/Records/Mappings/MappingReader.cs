using System.Security.Cryptography;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Yaml;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>Reads a mapping. Unknown keys, codes and columns are refused with line, column and what was probably meant.</summary>
internal static class MappingReader
{
    private const int Version = 1;

    /// <exception cref="SourceFormatException">The text is not a mapping.</exception>
    public static RecordMapping Parse(string file, string text, ProductAxis products)
    {
        using var reader = new StringReader(text);
        var document = YamlText.Load(file, reader, new("a mapping", "een mapping"));
        var root = new YamlPlace(file, "the mapping", document, Mend).Map(MappingKeys.Root);
        if (root.Get("mapping").Integer(1, 1000) != Version)
        {
            throw root.Get("mapping")
                .Fault(
                    new("another version of the notation", "een andere versie van de notatie"),
                    new($"mapping: {Version}", $"mapping: {Version}"),
                    Mend
                );
        }
        var xml = string.Equals(Choice(root.Get("format"), MappingKeys.Formats), "xml", StringComparison.Ordinal);
        foreach (var key in xml ? (string[])["columns", "separator", "encoding", "heading"] : ["rows"])
        {
            if (root.Find(key) is { } place)
            {
                throw place.Fault(
                    new($"'{key}'", $"'{key}'"),
                    xml
                        ? new("rows, for format: xml", "rows, bij format: xml")
                        : new("columns, for format: delimited", "columns, bij format: delimited"),
                    Mend
                );
            }
        }
        Act? act = root.Find("act")?.OneOf(("Wmo", Act.Wmo), ("Jeugd", Act.Jeugd));
        var title = root.Get("title").Map(MappingKeys.Title);
        return new()
        {
            Name = Path.GetFileNameWithoutExtension(file),
            Title = new(title.Get("en").Text(), title.Get("nl").Text()),
            Source = root.Get("source").Text(),
            Digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
            Act = act,
            Heading = root.Find("heading")?.Truth() ?? true,
            Layout = LayoutOf(root),
            Kinds = xml
                ? [.. root.Get("rows").Items().Select(r => RowKindReader.Read(r.Map(MappingKeys.Row), products, act))]
                : [RowKindReader.Delimited(root, products, act)],
            Spell = root.Find("spell") is { } spell ? SpellOf(spell.Map(MappingKeys.Spell)) : null,
        };
    }

    public static Bilingual Mend { get; } =
        new(
            "see docs/method/mappings.md, or a shipped mapping",
            "zie docs/method/mappings.md, of een meegeleverde mapping"
        );

    /// <summary>One word of some; a near miss is told.</summary>
    public static string Choice(YamlPlace place, IReadOnlyList<string> choices)
    {
        var text = place.Text();
        if (choices.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }
        var near = Spelling.Nearest(text, choices);
        throw place.Fault(
            Bilingual.Same($"'{text}'"),
            new($"one of {string.Join(", ", choices)}", $"een van {string.Join(", ", choices)}"),
            near is null ? Mend : new($"did you mean '{near}'?", $"bedoelde u '{near}'?")
        );
    }

    private static DelimitedLayout LayoutOf(YamlPlace root)
    {
        char? separator = root.Find("separator") is { } s
            ? Choice(s, MappingKeys.Separators) switch
            {
                "auto" => null,
                "tab" => '\t',
                var text => text[0],
            }
            : null;
        var encoding = root.Find("encoding") is { } e ? Choice(e, MappingKeys.Encodings) : "auto";
        return new(
            separator,
            encoding switch
            {
                "utf-8" => TextEncoding.Utf8,
                "windows-1252" => TextEncoding.Windows1252,
                _ => TextEncoding.Ascii,
            }
        );
    }

    private static SpellRule SpellOf(YamlPlace place) =>
        new(
            [
                .. place
                    .Get("key")
                    .Items()
                    .Select(k => (RecordColumn)MappingKeys.Native.IndexOf(Choice(k, MappingKeys.Native))),
            ],
            place.Find("later") is { } later && Is(Choice(later, MappingKeys.Later), "replaces"),
            place.Find("overlapping") is { } over && Is(Choice(over, MappingKeys.Overlapping), "joined")
        );

    private static bool Is(string text, string word) => string.Equals(text, word, StringComparison.Ordinal);
}
