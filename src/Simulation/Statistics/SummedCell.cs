using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>One cell at a time, summed over parts of a run: what <see cref="Sketches"/> would make of them, and kept nowhere.</summary>
/// <remarks>Tests: PartRowsTests. Not thread-safe.</remarks>
/// <param name="grain">As in <see cref="ValueBins"/>.</param>
/// <param name="replicates">Values that a cell has at most.</param>
internal sealed class SummedCell(int grain, int replicates)
{
    /// <summary>No bin of any value is further from zero.</summary>
    private const int Furthest = 1 << 13;

    private readonly ushort[] counts = new ushort[2 * Furthest];
    private ValueSums sums;
    private int zeros;

    // Values that are still to be counted: many at once.
    private readonly long[] values = new long[replicates + Block8.Size];
    private readonly int[] bins = new int[replicates];
    private int waiting;

    // Of the bins that hold anything; none when the first is above the second.
    private int lowest = Furthest;
    private int highest = -Furthest;

    public void Clear()
    {
        Held.Clear();
        (lowest, highest) = (Furthest, -Furthest);
        (sums, zeros, waiting) = (new(0, 0, long.MaxValue, long.MinValue), 0, 0);
    }

    public void AddZeros(int count)
    {
        if (count > 0)
        {
            Add(new ValueSums(0, 0, 0, 0), count);
        }
    }

    /// <summary>Adds the first of eight values.</summary>
    /// <param name="lanes">How many, 1 to 8.</param>
    public void Add(Vector512<long> eight, int lanes)
    {
        eight.CopyTo(values, waiting);
        waiting += lanes;
    }

    /// <summary>Adds a cell that was written elsewhere.</summary>
    /// <returns>How many values it held.</returns>
    /// <exception cref="FormatException">It is not what <see cref="Sketches.Write"/> writes.</exception>
    public int Read(ref VarReader from)
    {
        var written = WrittenCell.Take(ref from);
        if (written.IsEmpty)
        {
            return 0;
        }
        Add(written.Sums, written.Zeros);
        var ends = written.Ends(grain);
        var all = written.Zeros;
        long bin = 0;
        for (var i = 0; i < written.Bins; i++)
        {
            var count = WrittenCell.TakeBin(ref from, ref bin, ends);
            ref var there = ref counts[(int)bin + Furthest];
            there =
                there + count <= ushort.MaxValue
                    ? (ushort)(there + count)
                    : throw new FormatException("more replicates than there can be");
            (lowest, highest) = (Math.Min(lowest, (int)bin), Math.Max(highest, (int)bin));
            all += count;
        }
        return all;
    }

    /// <summary>Statistics of all replicates.</summary>
    /// <param name="quantiles">Overwritten.</param>
    /// <param name="error">How far a quantile may be off, in kept units; 0 where it is exact.</param>
    public (double Mean, double Sd) Summarise(Span<long> quantiles, out long error)
    {
        Count();
        error = BinCounts.ErrorOf(sums.Least, sums.Most, grain);
        new BinCounts(grain, sums.Least, sums.Most, zeros, lowest, Held).Fill(replicates, quantiles);
        return Summary.Moments(sums.Sum, (Int128)sums.Squares, replicates);
    }

    private void Count()
    {
        if (waiting == 0)
        {
            return;
        }
        var all = values.AsSpan(0, waiting);
        ValueBins.Of(all, grain, bins);
        var others = ValueBins.OtherThanZero(bins.AsSpan(0, waiting), out var low, out var high);
        Add(ValueSums.Of(all), waiting - others.Length);
        waiting = 0;
        foreach (var bin in others)
        {
            counts[bin + Furthest]++;
        }
        (lowest, highest) = (Math.Min(lowest, low), Math.Max(highest, high));
    }

    private Span<ushort> Held => lowest > highest ? [] : counts.AsSpan(lowest + Furthest, highest - lowest + 1);

    private void Add(in ValueSums more, int moreZeros)
    {
        sums = unchecked(
            new(
                sums.Sum + more.Sum,
                sums.Squares + more.Squares,
                Math.Min(sums.Least, more.Least),
                Math.Max(sums.Most, more.Most)
            )
        );
        zeros += moreZeros;
    }
}
