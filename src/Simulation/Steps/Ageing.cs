using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>1 January: part of an age band has grown into the next.</summary>
internal static class Ageing
{
    /// <summary>Moves people on to the same state of the next band; where the product does not serve it, they are done.</summary>
    /// <param name="purpose">Which state ages.</param>
    /// <param name="share">Share of the band that outgrows it.</param>
    /// <param name="state">Who is in the state; who outgrows the band is taken off.</param>
    /// <param name="next">The state in the next band; empty when the product does not serve it.</param>
    /// <param name="outgrown">Those without a next band are added.</param>
    public static void Move(
        in CellDraws at,
        Purpose purpose,
        ReadOnlySpan<double> share,
        Span<double> state,
        Span<double> next,
        Span<double> outgrown
    )
    {
        Span<double> moved = stackalloc double[CellDraws.Lanes];
        at.Binomial(purpose, state, share, moved);
        var into = next.IsEmpty ? outgrown : next;
        for (var lane = 0; lane < CellDraws.Lanes; lane++)
        {
            state[lane] -= moved[lane];
            into[lane] += moved[lane];
        }
    }
}
