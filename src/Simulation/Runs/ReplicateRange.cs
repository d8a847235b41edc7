using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Runs;

/// <summary>Some replicates in a row. Those of a run are counted from 0 here, and from 1 wherever a person reads it.</summary>
public readonly record struct ReplicateRange(int First, int Count)
{
    public int End => First + Count;

    /// <summary>Blocks of eight replicates, when it begins at one; the last may be short.</summary>
    public int Blocks => (Count + Block8.Size - 1) / Block8.Size;

    /// <summary>As a person reads it: <c>9–16</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{First + 1}–{End}");
}

/// <summary>
/// One share of a run's work: number <paramref name="Number"/> (from 1) of <paramref name="Of"/>. Shards take whole blocks
/// of eight replicates, the last block of a run as it is; with more shards than blocks some are empty.
/// </summary>
public readonly record struct Shard(int Number, int Of)
{
    public const int Most = 10_000;

    /// <summary>A run that is not shared out.</summary>
    public static readonly Shard Whole = new(1, 1);

    public ReplicateRange RangeIn(int replicates)
    {
        var blocks = (replicates + Block8.Size - 1) / Block8.Size;
        var first = Math.Min(replicates, Edge(Number - 1, blocks) * Block8.Size);
        var end = Math.Min(replicates, Edge(Number, blocks) * Block8.Size);
        return new(first, end - first);
    }

    public override string ToString() => FormattableString.Invariant($"{Number}/{Of}");

    private int Edge(int number, int blocks) => (int)((long)blocks * number / Of);
}
