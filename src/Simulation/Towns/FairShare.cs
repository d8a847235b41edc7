using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Towns;

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
    public static Vector512<double> Sum(ReadOnlySpan<int> cells, ReadOnlySpan<float> people)
    {
        var sum = Vector512<double>.Zero;
        foreach (var cell in cells)
        {
            sum += Counts.Load(people.Slice(cell, Lanes));
        }
        return sum;
    }

    /// <inheritdoc cref="Sum(ReadOnlySpan{int}, ReadOnlySpan{float})"/>
    public static Vector512<double> Sum(ReadOnlySpan<int> cells, ReadOnlySpan<double> people)
    {
        var sum = Vector512<double>.Zero;
        foreach (var cell in cells)
        {
            sum += LaneSums.Load(people.Slice(cell, Lanes));
        }
        return sum;
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
        Span<float> people,
        ReadOnlySpan<double> total,
        ReadOnlySpan<double> taken,
        ReadOnlySpan<double> uniform,
        Span<float> from
    )
    {
        var sample = new CellSample(LaneSums.Load(total), LaneSums.Load(taken), LaneSums.Load(uniform));
        foreach (var cell in cells)
        {
            Counts.Store(sample.Take(people.Slice(cell, Lanes)), from.Slice(cell, Lanes));
        }
    }

    /// <summary>The same, but who is taken goes elsewhere in the same cell.</summary>
    /// <param name="into">Per cell, those who are taken from it are added.</param>
    public static void Move(
        ReadOnlySpan<int> cells,
        Span<float> people,
        ReadOnlySpan<double> total,
        ReadOnlySpan<double> taken,
        ReadOnlySpan<double> uniform,
        Span<float> into
    )
    {
        var sample = new CellSample(LaneSums.Load(total), LaneSums.Load(taken), LaneSums.Load(uniform));
        foreach (var cell in cells)
        {
            var some = sample.Take(people.Slice(cell, Lanes));
            if (some != Vector512<double>.Zero)
            {
                Counts.Add(into.Slice(cell, Lanes), some);
            }
        }
    }

    /// <summary>
    /// Divides a whole number over cells in proportion to weights: each running total is rounded, so that the parts are whole
    /// and add up. No chance: for what is measured, not for who it happens to.
    /// </summary>
    /// <param name="whole">Shape [8].</param>
    /// <param name="weights">Where the eight weights of a cell begin is where its values do; ≥ 0.</param>
    /// <param name="part">Set, per cell; where all weights are 0, all goes to the last cell.</param>
    public static void Divide(
        ReadOnlySpan<int> cells,
        ReadOnlySpan<double> whole,
        ReadOnlySpan<double> weights,
        Span<double> part
    )
    {
        var division = new Division(LaneSums.Load(whole), Sum(cells, weights));
        foreach (var cell in cells[..^1])
        {
            LaneSums.Store(division.Next(LaneSums.Load(weights.Slice(cell, Lanes))), part.Slice(cell, Lanes));
        }
        LaneSums.Store(division.Last, part.Slice(cells[^1], Lanes));
    }

    /// <summary>The sample as it goes from cell to cell.</summary>
    private struct CellSample(Vector512<double> total, Vector512<double> taken, Vector512<double> uniform)
    {
        private readonly Vector512<double> ratio = RatioOf(taken, total);
        private readonly Vector512<double> start = Vector512.Min(
            Vector512.Max(uniform, Vector512.Create(Sliver)),
            Vector512.Create(1 - Sliver)
        );
        private Vector512<double> sum;
        private Vector512<double> done;

        /// <summary>Takes its part out of the next cell.</summary>
        public Vector512<double> Take(Span<float> here)
        {
            var all = Counts.Load(here);
            if (all == Vector512<double>.Zero)
            {
                return all;
            }
            sum += all;
            var until = Vector512.Floor((sum * ratio) + start);
            var some = until - done;
            Counts.Store(all - some, here);
            done = until;
            return some;
        }
    }

    /// <summary>A whole number as it is divided over one cell after the other, in proportion to weights.</summary>
    internal struct Division(Vector512<double> whole, Vector512<double> total)
    {
        private readonly Vector512<double> ratio = RatioOf(whole, total);
        private Vector512<double> sum;
        private Vector512<double> done;

        /// <summary>The part of the last cell: what the others left.</summary>
        public readonly Vector512<double> Last => whole - done;

        /// <summary>The part of the next cell, or of a number of cells in a row with their weights together.</summary>
        public Vector512<double> Next(Vector512<double> weight)
        {
            sum += weight;
            var until = Vector512.Floor((sum * ratio) + Vector512.Create(0.5));
            var part = until - done;
            done = until;
            return part;
        }
    }

    /// <summary>A part of a whole; 0 of none.</summary>
    internal static Vector512<double> RatioOf(Vector512<double> part, Vector512<double> whole) =>
        Vector512.ConditionalSelect(
            Vector512.GreaterThan(whole, Vector512<double>.Zero),
            part / whole,
            Vector512<double>.Zero
        );
}
