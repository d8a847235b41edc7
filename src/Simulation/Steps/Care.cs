using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>Stays of one cell in one step. All spans hold eight replicates; counts are whole numbers.</summary>
internal static class Care
{
    private const int Lanes = CellDraws.Lanes;

    /// <summary>Open spells stay, go on to phase 2, end, or are broken off by death or move.</summary>
    /// <param name="ended">Ends of care in this step; set.</param>
    /// <param name="left">Deaths and moves; set.</param>
    public static void Stay(
        in CellDraws at,
        in StepLaws laws,
        Span<double> open1,
        Span<double> open2,
        Span<double> ended,
        Span<double> left
    )
    {
        Span<double> out1 = stackalloc double[Lanes];
        Span<double> out2 = stackalloc double[Lanes];
        Span<double> done = stackalloc double[Lanes];
        Span<double> over = stackalloc double[Lanes];
        ended.Clear();
        left.Clear();
        at.Binomials(Purpose.LeavePhase1, open1, laws.LeavePhase1, out1, open2, laws.LeavePhase2, out2);
        if (LaneSums.IsAny(out1))
        {
            at.Binomials(Purpose.DoneInPhase1, out1, laws.DoneInPhase1, done, done, laws.EndFromPhase1, over);
            LaneSums.Subtract(open1, out1);
            LaneSums.AddDifference(open2, out1, done);
            Close(done, over, ended, left);
        }
        if (LaneSums.IsAny(out2))
        {
            at.Binomial(Purpose.EndFromPhase2, out2, laws.EndFromPhase2, over);
            LaneSums.Subtract(open2, out2);
            Close(out2, over, ended, left);
        }
    }

    /// <summary>
    /// Those who begin at a uniform moment within the step are, at its end, in phase 1, in phase 2, ended, or gone.
    /// </summary>
    /// <param name="beyond">Purpose of the first draw; the other follows it.</param>
    /// <param name="starts">Who begins.</param>
    public static void Enter(
        in CellDraws at,
        Purpose beyond,
        in StepLaws laws,
        ReadOnlySpan<double> starts,
        Span<double> open1,
        Span<double> open2,
        Span<double> ended,
        Span<double> left
    )
    {
        Span<double> beyond1 = stackalloc double[Lanes];
        Span<double> done = stackalloc double[Lanes];
        at.Binomials(beyond, starts, laws.EntrantBeyondPhase1, beyond1, beyond1, laws.EntrantDone, done);
        LaneSums.AddDifference(open1, starts, beyond1);
        LaneSums.AddDifference(open2, beyond1, done);
        if (LaneSums.IsAny(done))
        {
            Span<double> over = stackalloc double[Lanes];
            at.Binomial(beyond + 1, done, laws.EntrantEnded, over);
            Close(done, over, ended, left);
        }
    }

    /// <summary>Why care ended: plainly (and one may come back), by a step to another product, or to the Wlz.</summary>
    /// <param name="reason">Purpose of the draw.</param>
    /// <param name="notPlain">Probability that an end is not a plain one.</param>
    /// <param name="step">Of those: probability that it is a step up or down.</param>
    /// <param name="pool">Plain ends are added.</param>
    /// <param name="steps">Steps; set.</param>
    public static void Divide(
        in CellDraws at,
        Purpose reason,
        ReadOnlySpan<double> ended,
        ReadOnlySpan<double> notPlain,
        ReadOnlySpan<double> step,
        Span<double> pool,
        Span<double> steps
    )
    {
        Span<double> other = stackalloc double[Lanes];
        at.Binomials(reason, ended, notPlain, other, other, step, steps);
        LaneSums.AddDifference(pool, ended, other);
    }

    private static void Close(
        ReadOnlySpan<double> gone,
        ReadOnlySpan<double> over,
        Span<double> ended,
        Span<double> left
    )
    {
        LaneSums.Add(ended, over);
        LaneSums.AddDifference(left, gone, over);
    }
}
