using System.Collections.Immutable;

namespace Populatie.Simulation.Projection;

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

    public static Summary Of(long sum, Int128 squares, int replicates, long[] quantiles)
    {
        // n·Σx² − (Σx)² in whole numbers: nothing cancels away.
        var spread = ((Int128)replicates * squares) - ((Int128)sum * sum);
        var variance = replicates > 1 ? (double)spread / ((double)replicates * (replicates - 1)) : 0;
        return new((double)sum / replicates, Math.Sqrt(Math.Max(0, variance)), quantiles);
    }

    /// <summary>Exact statistics of values that were all kept.</summary>
    public static Summary Of(ReadOnlySpan<long> values)
    {
        long sum = 0;
        Int128 squares = 0;
        foreach (var value in values)
        {
            sum += value;
            squares += (Int128)value * value;
        }
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var quantiles = new long[Levels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = sorted[RankOf(i, sorted.Length) - 1];
        }
        return Of(sum, squares, sorted.Length, quantiles);
    }
}
