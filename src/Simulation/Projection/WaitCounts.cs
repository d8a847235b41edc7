using System.Numerics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>Starters by the weeks they waited, and which weeks occur at all: few do.</summary>
/// <param name="rows">Shape [Bin of <see cref="WaitBins"/>, Lane], or several such one after the other.</param>
/// <param name="used">Per such table, bit b for bin b; the rows of other bins are all zero.</param>
internal readonly ref struct WaitCounts(Span<long> rows, Span<ulong> used)
{
    private const int Lanes = Block8.Size;
    private const int Length = WaitBins.Count * Lanes;

    public Span<long> Rows { get; } = rows;

    public Span<ulong> Used { get; } = used;

    public bool IsEmpty => Used.IsEmpty;

    public WaitCounts this[int table] => new(Rows.Slice(table * Length, Length), Used.Slice(table, 1));

    /// <summary>Adds tables to as many here.</summary>
    public void Add(WaitCounts others)
    {
        for (var table = 0; table < others.Used.Length; table++)
        {
            AddTo(table, others, table);
        }
    }

    /// <summary>Adds one table to one of these.</summary>
    public void AddTo(int table, WaitCounts others, int other)
    {
        var into = Rows.Slice(table * Length, Length);
        var from = others.Rows.Slice(other * Length, Length);
        Used[table] |= others.Used[other];
        for (var left = others.Used[other]; left != 0; left &= left - 1)
        {
            var bin = BitOperations.TrailingZeroCount(left) * Lanes;
            LongSums.Add(into.Slice(bin, Lanes), from.Slice(bin, Lanes));
        }
    }

    /// <summary>Makes all zero.</summary>
    public void Clear()
    {
        for (var table = 0; table < Used.Length; table++)
        {
            for (var left = Used[table]; left != 0; left &= left - 1)
            {
                var bin = BitOperations.TrailingZeroCount(left) * Lanes;
                Rows.Slice((table * Length) + bin, Lanes).Clear();
            }
        }
        Used.Clear();
    }
}
