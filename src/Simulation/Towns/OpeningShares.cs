using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Towns;

/// <summary>
/// What tells, of the open and lately ended spells of a cell, how far they are on the first day: the same in every buurt, so
/// worked out once. Immutable.
/// </summary>
internal sealed class OpeningShares
{
    /// <summary>Reasons of an end in a fit: plain, up, down, Wlz.</summary>
    private const int FitReasons = 4;

    private readonly Fit fit;
    private readonly CellPlan plan;
    private readonly int stepsPerYear;
    private readonly double[] perPlainEnd;

    /// <param name="leave">Shape [Band]: of death or leaving, 1/yr.</param>
    public OpeningShares(Fit fit, CellPlan plan, ReadOnlySpan<double> leave, int stepsPerYear)
    {
        (this.fit, this.plan, this.stepsPerYear) = (fit, plan, stepsPerYear);
        var cells = plan.Cells.Length;
        (InPhase2, InPool, perPlainEnd) = (new double[cells], new double[cells], new double[cells]);
        for (var cell = 0; cell < cells; cell++)
        {
            var (_, product, band) = plan.Cells[cell];
            var (stay, rate) = (fit.Stays[product]!, fit.ReturnRate[product]);
            InPhase2[cell] = ShareInPhase2(stay.End1, stay.Advance, stay.End2, leave[band]);
            InPool[cell] = PoolLaw.StillIn(rate, leave[band], 1.0 / stepsPerYear);
            perPlainEnd[cell] = rate > 0 ? rate / -FixedMath.Expm1(-rate) : 1;
        }
    }

    /// <summary>Per cell: of the spells that are open, the share in phase 2.</summary>
    public double[] InPhase2 { get; }

    /// <summary>Per cell: of the spells that ended in the last year, the share who may still come back.</summary>
    public double[] InPool { get; }

    /// <summary>Whether care in a cell leads on to other care, as far as ends tell.</summary>
    public bool LeadsOn(int cell) => fit.EndReason[Reasons(cell)] > 0 && !plan.Targets[cell].IsEmpty;

    /// <summary>How many go on to other care in a step of the last year.</summary>
    /// <param name="ended">Spells that ended plainly in that year and were not followed by another.</param>
    public double StepsUnderWay(int cell, long ended)
    {
        var reason = fit.EndReason.AsSpan(Reasons(cell), FitReasons);
        return ended * perPlainEnd[cell] * (reason[1] + reason[2]) / reason[0] / stepsPerYear;
    }

    private int Reasons(int cell) => plan.Cells[cell].Product * FitReasons;

    /// <summary>Of the spells open in a steady state: the share in phase 2.</summary>
    private static double ShareInPhase2(double end1, double advance, double end2, double leave)
    {
        var first = 1 / (end1 + advance + leave);
        var second = advance > 0 ? first * advance / (end2 + leave) : 0;
        return second / (first + second);
    }
}
