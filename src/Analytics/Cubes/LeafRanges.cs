using System.Collections.Immutable;

namespace Populatie.Analytics.Cubes;

/// <summary>Leaves divided over at most 256 tables that follow one another in the order of the keys. Immutable.</summary>
internal sealed class LeafRanges
{
    private const int MostTables = 256;

    public LeafRanges(int leafCount)
    {
        var leavesPerTable = Math.Max(1, (leafCount + MostTables - 1) / MostTables);
        TableCount = Math.Max(1, (leafCount + leavesPerTable - 1) / leavesPerTable);
        TableOfLeaf = [.. Enumerable.Range(0, leafCount).Select(leaf => (byte)(leaf / leavesPerTable))];
    }

    public int TableCount { get; }

    /// <summary>Shape [Leaf].</summary>
    public ImmutableArray<byte> TableOfLeaf { get; }
}
