using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Who of the people in a number of cells: so many of all, every cell in proportion to its people. Systematic sampling: one
/// uniform for all cells of a replicate; each person has the same chance, no cell is asked for more than it has, and the
/// shares add up to the whole.
/// </summary>
internal static class FairShare
{
    private const int Lanes = Block8.Size;

    /// <summary>Keeps a running share of a whole number clear of rounding at either end.</summary>
    private const double Sliver = 1.0 / (1 << 30);

    /// <summary>Adds up the people of cells.</summary>
    /// <param name="cells">Where the eight values of each begin.</param>
    public static void Sum(ReadOnlySpan<int> cells, double[] people, Span<double> total)
    {
        total.Clear();
        foreach (var cell in cells)
        {
            LaneSums.Add(total, people.AsSpan(cell, Lanes));
        }
    }

    /// <summary>Takes some of the people out of cells.</summary>
    /// <param name="cells">Where the eight values of each begin.</param>
    /// <param name="people">Who is taken is subtracted.</param>
    /// <param name="total">Sum over the cells; whole numbers.</param>
    /// <param name="taken">How many, ≤ <paramref name="total"/>; whole numbers.</param>
    /// <param name="uniform">In [0, 1).</param>
    /// <param name="from">Set, per cell, to those who are taken from it.</param>
    public static void Take(
        ReadOnlySpan<int> cells,
        double[] people,
        ReadOnlySpan<double> total,
        ReadOnlySpan<double> taken,
        ReadOnlySpan<double> uniform,
        double[] from
    )
    {
        Span<double> share = stackalloc double[Lanes];
        Span<double> start = stackalloc double[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            share[lane] = total[lane] > 0 ? taken[lane] / total[lane] : 0;
            start[lane] = Math.Clamp(uniform[lane], Sliver, 1 - Sliver);
        }
        var (ratio, first) = (Load(share), Load(start));
        var (sum, done) = (Vector512<double>.Zero, Vector512<double>.Zero);
        foreach (var cell in cells)
        {
            var here = people.AsSpan(cell, Lanes);
            var all = Load(here);
            sum += all;
            var until = Vector512.Floor((sum * ratio) + first);
            var some = until - done;
            Store(some, from.AsSpan(cell, Lanes));
            Store(all - some, here);
            done = until;
        }
    }

    /// <summary>
    /// Divides a whole number over cells in proportion to weights: each running total is rounded, so that the parts are whole
    /// and add up. No chance: for what is measured, not for who it happens to.
    /// </summary>
    /// <param name="whole">Shape [8].</param>
    /// <param name="weights">Where the eight weights of a cell begin is where its values do; ≥ 0.</param>
    /// <param name="part">Set, per cell; where all weights are 0, all goes to the last cell.</param>
    public static void Divide(ReadOnlySpan<int> cells, ReadOnlySpan<double> whole, double[] weights, double[] part)
    {
        Span<double> total = stackalloc double[Lanes];
        Span<double> share = stackalloc double[Lanes];
        Sum(cells, weights, total);
        for (var lane = 0; lane < Lanes; lane++)
        {
            share[lane] = total[lane] > 0 ? whole[lane] / total[lane] : 0;
        }
        var (ratio, half) = (Load(share), Vector512.Create(0.5));
        var (sum, done) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (var i = 0; i < cells.Length - 1; i++)
        {
            sum += Load(weights.AsSpan(cells[i], Lanes));
            var until = Vector512.Floor((sum * ratio) + half);
            Store(until - done, part.AsSpan(cells[i], Lanes));
            done = until;
        }
        Store(Load(whole) - done, part.AsSpan(cells[^1], Lanes));
    }

    private static Vector512<double> Load(ReadOnlySpan<double> eight) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes]));

    private static void Store(Vector512<double> value, Span<double> eight) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes]));
}
