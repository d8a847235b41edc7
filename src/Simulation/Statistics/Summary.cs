using System.Collections.Immutable;

namespace Populatie.Simulation.Statistics;

/// <summary>Statistics of one cell over replicates, in kept whole units.</summary>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Sd">Sample standard deviation (R − 1); 0 for one replicate.</param>
/// <param name="Quantiles">At <see cref="Levels"/>; ascending (law P11).</param>
internal readonly record struct Summary(double Mean, double Sd, long[] Quantiles)
{
    /// <summary>Levels of the quantiles, in hundredths.</summary>
    public static readonly ImmutableArray<int> Levels = [5, 25, 50, 75, 95];

    /// <summary>A quantile is the smallest value with at least that share at or below it: its rank, counted from 1.</summary>
    public static int RankOf(int level, int replicates) => Math.Max(1, ((Levels[level] * replicates) + 99) / 100);

    /// <param name="ranks">One per level; overwritten.</param>
    public static void RanksOf(int replicates, Span<int> ranks)
    {
        for (var i = 0; i < ranks.Length; i++)
        {
            ranks[i] = RankOf(i, replicates);
        }
    }

    public static (double Mean, double Sd) Moments(long sum, Int128 squares, int replicates)
    {
        // n·Σx² − (Σx)² in whole numbers: nothing cancels away.
        var spread = ((Int128)replicates * squares) - ((Int128)sum * sum);
        var variance = replicates > 1 ? (double)spread / ((double)replicates * (replicates - 1)) : 0;
        return ((double)sum / replicates, Math.Sqrt(Math.Max(0, variance)));
    }

    /// <summary>Exact statistics of values that were all kept.</summary>
    public static Summary Of(ReadOnlySpan<long> values)
    {
        var quantiles = new long[Levels.Length];
        var (mean, sd) = Of(values, ValueSums.Of(values), quantiles);
        return new(mean, sd, quantiles);
    }

    /// <summary>The same without an array of its own.</summary>
    /// <param name="sums">Of the values.</param>
    /// <param name="quantiles">Overwritten.</param>
    public static (double Mean, double Sd) Of(ReadOnlySpan<long> values, in ValueSums sums, Span<long> quantiles)
    {
        Span<int> ranks = stackalloc int[quantiles.Length];
        RanksOf(values.Length, ranks);
        RankPick.Of(values, sums.Least, sums.Most, ranks, quantiles);
        return Moments(sums.Sum, (Int128)sums.Squares, values.Length);
    }
}
