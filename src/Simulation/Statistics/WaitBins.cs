using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// The bins in which waits of starters are counted, in whole weeks: 0 to 25 one week each, then four weeks each up to two
/// years, the last one open. Bin b holds waits from <see cref="From"/>(b) up to but not including <see cref="From"/>(b + 1).
/// </summary>
internal static class WaitBins
{
    private const int Lanes = Block8.Size;
    private const int Single = 26;
    private const int WeeksPerWide = 4;

    public const int Count = Single + 21;

    /// <summary>Thousandths of a week, in which waits are kept.</summary>
    public const int PerWeek = 1000;

    /// <summary>The shortest wait of a bin, in weeks.</summary>
    public static int From(int bin) => bin <= Single ? bin : Single + ((bin - Single) * WeeksPerWide);

    /// <summary>
    /// Twice the weeks that a wait in a bin counts for in a mean: the week itself below 26, the middle of the four from
    /// there (a mean is off by less than a week and a half), the beginning of the open one.
    /// </summary>
    public static int DoubleWeeks(int bin) =>
        (2 * From(bin)) + (bin >= Single && bin < Count - 1 ? WeeksPerWide - 1 : 0);

    /// <summary>The bin of a wait in whole weeks ≥ 0.</summary>
    public static int Of(int weeks) =>
        weeks < Single ? weeks : Math.Min(Count - 1, Single + ((weeks - Single) / WeeksPerWide));

    /// <summary>The bins of eight waits in whole weeks ≥ 0.</summary>
    public static Vector512<double> Of(Vector512<double> weeks)
    {
        var single = Vector512.Create((double)Single);
        var wide = single + Vector512.Floor((weeks - single) * Vector512.Create(1.0 / WeeksPerWide));
        return Vector512.ConditionalSelect(
            Vector512.LessThan(weeks, single),
            weeks,
            Vector512.Min(wide, Vector512.Create(Count - 1.0))
        );
    }

    /// <summary>
    /// Per lane the wait that at least <paramref name="level"/> hundredths did not exceed: the exact week below 26, in wider
    /// bins between its ends by rank (off by less than four weeks), in the open bin its beginning. Zero when nobody started.
    /// </summary>
    /// <param name="waits">One table of bins; empty counts as zeros.</param>
    public static Vector512<long> Quantiles(SparseRows waits, int level)
    {
        var found = Vector512<long>.Zero;
        if (waits.IsEmpty || waits.Used[0] <= 1)
        {
            // Whoever started did so in the week in which they came.
            return found;
        }
        var all = found;
        for (var left = waits.Used[0]; left != 0; left &= left - 1)
        {
            all += waits[0, BitOperations.TrailingZeroCount(left)];
        }
        var rank = RankOf(level, all);
        var before = Vector512<long>.Zero;
        var open = Vector512.GreaterThan(all, before);
        for (var left = waits.Used[0]; left != 0 && open != Vector512<long>.Zero; left &= left - 1)
        {
            var bin = BitOperations.TrailingZeroCount(left);
            var here = waits[0, bin];
            var isHere = open & Vector512.GreaterThanOrEqual(before + here, rank);
            if (isHere != Vector512<long>.Zero)
            {
                found = Vector512.ConditionalSelect(isHere, Between(bin, rank - before, here), found);
                open &= ~isHere;
            }
            before += here;
        }
        return found;
    }

    /// <summary>The smallest rank, counted from 1, at which so many hundredths are reached.</summary>
    private static Vector512<long> RankOf(int level, Vector512<long> all)
    {
        Span<long> ranks = stackalloc long[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            ranks[lane] = ((level * all[lane]) + 99) / 100;
        }
        return Vector512.Create<long>(ranks);
    }

    /// <summary>The wait of the one of a rank within a bin; of no meaning in lanes where that is not here.</summary>
    private static Vector512<long> Between(int bin, Vector512<long> rank, Vector512<long> here)
    {
        var from = Vector512.Create(From(bin) * (long)PerWeek);
        if (bin < Single || bin == Count - 1)
        {
            return from;
        }
        Span<long> within = stackalloc long[Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            within[lane] = (WeeksPerWide - 1) * PerWeek * (rank[lane] - 1) / Math.Max(1, here[lane] - 1);
        }
        return from + Vector512.Create<long>(within);
    }
}
