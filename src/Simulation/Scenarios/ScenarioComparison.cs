using System.Collections.Immutable;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Scenarios;

/// <summary>One thing that two scenarios say differently.</summary>
/// <param name="Path">Keys with dots; a lever, a contract or a group by what it is about.</param>
/// <param name="A">What the first says, in our own spelling; null where it says nothing.</param>
/// <param name="B">The same of the second.</param>
public sealed record ScenarioDifference(string Path, string? A, string? B);

/// <summary>
/// What two scenarios say differently, whatever they extend and however they spell it: both are laid over what they extend
/// and over the shipped assumptions, and then compared key by key in the order of the language.
/// </summary>
public static class ScenarioComparison
{
    private const string LeverKey = "levers";

    /// <exception cref="Analytics.Faults.SourceFormatException">One of them cannot be read.</exception>
    public static ImmutableArray<ScenarioDifference> Between(ScenarioSource a, ScenarioSource b, FindScenario find)
    {
        // Both are read as values first: what is compared is known to be right.
        ScenarioReader.Read(a, find);
        ScenarioReader.Read(b, find);
        var differences = ImmutableArray.CreateBuilder<ScenarioDifference>();
        var (left, right) = (ScenarioDocument.Load(a, find).Root, ScenarioDocument.Load(b, find).Root);
        Compare("", ScenarioGrammar.Root, left, right, differences);
        return differences.ToImmutable();
    }

    private static void Compare(
        string path,
        ValueShape shape,
        SettingNode? a,
        SettingNode? b,
        ImmutableArray<ScenarioDifference>.Builder differences
    )
    {
        if (Inside(shape) is { } inner && (a is null or MapNode) && (b is null or MapNode))
        {
            var (left, right) = (a as MapNode, b as MapNode);
            foreach (var (key, value) in Parts(inner, left, right))
            {
                var below = path.Length == 0 ? key : $"{path}.{key}";
                Compare(below, value, left?.Find(key), right?.Find(key), differences);
            }
            return;
        }
        if (shape is ListShape { Each: SectionShape each })
        {
            var (ours, theirs) = (Labelled(path, a), Labelled(path, b));
            foreach (var label in ours.Keys.Concat(theirs.Keys.Where(k => !ours.ContainsKey(k))))
            {
                var (one, other) = (ours.GetValueOrDefault(label), theirs.GetValueOrDefault(label));
                Compare($"{path}[{label}]", each, one, other, differences);
            }
            return;
        }
        var (said, meant) = (a is null ? null : PlainText.Of(a, shape), b is null ? null : PlainText.Of(b, shape));
        if (!string.Equals(said, meant, StringComparison.Ordinal))
        {
            differences.Add(new(path, said, meant));
        }
    }

    private static ValueShape? Inside(ValueShape shape) =>
        shape switch
        {
            SectionShape or NamedShape => shape,
            EitherShape { Second: SectionShape section } => section,
            _ => null,
        };

    private static IEnumerable<(string Key, ValueShape Shape)> Parts(ValueShape shape, MapNode? a, MapNode? b) =>
        shape is NamedShape named
            ? (a?.Entries ?? [])
                .Concat(b?.Entries ?? [])
                .Select(e => e.Key)
                .Distinct(StringComparer.Ordinal)
                .Select(k => (k, (ValueShape)named.Each))
            : ((SectionShape)shape).Keys.Select(k => (k.Name, k.Value));

    /// <summary>Items by what they are about, so that an item in between does not make all that follow differ.</summary>
    private static Dictionary<string, SettingNode> Labelled(string path, SettingNode? node)
    {
        var items = new Dictionary<string, SettingNode>(StringComparer.Ordinal);
        foreach (var item in (node as ListNode)?.Items ?? [])
        {
            var label = path.EndsWith(LeverKey, StringComparison.Ordinal)
                ? LabelOfLever((MapNode)item)
                : $"{Said(item, "act")} {Said(item, "track")}";
            var unique = label;
            for (var n = 2; items.ContainsKey(unique); n++)
            {
                unique = $"{label} #{n}";
            }
            items[unique] = item;
        }
        return items;
    }

    private static string LabelOfLever(MapNode lever)
    {
        if (lever.Find("name") is { } name)
        {
            return name.Shown;
        }
        var about = lever.Find("for") is { } subject ? $" {subject.Shown}" : "";
        var areas = lever.Find("areas") is ListNode list ? $" {string.Join(' ', list.Items.Select(i => i.Shown))}" : "";
        return $"{Said(lever, "lever")}{about}{areas}";
    }

    private static string Said(SettingNode node, string key) => ((MapNode)node).Find(key)?.Shown ?? "";
}
