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
        Span<double> onward = stackalloc double[Lanes];
        Span<double> over = stackalloc double[Lanes];
        ended.Clear();
        left.Clear();
        var any1 = open1.ContainsAnyExcept(0.0);
        var any2 = open2.ContainsAnyExcept(0.0);
        if (any1)
        {
            at.Binomial(Purpose.LeavePhase1, open1, laws.LeavePhase1, out1);
        }
        if (any2)
        {
            at.Binomial(Purpose.LeavePhase2, open2, laws.LeavePhase2, out2);
        }
        if (any1 && out1.ContainsAnyExcept(0.0))
        {
            at.Binomial(Purpose.AdvanceFromPhase1, out1, laws.AdvanceFromPhase1, onward);
            for (var lane = 0; lane < Lanes; lane++)
            {
                open1[lane] -= out1[lane];
                open2[lane] += onward[lane];
                out1[lane] -= onward[lane];
            }
            at.Binomial(Purpose.EndFromPhase1, out1, laws.EndFromPhase1, over);
            Close(out1, over, ended, left);
        }
        if (any2 && out2.ContainsAnyExcept(0.0))
        {
            at.Binomial(Purpose.EndFromPhase2, out2, laws.EndFromPhase2, over);
            for (var lane = 0; lane < Lanes; lane++)
            {
                open2[lane] -= out2[lane];
            }
            Close(out2, over, ended, left);
        }
    }

    /// <summary>
    /// Those who begin at a uniform moment within the step are, at its end, in phase 1, in phase 2, ended, or gone.
    /// </summary>
    /// <param name="beyond">Purpose of the first of three draws; the other two follow it.</param>
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
        Span<double> past1 = stackalloc double[Lanes];
        Span<double> second = stackalloc double[Lanes];
        Span<double> over = stackalloc double[Lanes];
        at.Binomial(beyond, starts, laws.EntrantBeyondPhase1, past1);
        at.Binomial(beyond + 1, past1, laws.EntrantInPhase2, second);
        for (var lane = 0; lane < Lanes; lane++)
        {
            open1[lane] += starts[lane] - past1[lane];
            open2[lane] += second[lane];
            past1[lane] -= second[lane];
        }
        at.Binomial(beyond + 2, past1, laws.EntrantEnded, over);
        Close(past1, over, ended, left);
    }

    /// <summary>Why care ended: plainly (and one may come back), by a step to another product, or to the Wlz.</summary>
    /// <param name="reason">Purpose of the first of two draws; the other follows it.</param>
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
        at.Binomial(reason, ended, notPlain, other);
        at.Binomial(reason + 1, other, step, steps);
        for (var lane = 0; lane < Lanes; lane++)
        {
            pool[lane] += ended[lane] - other[lane];
        }
    }

    private static void Close(
        ReadOnlySpan<double> gone,
        ReadOnlySpan<double> over,
        Span<double> ended,
        Span<double> left
    )
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            ended[lane] += over[lane];
            left[lane] += gone[lane] - over[lane];
        }
    }
}
