namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Where in a message the texts of one kind of row stand. A path that begins with an element around the rows is taken from
/// there and holds until the next such element; any other begins below the row. The first text of a path counts. Not
/// thread-safe.
/// </summary>
internal sealed class XmlSlots
{
    private readonly string[][] paths;
    private readonly bool[] around;
    private readonly Dictionary<string, int[]> byLeaf;

    public XmlSlots(RowKind kind)
    {
        Kind = kind;
        Values = new string?[kind.Fields.Length];
        around = [.. kind.Fields.Select(f => kind.Around.Contains(f.Split('/')[0], StringComparer.Ordinal))];
        paths = [.. kind.Fields.Select((f, i) => around[i] ? f.Split('/') : [kind.Element, .. f.Split('/')])];
        byLeaf = paths
            .Select((p, i) => (Leaf: p[^1], Slot: i))
            .GroupBy(p => p.Leaf, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(p => p.Slot).ToArray(), StringComparer.Ordinal);
    }

    public RowKind Kind { get; }

    public string?[] Values { get; }

    /// <summary>An element begins: what was read under an earlier one of its name is over.</summary>
    /// <param name="forget">Whether no row is open.</param>
    public void Enter(string name, bool forget)
    {
        if (!forget)
        {
            return;
        }
        for (var slot = 0; slot < paths.Length; slot++)
        {
            if (string.Equals(paths[slot][0], name, StringComparison.Ordinal))
            {
                Values[slot] = null;
            }
        }
    }

    /// <summary>The slot of an element, given the names of the elements from the root down to it; −1 without.</summary>
    public int SlotAt(List<string> names)
    {
        if (!byLeaf.TryGetValue(names[^1], out var candidates))
        {
            return -1;
        }
        foreach (var slot in candidates)
        {
            var path = paths[slot];
            var first = names.Count - path.Length;
            var same = first >= 0;
            for (var i = 0; same && i < path.Length; i++)
            {
                same = string.Equals(names[first + i], path[i], StringComparison.Ordinal);
            }
            if (same)
            {
                return slot;
            }
        }
        return -1;
    }

    public void Put(int slot, ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        if (slot >= 0 && Values[slot] is null && !trimmed.IsEmpty)
        {
            Values[slot] = trimmed.ToString();
        }
    }
}
