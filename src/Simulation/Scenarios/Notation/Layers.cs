using System.Collections.Immutable;

namespace Populatie.Simulation.Scenarios.Notation;

/// <summary>
/// Lays one tree of settings over another. Tables are merged key by key, however deep; everything else of the upper takes
/// the place of the lower: a word, a figure, an assumption in its long form, a list. One list adds up: <c>levers</c>.
/// </summary>
internal static class Layers
{
    private const string Levers = "levers";
    private const string Groups = "groups";
    private const string Name = "name";

    public static MapNode Lay(MapNode lower, MapNode upper) => Merge(lower, upper, "");

    private static MapNode Merge(MapNode lower, MapNode upper, string key)
    {
        var merged = lower
            .Entries.Select(below =>
                upper.Entries.FirstOrDefault(e => Same(e.Key, below.Key)) is { Key: not null } above
                    ? above with
                    {
                        Value = Over(below.Value, above.Value, below.Key),
                    }
                    : below
            )
            .ToList();
        var added = upper.Entries.Where(e => lower.Find(e.Key) is null);
        // A product belongs to the first group that names it, so groups that a scenario adds go first.
        merged.InsertRange(Same(key, Groups) ? 0 : merged.Count, added);
        return new MapNode(upper.Place, [.. merged]);
    }

    private static SettingNode Over(SettingNode lower, SettingNode upper, string key) =>
        (lower, upper) switch
        {
            (MapNode below, MapNode above) when !Quantities.IsLongForm(below) && !Quantities.IsLongForm(above) => Merge(
                below,
                above,
                key
            ),
            (ListNode below, ListNode above) when Same(key, Levers) => AddLevers(below, above),
            _ => upper,
        };

    /// <summary>Levers of a variant come after those of its base; one with the name of an earlier one takes its place.</summary>
    private static ListNode AddLevers(ListNode lower, ListNode upper)
    {
        var items = lower.Items.ToBuilder();
        foreach (var lever in upper.Items)
        {
            var at = NameOf(lever) is { } name ? items.ToImmutable().FindIndex(l => Same(NameOf(l), name)) : -1;
            if (at >= 0)
            {
                items[at] = lever;
            }
            else
            {
                items.Add(lever);
            }
        }
        return new ListNode(upper.Place, items.ToImmutable());
    }

    private static string? NameOf(SettingNode lever) => ((lever as MapNode)?.Find(Name) as TextNode)?.Text;

    private static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.Ordinal);

    private static int FindIndex(this ImmutableArray<SettingNode> items, Func<SettingNode, bool> holds)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (holds(items[i]))
            {
                return i;
            }
        }
        return -1;
    }
}
