using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Yaml;
using YamlDotNet.RepresentationModel;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>Where a piece of text stands; lines and columns count from 1.</summary>
internal readonly record struct Place(string File, long? Line, long? Column)
{
    public SourceFormatException Fault(Bilingual found, Bilingual expected, Bilingual mend) =>
        new(File, Line, Column, found, expected, mend);
}

/// <summary>
/// A piece of a settings file that knows where it stands. Trees of several files can be laid over each other, and every
/// complaint still names the file that it is about. Immutable.
/// </summary>
internal abstract class SettingNode(Place place)
{
    public Place Place { get; } = place;

    /// <summary>The node as a message shows it.</summary>
    public abstract string Shown { get; }

    /// <exception cref="SourceFormatException">No YAML, or keys that are no text.</exception>
    public static SettingNode Parse(string text, string file, Bilingual what)
    {
        using var reader = new StringReader(text);
        return From(YamlText.Load(file, reader, what), file);
    }

    private static SettingNode From(YamlNode node, string file)
    {
        var place = PlaceOf(node, file);
        return node switch
        {
            YamlMappingNode map => new MapNode(place, [.. map.Children.Select(c => EntryOf(c.Key, c.Value, file))]),
            YamlSequenceNode list => new ListNode(place, [.. list.Children.Select(c => From(c, file))]),
            _ => new TextNode(place, (node as YamlScalarNode)?.Value ?? ""),
        };
    }

    private static MapEntry EntryOf(YamlNode key, YamlNode value, string file) =>
        key is YamlScalarNode { Value: { } name }
            ? new(PlaceOf(key, file), name, From(value, file))
            : throw PlaceOf(key, file)
                .Fault(
                    new("a list or a table as a key", "een lijst of tabel als sleutel"),
                    new("a word as a key", "een woord als sleutel"),
                    new("write key: value", "schrijf sleutel: waarde")
                );

    private static Place PlaceOf(YamlNode node, string file) => new(file, node.Start.Line, node.Start.Column);
}

/// <summary>A value in words or figures; empty where nothing stands behind the colon.</summary>
internal sealed class TextNode(Place place, string text) : SettingNode(place)
{
    public string Text { get; } = text;

    public override string Shown => Text;
}

internal readonly record struct MapEntry(Place Place, string Key, SettingNode Value);

/// <summary>Keys with values, in the order of the text.</summary>
internal sealed class MapNode(Place place, ImmutableArray<MapEntry> entries) : SettingNode(place)
{
    public ImmutableArray<MapEntry> Entries { get; } = entries;

    public override string Shown => "{…}";

    public SettingNode? Find(string key) =>
        Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal)).Value;
}

internal sealed class ListNode(Place place, ImmutableArray<SettingNode> items) : SettingNode(place)
{
    public ImmutableArray<SettingNode> Items { get; } = items;

    public override string Shown => "[…]";
}
