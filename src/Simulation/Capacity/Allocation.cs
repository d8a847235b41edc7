using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Shares scarce capacity over areas. Whatever the rule, the same total is shared, and nobody gets more than there are
/// candidates (law P10). Whole numbers in, whole numbers out. Thread-safe.
/// </summary>
internal static class Allocation
{
    private const int OnStack = 256;

    /// <summary>What each area weighs: by who waits, by residents, or by who waits × who waits per resident.</summary>
    /// <param name="candidates">Shape [Area]; people who wait.</param>
    /// <param name="residents">Shape [Area].</param>
    /// <param name="weights">Shape [Area]; overwritten; ≥ 0.</param>
    public static void Weigh(
        AllocationRule rule,
        ReadOnlySpan<double> candidates,
        ReadOnlySpan<double> residents,
        Span<double> weights
    )
    {
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = rule switch
            {
                AllocationRule.PerHead => residents[i],
                AllocationRule.Progressive => candidates[i] * (candidates[i] / Math.Max(1, residents[i])),
                _ => candidates[i],
            };
        }
    }

    /// <summary>
    /// Divides a total in proportion to weights; what an area has no candidates for goes to the others, again in proportion.
    /// Parts are made whole by systematic sampling: each is rounded down or up, so that over all starting points its mean is
    /// the exact share.
    /// </summary>
    /// <param name="total">Whole, ≥ 0; no more is shared than there are candidates.</param>
    /// <param name="candidates">Shape [Area]; whole, ≥ 0.</param>
    /// <param name="weights">Shape [Area]; ≥ 0. Areas without weight come last, equally.</param>
    /// <param name="start">In [0, 1): where the sampling starts. A fixed value gives a fixed answer.</param>
    /// <param name="shares">Shape [Area]; overwritten; whole, between 0 and the candidates.</param>
    /// <returns>What was shared: the smaller of the total and the sum of the candidates.</returns>
    public static double Share(
        double total,
        ReadOnlySpan<double> candidates,
        ReadOnlySpan<double> weights,
        double start,
        Span<double> shares
    )
    {
        var everyone = 0.0;
        foreach (var count in candidates)
        {
            everyone += count;
        }
        if (total >= everyone)
        {
            candidates.CopyTo(shares);
            return everyone;
        }
        var exact = shares.Length <= OnStack ? stackalloc double[shares.Length] : new double[shares.Length];
        Fill(total, candidates, weights, exact);
        Round(total, candidates, exact, start, shares);
        return total;
    }

    /// <summary>Water filling: who is full steps aside, and the rest is divided over the others.</summary>
    private static void Fill(
        double total,
        ReadOnlySpan<double> candidates,
        ReadOnlySpan<double> weights,
        Span<double> exact
    )
    {
        const double open = -1;
        exact.Fill(open);
        var left = total;
        while (true)
        {
            var (weight, equally) = (0.0, 0);
            for (var i = 0; i < exact.Length; i++)
            {
                weight += exact[i] < 0 ? weights[i] : 0;
                equally += exact[i] < 0 && candidates[i] > 0 ? 1 : 0;
            }
            var full = 0.0;
            for (var i = 0; i < exact.Length; i++)
            {
                if (exact[i] < 0 && Part(left, candidates[i], weights[i], weight, equally) >= candidates[i])
                {
                    exact[i] = candidates[i];
                    full += candidates[i];
                }
            }
            if (full == 0)
            {
                for (var i = 0; i < exact.Length; i++)
                {
                    exact[i] = exact[i] < 0 ? Part(left, candidates[i], weights[i], weight, equally) : exact[i];
                }
                return;
            }
            left = Math.Max(0, left - full);
        }
    }

    private static double Part(double left, double candidates, double weight, double sum, int equally) =>
        sum > 0 ? left * (weight / sum)
        : candidates > 0 ? left / equally
        : 0;

    private static void Round(
        double total,
        ReadOnlySpan<double> candidates,
        ReadOnlySpan<double> exact,
        double start,
        Span<double> shares
    )
    {
        var (running, before, shared) = (0.0, 0.0, 0.0);
        for (var i = 0; i < shares.Length; i++)
        {
            running += exact[i];
            var until = Math.Clamp(Math.Ceiling(running - start), before, total);
            shares[i] = Math.Min(until - before, candidates[i]);
            shared += shares[i];
            before = until;
        }
        // Sums of fractions are a hair off: what that leaves goes to the first who have candidates left.
        for (var i = 0; shared < total && i < shares.Length; i++)
        {
            var more = Math.Min(total - shared, candidates[i] - shares[i]);
            shares[i] += more;
            shared += more;
        }
    }
}
