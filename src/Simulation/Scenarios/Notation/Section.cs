using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>
/// A table of keys, read key by key against its shape. Every complaint names file, line and column, what was found, what
/// was expected, and how to mend it.
/// </summary>
internal sealed class Section
{
    private const int MostQuoted = 60;

    private readonly SectionShape shape;
    private readonly MapNode map;

    private Section(MapNode map, SectionShape shape) => (this.map, this.shape) = (map, shape);

    /// <exception cref="SourceFormatException">No table, or a key that the shape does not know.</exception>
    public static Section Of(SettingNode node, SectionShape shape)
    {
        var known = string.Join(", ", shape.Keys.Select(k => k.Name));
        if (node is not MapNode map)
        {
            throw node.Place.Fault(
                Quoted(node),
                new("keys with values", "sleutels met waarden"),
                new($"write key: value, with the keys {known}", $"schrijf sleutel: waarde, met {known}")
            );
        }
        foreach (var entry in map.Entries)
        {
            if (shape.Find(entry.Key) is null)
            {
                throw entry.Place.Fault(
                    new($"the unknown key '{entry.Key}'", $"de onbekende sleutel '{entry.Key}'"),
                    new($"one of {known}", $"een van {known}"),
                    AdviceFor(entry.Key, shape)
                );
            }
        }
        return new Section(map, shape);
    }

    public Place Place => map.Place;

    public bool Has(string key) => Find(key) is not null;

    public SettingNode? Find(string key) => map.Find(key);

    public SettingNode Get(string key) => Find(key) ?? throw Missing(key);

    public Section Sub(string key) => Of(Get(key), ShapeOf<SectionShape>(key));

    public Section? SubOrNone(string key) => Has(key) ? Sub(key) : null;

    public ImmutableArray<SettingNode> Items(string key) =>
        Find(key) switch
        {
            null => [],
            ListNode list => list.Items,
            var other => throw other.Place.Fault(
                Quoted(other),
                new("a list", "een lijst"),
                new("begin each item with '- '", "begin elk onderdeel met '- '")
            ),
        };

    public ImmutableArray<string> Texts(string key) => [.. Items(key).Select(i => TextOf(i, key))];

    public string Text(string key, string? otherwise = null) =>
        Find(key) is { } node ? TextOf(node, key) : otherwise ?? throw Missing(key);

    public int Whole(string key, int? otherwise = null, int? lowest = null, int? highest = null)
    {
        if (Find(key) is not { } node)
        {
            return otherwise ?? throw Missing(key);
        }
        var bounds = ShapeOf<WholeShape>(key);
        var (low, high) = (lowest ?? bounds.Low, highest ?? bounds.High);
        var text = node.Shown.Trim();
        if (
            bounds.Counted is { } unit
            && QuantityText.Parse(text, unit, out var counted, out _) == QuantityFault.None
            && Math.Abs(counted.Value) < int.MaxValue
            && counted.Value.Equals(Math.Truncate(counted.Value))
        )
        {
            text = ((int)counted.Value).ToString(CultureInfo.InvariantCulture);
        }
        return
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= low
            && number <= high
            ? number
            : throw node.Place.Fault(
                Quoted(node),
                new($"a whole number {low} to {high}", $"een geheel getal van {low} tot en met {high}"),
                Advice($"{key}: {otherwise ?? low}")
            );
    }

    public T Word<T>(string key, WordShape<T> words, T otherwise) =>
        Find(key) is { } node ? WordOf(node, words) : otherwise;

    public T Word<T>(string key, WordShape<T> words) => WordOf(Get(key), words);

    public static T WordOf<T>(SettingNode node, WordShape<T> words)
    {
        if (node is TextNode text && words.TryFind(text.Text.Trim(), out var value))
        {
            return value;
        }
        var names = string.Join(", ", words.Words.Select(w => w.Name));
        var meant = Spelling.Nearest(node.Shown, words.Spellings);
        throw node.Place.Fault(
            Quoted(node),
            new($"one of {names}", $"een van {names}"),
            meant is null ? new("choose one", "kies er een") : Meant(meant)
        );
    }

    public Assumption Quantity(string key) => QuantityOrNone(key) ?? throw Missing(key);

    public Assumption? QuantityOrNone(string key, int? priceYear = null) =>
        Find(key) is { } node ? Quantities.Read(node, key, QuantityShapeOf(key), priceYear) : null;

    public SourceFormatException Missing(string key)
    {
        var advice = shape.Find(key) is { } known ? KeyText.Line(known) : $"{key}: …";
        return map.Place.Fault(
            new($"no key '{key}'", $"geen sleutel '{key}'"),
            shape.Find(key)?.Meaning is { English.Length: > 0 } meaning ? meaning : Bilingual.Same($"'{key}'"),
            new($"add {advice}", $"voeg toe {advice}")
        );
    }

    /// <summary>What stands there, in quotes; of a long text the begin, which is enough to find it by.</summary>
    public static Bilingual Quoted(SettingNode node) =>
        node.Shown.Length == 0
            ? new("nothing", "niets")
            : Bilingual.Same(node.Shown.Length <= MostQuoted ? $"'{node.Shown}'" : $"'{node.Shown[..MostQuoted]}…'");

    public static Bilingual Meant(string word) => new($"did you mean '{word}'?", $"bedoelde u '{word}'?");

    public static Bilingual Advice(string line) => new($"write for example {line}", $"schrijf bijvoorbeeld {line}");

    private static string TextOf(SettingNode node, string key) =>
        node is TextNode { Text.Length: > 0 } text
            ? text.Text
            : throw node.Place.Fault(
                Quoted(node),
                new("a text", "een tekst"),
                new($"write {key}: text", $"schrijf {key}: tekst")
            );

    private TShape ShapeOf<TShape>(string key)
        where TShape : ValueShape =>
        shape.Find(key)?.Value switch
        {
            TShape found => found,
            EitherShape { First: TShape first } => first,
            EitherShape { Second: TShape second } => second,
            _ => throw new InvalidOperationException($"'{key}' has no {typeof(TShape).Name}"),
        };

    private QuantityShape QuantityShapeOf(string key) => ShapeOf<QuantityShape>(key);

    /// <summary>Sections of this one that do know the key: a line that does not stand far enough in is no key to remove.</summary>
    private static string[] SectionsWith(string key, SectionShape shape) =>
        [.. shape.Keys.Where(k => k.Value is SectionShape inner && inner.Find(key) is not null).Select(k => k.Name)];

    /// <summary>A comma ends a value between braces: what follows it then looks like a key.</summary>
    private static Bilingual AdviceFor(string key, SectionShape shape) =>
        key.EndsWith(')') || key.EndsWith('%') || (key.Length > 0 && char.IsAsciiDigit(key[0]))
            ? new(
                "put the whole value in quotes: between braces a comma ends it",
                "zet de hele waarde tussen aanhalingstekens: tussen accolades sluit een komma die af"
            )
        : key.Contains(':', StringComparison.Ordinal)
            ? new("put a space after the colon", "zet een spatie achter de dubbele punt")
        : SectionsWith(key, shape) is { Length: > 0 } sections
            ? new(
                $"put it under {string.Join(" or ", sections)}, two spaces further in",
                $"zet het onder {string.Join(" of ", sections)}, twee spaties verder naar rechts"
            )
        : Spelling.Nearest(key, shape.Keys.Select(k => k.Name)) is { } meant ? Meant(meant)
        : new("remove it", "haal die weg");
}
