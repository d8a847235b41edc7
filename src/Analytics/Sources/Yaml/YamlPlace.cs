using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Faults;
using YamlDotNet.RepresentationModel;

namespace Populatie.Analytics.Sources.Yaml;

/// <summary>A node of a YAML file that knows where it stands, so that every complaint names line and column.</summary>
/// <param name="advice">How to mend a fault that says nothing better.</param>
internal sealed class YamlPlace(string file, string name, YamlNode node, Bilingual? advice = null)
{
    /// <summary>This node as a mapping whose keys are all among <paramref name="known"/>.</summary>
    public YamlPlace Map(ReadOnlySpan<string> known)
    {
        if (node is not YamlMappingNode map)
        {
            throw Fault(
                new($"something else at {name}", $"iets anders bij {name}"),
                new(
                    $"keys and values: {string.Join(", ", known!)}",
                    $"sleutels en waarden: {string.Join(", ", known!)}"
                )
            );
        }
        foreach (var key in map.Children.Keys)
        {
            var text = (key as YamlScalarNode)?.Value ?? "";
            if (!known.Contains(text))
            {
                var near = Spelling.Nearest(text, known.ToArray());
                throw new YamlPlace(file, text, key, advice).Fault(
                    new($"the key '{text}'", $"de sleutel '{text}'"),
                    new($"one of {string.Join(", ", known!)}", $"een van {string.Join(", ", known!)}"),
                    near is null ? null : new($"did you mean '{near}'?", $"bedoelde u '{near}'?")
                );
            }
        }
        return this;
    }

    public YamlPlace? Find(string key) =>
        ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var child)
            ? new(file, key, child, advice)
            : null;

    public YamlPlace Get(string key) =>
        Find(key)
        ?? throw Fault(
            new($"no '{key}' in {name}", $"geen '{key}' in {name}"),
            new($"a value for '{key}'", $"een waarde voor '{key}'")
        );

    public ImmutableArray<YamlPlace> Items() =>
        node is YamlSequenceNode list
            ? [.. list.Children.Select(child => new YamlPlace(file, name, child, advice))]
            : throw Fault(new($"no list at {name}", $"geen lijst bij {name}"), new("a list", "een lijst"));

    public bool IsList => node is YamlSequenceNode;

    /// <summary>Keys and values of a mapping whose keys are free.</summary>
    public IEnumerable<KeyValuePair<string, YamlPlace>> Entries() =>
        node is YamlMappingNode map
            ? map.Children.Select(c =>
            {
                var key = (c.Key as YamlScalarNode)?.Value ?? "";
                return KeyValuePair.Create(key, new YamlPlace(file, key, c.Value, advice));
            })
            : throw Fault(
                new($"no table at {name}", $"geen tabel bij {name}"),
                new("keys and values", "sleutels en waarden")
            );

    /// <summary>A text that may be empty on purpose.</summary>
    public string TextOrEmpty() => node is YamlScalarNode { Value: { } text } ? text : Text();

    public string Text() =>
        node is YamlScalarNode { Value: { Length: > 0 } text }
            ? text
            : throw Fault(new($"no text at {name}", $"geen tekst bij {name}"), new("a text", "een tekst"));

    public double Number(double least, double most)
    {
        var text = Text();
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
            ? value
            : throw Fault(
                Bilingual.Same($"'{text}'"),
                new(
                    string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} for {name}"),
                    string.Create(CultureInfo.InvariantCulture, $"een getal van {least} tot {most} voor {name}")
                )
            );
    }

    public int Integer(int least, int most)
    {
        var value = Number(least, most);
        return value == (int)value
            ? (int)value
            : throw Fault(Bilingual.Same($"'{Text()}'"), new("a whole number", "een geheel getal"));
    }

    public bool Truth() => OneOf(("true", true), ("false", false));

    public T OneOf<T>(params ReadOnlySpan<(string Text, T Value)> choices)
    {
        var text = Text();
        var names = new List<string>();
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Text, text, StringComparison.Ordinal))
            {
                return choice.Value;
            }
            names.Add(choice.Text);
        }
        throw Fault(
            Bilingual.Same($"'{text}'"),
            new($"{string.Join(" or ", names)} for {name}", $"{string.Join(" of ", names)} voor {name}")
        );
    }

    public SourceFormatException Fault(Bilingual found, Bilingual expected, Bilingual? mend = null) =>
        new(
            file,
            node.Start.Line,
            node.Start.Column,
            found,
            expected,
            mend
                ?? advice
                ?? new("see the shipped catalogue for an example", "zie de meegeleverde catalogus voor een voorbeeld")
        );
}
