using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>1 January: part of an age band has grown into the next.</summary>
internal static class Ageing
{
    /// <summary>Moves open spells on to the same phase of the next band; where the product does not serve it, they are done.</summary>
    /// <param name="share">Share of the band that outgrows it.</param>
    /// <param name="open1">Who is in phase 1; who outgrows the band is taken off.</param>
    /// <param name="open2">The same of phase 2.</param>
    /// <param name="next1">Phase 1 in the next band; empty when the product does not serve it.</param>
    /// <param name="next2">The same of phase 2.</param>
    /// <param name="outgrown">Those without a next band are added.</param>
    public static void MoveOpen(
        in CellDraws at,
        ReadOnlySpan<double> share,
        Span<double> open1,
        Span<double> open2,
        Span<double> next1,
        Span<double> next2,
        Span<double> outgrown
    )
    {
        Span<double> moved1 = stackalloc double[CellDraws.Lanes];
        Span<double> moved2 = stackalloc double[CellDraws.Lanes];
        at.Binomials(Purpose.AgeingOpen, open1, share, moved1, open2, share, moved2);
        LaneSums.Subtract(open1, moved1);
        LaneSums.Subtract(open2, moved2);
        LaneSums.Add(next1.IsEmpty ? outgrown : next1, moved1);
        LaneSums.Add(next2.IsEmpty ? outgrown : next2, moved2);
    }

    /// <summary>The same for the pool of recently ended; without a next band they are forgotten.</summary>
    public static void MovePool(in CellDraws at, ReadOnlySpan<double> share, Span<double> pool, Span<double> next)
    {
        Span<double> moved = stackalloc double[CellDraws.Lanes];
        at.Binomial(Purpose.AgeingPool, pool, share, moved);
        LaneSums.Subtract(pool, moved);
        if (!next.IsEmpty)
        {
            LaneSums.Add(next, moved);
        }
    }
}
