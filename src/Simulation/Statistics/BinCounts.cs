namespace Populatie.Simulation.Statistics;

/// <summary>Counts per bin of <see cref="ValueBins"/>, with the extremes of what was counted: enough for its quantiles.</summary>
/// <param name="grain">As in <see cref="ValueBins"/>.</param>
/// <param name="least">Of all values.</param>
/// <param name="most">Of all values.</param>
/// <param name="zeros">Values in the bin of zero, which are counted apart.</param>
/// <param name="lowest">The first of the bins.</param>
/// <param name="held">Values per bin; that of zero has its place among the others, and is empty.</param>
internal readonly ref struct BinCounts(
    int grain,
    long least,
    long most,
    long zeros,
    int lowest,
    ReadOnlySpan<ushort> held
)
{
    private readonly ReadOnlySpan<ushort> held = held;

    /// <summary>How far a quantile may be off, in kept units; 0 means exact.</summary>
    public static long ErrorOf(long least, long most, int grain)
    {
        // Bins widen away from zero: the widest is at one of the ends. Between two equal ends there is nothing to miss.
        var widest = Math.Max(
            ValueBins.WidthOf(ValueBins.Of(least, grain), grain),
            ValueBins.WidthOf(ValueBins.Of(most, grain), grain)
        );
        return Math.Min(widest - 1, most - least);
    }

    /// <summary>One walk over the bins, lowest first, passes the ranks of all quantiles.</summary>
    /// <param name="quantiles">At <see cref="Summary.Levels"/>; overwritten.</param>
    public void Fill(int replicates, Span<long> quantiles)
    {
        var below = Math.Clamp(-lowest, 0, held.Length);
        Span<int> ranks = stackalloc int[quantiles.Length];
        Summary.RanksOf(replicates, ranks);
        long before = 0;
        var found = Walk(lowest, held[..below], ranks, quantiles, ref before);
        if (zeros > 0)
        {
            found += Pass(0, zeros, ranks[found..], quantiles[found..], before);
            before += zeros;
        }
        found += Walk(lowest + below, held[below..], ranks[found..], quantiles[found..], ref before);
        quantiles[found..].Fill(most);
    }

    /// <summary>Passes some bins in a row.</summary>
    /// <param name="before">How many values lie in the bins before these, and then in these too.</param>
    /// <returns>How many quantiles lie in these.</returns>
    private int Walk(
        int first,
        ReadOnlySpan<ushort> bins,
        ReadOnlySpan<int> ranks,
        Span<long> quantiles,
        ref long before
    )
    {
        var found = 0;
        for (var i = 0; i < bins.Length && found < ranks.Length; i++)
        {
            if (before + bins[i] >= ranks[found])
            {
                found += Pass(first + i, bins[i], ranks[found..], quantiles[found..], before);
            }
            before += bins[i];
        }
        return found;
    }

    /// <summary>The quantiles whose ranks lie in a bin.</summary>
    private int Pass(int bin, long count, ReadOnlySpan<int> ranks, Span<long> quantiles, long before)
    {
        var found = 0;
        while (found < ranks.Length && before + count >= ranks[found])
        {
            quantiles[found] = Within(bin, (ranks[found] - before - 0.5) / count);
            found++;
        }
        return found;
    }

    private long Within(int bin, double share)
    {
        var from = Math.Max(least, ValueBins.From(bin, grain));
        var to = Math.Min(most, ValueBins.From(bin + 1, grain) - 1);
        return from + (long)Math.Floor(((to - from) * share) + 0.5);
    }
}
