using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Records;
using YamlDotNet.RepresentationModel;

namespace Populatie.Simulation.Scenarios;

/// <summary>
/// One mapping of a YAML document, read key by key. Every complaint names file, line and column, what was found, what
/// was expected, and how to mend it.
/// </summary>
internal sealed class YamlSection
{
    private const double SettingConfidence = 0.3;
    private readonly string file;
    private readonly YamlMappingNode mapping;

    private YamlSection(string file, YamlMappingNode mapping) => (this.file, this.mapping) = (file, mapping);

    /// <summary>The root of a document.</summary>
    /// <exception cref="SourceFormatException">No YAML, or no mapping at its root.</exception>
    public static YamlSection Root(string text, string file, params ReadOnlySpan<string> known)
    {
        using var reader = new StringReader(text);
        var root = YamlText.Load(file, reader, new("a scenario in YAML", "een scenario in YAML"));
        return Of(root, file, known);
    }

    public static YamlSection Of(YamlNode node, string file, params ReadOnlySpan<string> known)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Fault(
                file,
                node,
                new($"'{Show(node)}'", $"'{Show(node)}'"),
                new("keys with values", "sleutels met waarden"),
                new($"write key: value, with the keys {List(known)}", $"schrijf sleutel: waarde, met {List(known)}")
            );
        }
        foreach (var key in mapping.Children.Keys)
        {
            var name = Show(key);
            if (!known.Contains(name))
            {
                var meant = Spelling.Nearest(name, known.ToArray());
                throw Fault(
                    file,
                    key,
                    new($"the unknown key '{name}'", $"de onbekende sleutel '{name}'"),
                    new($"one of {List(known)}", $"een van {List(known)}"),
                    meant is null
                        ? new("remove it", "haal die weg")
                        : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
                );
            }
        }
        return new YamlSection(file, mapping);
    }

    public string File => file;

    public YamlNode Node => mapping;

    public YamlNode? Find(string key) =>
        mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    public YamlSection? Section(string key, params ReadOnlySpan<string> known) =>
        Find(key) is { } node ? Of(node, file, known) : null;

    public IEnumerable<YamlNode> Items(string key) =>
        Find(key) switch
        {
            null => [],
            YamlSequenceNode list => list.Children,
            var other => throw Fault(
                file,
                other,
                new($"'{Show(other)}'", $"'{Show(other)}'"),
                new("a list", "een lijst"),
                new("begin each item with '- '", "begin elk onderdeel met '- '")
            ),
        };

    public string Text(string key, string? otherwise = null)
    {
        var node = Find(key);
        if (node is null && otherwise is not null)
        {
            return otherwise;
        }
        if (node is YamlScalarNode { Value.Length: > 0 } scalar)
        {
            return scalar.Value;
        }
        throw node is null
            ? Missing(key)
            : Fault(
                file,
                node,
                Quoted(node),
                new("a text", "een tekst"),
                new($"write {key}: text", $"schrijf {key}: tekst")
            );
    }

    public int Whole(string key, int lowest, int highest, int? otherwise = null)
    {
        var node = Find(key);
        if (node is null)
        {
            return otherwise ?? throw Missing(key);
        }
        return
            int.TryParse(Show(node), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= lowest
            && number <= highest
            ? number
            : throw Fault(
                file,
                node,
                Quoted(node),
                new($"a whole number {lowest} to {highest}", $"een geheel getal van {lowest} tot en met {highest}"),
                new(
                    $"write for example {key}: {otherwise ?? lowest}",
                    $"schrijf bijvoorbeeld {key}: {otherwise ?? lowest}"
                )
            );
    }

    public T Choice<T>(string key, IReadOnlyDictionary<string, T> choices, T otherwise)
    {
        if (Find(key) is not { } node)
        {
            return otherwise;
        }
        if (choices.TryGetValue(Show(node), out var chosen))
        {
            return chosen;
        }
        var names = string.Join(", ", choices.Keys);
        var meant = Spelling.Nearest(Show(node), choices.Keys);
        throw Fault(
            file,
            node,
            Quoted(node),
            new($"one of {names}", $"een van {names}"),
            meant is null ? new("choose one", "kies er een") : new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
        );
    }

    /// <summary>A share or a growth rate; the sign % is asked for.</summary>
    public Assumption? Rate(string key, double spread = RateText.DefaultSpread)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }
        if (node is YamlMappingNode)
        {
            var section = Of(node, file, "value", "low", "high", "source", "confidence");
            var value = section.Fraction("value");
            return section.Ranged(
                value,
                section.Find("low") is null ? value - spread : section.Fraction("low"),
                section.Find("high") is null ? value + spread : section.Fraction("high")
            );
        }
        return RateText.TryParse(Show(node), spread, out var assumption) ? assumption : throw BadRate(key, node);
    }

    /// <summary>A plain number with a range; no sign.</summary>
    public Assumption? Amount(string key)
    {
        if (Find(key) is not { } node)
        {
            return null;
        }
        if (node is not YamlMappingNode)
        {
            var plain = Number(key);
            return new(plain, plain, plain, "scenario", SettingConfidence);
        }
        var section = Of(node, file, "value", "low", "high", "source", "confidence");
        var value = section.Number("value");
        return section.Ranged(
            value,
            section.Find("low") is null ? value : section.Number("low"),
            section.Find("high") is null ? value : section.Number("high")
        );
    }

    public double Fraction(string key)
    {
        var node = Find(key) ?? throw Missing(key);
        return RateText.TryParse(Show(node), out var value) ? value : throw BadRate(key, node);
    }

    public SourceFormatException Missing(string key) =>
        Fault(
            file,
            mapping,
            new($"no key '{key}'", $"geen sleutel '{key}'"),
            new($"'{key}'", $"'{key}'"),
            new($"add {key}: …", $"voeg toe {key}: …")
        );

    public SourceFormatException Fault(string key, Bilingual found, Bilingual expected, Bilingual mend) =>
        Fault(file, Find(key) ?? mapping, found, expected, mend);

    public static SourceFormatException Fault(
        string file,
        YamlNode node,
        Bilingual found,
        Bilingual expected,
        Bilingual mend
    ) => new(file, node.Start.Line, node.Start.Column, found, expected, mend);

    public static string Show(YamlNode node) =>
        node is YamlScalarNode scalar ? scalar.Value ?? "" : node.NodeType.ToString();

    private Assumption Ranged(double value, double low, double high)
    {
        if (low > value || high < value)
        {
            throw Fault(
                "value",
                new("a value outside its own range", "een waarde buiten het eigen bereik"),
                new("low ≤ value ≤ high", "low ≤ value ≤ high"),
                new("widen the range or move the value", "verruim het bereik of verschuif de waarde")
            );
        }
        var confidence = Find("confidence") is null ? SettingConfidence : Number("confidence");
        return new(value, low, high, Text("source", "scenario"), confidence);
    }

    private double Number(string key)
    {
        var node = Find(key) ?? throw Missing(key);
        return
            double.TryParse(Show(node), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value)
            ? value
            : throw Fault(
                file,
                node,
                Quoted(node),
                new("a number", "een getal"),
                new($"write for example {key}: 1.5", $"schrijf bijvoorbeeld {key}: 1.5")
            );
    }

    private SourceFormatException BadRate(string key, YamlNode node)
    {
        var text = Show(node);
        return Fault(
            file,
            node,
            RateText.IsBareNumber(text)
                ? new($"the bare number {text}", $"het kale getal {text}")
                : new($"'{text}'", $"'{text}'"),
            new("a rate with its sign", "een percentage met het teken erbij"),
            RateText.IsBareNumber(text)
                ? new($"write {key}: {text}%", $"schrijf {key}: {text}%")
                : new(
                    $"write for example {key}: 1.0% (assumed, 0.0% to 2.0%)",
                    $"schrijf bijvoorbeeld {key}: 1.0% (assumed, 0.0% to 2.0%)"
                )
        );
    }

    private static Bilingual Quoted(YamlNode node) => Bilingual.Same($"'{Show(node)}'");

    private static string List(ReadOnlySpan<string> known) => string.Join(", ", known.ToArray());
}
