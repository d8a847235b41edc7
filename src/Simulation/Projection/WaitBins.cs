using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

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

    /// <summary>The bin of a wait in whole weeks ≥ 0.</summary>
    public static int Of(int weeks) =>
        weeks < Single ? weeks : Math.Min(Count - 1, Single + ((weeks - Single) / WeeksPerWide));

    /// <summary>
    /// Per lane the wait that at least <paramref name="level"/> hundredths did not exceed: the exact week below 26, in wider
    /// bins between its ends by rank (off by less than four weeks), in the open bin its beginning. Zero when nobody started.
    /// </summary>
    /// <param name="waits">Shape [Bin, Lane]; empty counts as zeros.</param>
    /// <param name="values">Shape [Lane]; in thousandths of a week; overwritten.</param>
    public static void Quantiles(ReadOnlySpan<long> waits, int level, Span<long> values)
    {
        values.Clear();
        if (!waits.IsEmpty && !waits[Lanes..].ContainsAnyExcept(0L))
        {
            // Whoever started did so in the week in which they came.
            return;
        }
        for (var lane = 0; !waits.IsEmpty && lane < Lanes; lane++)
        {
            values[lane] = Quantile(waits, level, lane);
        }
    }

    private static long Quantile(ReadOnlySpan<long> waits, int level, int lane)
    {
        long all = 0;
        for (var bin = 0; bin < Count; bin++)
        {
            all += waits[(bin * Lanes) + lane];
        }
        if (all == 0)
        {
            return 0;
        }
        var rank = ((level * all) + 99) / 100;
        long before = 0;
        for (var bin = 0; bin < Count; bin++)
        {
            var here = waits[(bin * Lanes) + lane];
            if (before + here >= rank)
            {
                var width = bin < Single || bin == Count - 1 ? 0 : WeeksPerWide - 1;
                return (From(bin) * (long)PerWeek) + (width * PerWeek * (rank - before - 1) / Math.Max(1, here - 1));
            }
            before += here;
        }
        return From(Count - 1) * (long)PerWeek;
    }
}
