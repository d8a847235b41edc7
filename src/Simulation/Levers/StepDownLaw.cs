using System.Collections.Immutable;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>
/// Steps between products when levers change how often people go on to lighter care. Of the ends that are steps, those that
/// lead to something lighter are multiplied by the factor; plain ends make room for them. Steps to heavier care, the Wlz and
/// the length of stays remain. Lighter is a lower track, or within a track a lower price. Immutable; thread-safe.
/// </summary>
internal sealed class StepDownLaw
{
    private const int Lanes = Block8.Size;
    private readonly CellPlan plan;
    private readonly ImmutableArray<ImmutableArray<double>> shares;
    private readonly ImmutableArray<ImmutableArray<bool>> lighter;
    private readonly double[] steps;
    private readonly double[] wlz;

    public StepDownLaw(Fit fit, CellPlan plan)
    {
        this.plan = plan;
        shares = [.. plan.Targets.Select(SharesOf)];
        lighter =
        [
            .. plan.Cells.Select(
                (c, i) =>
                    plan.Targets[i]
                        .Select(t => IsLighter(fit, plan.Cells[t.Cell].Product, c.Product))
                        .ToImmutableArray()
            ),
        ];
        steps =
        [
            .. plan.Cells.Select(
                (c, i) =>
                    plan.Targets[i].IsEmpty
                        ? 0
                        : fit.EndReason[(c.Product * 4) + 1] + fit.EndReason[(c.Product * 4) + 2]
            ),
        ];
        wlz = [.. plan.Cells.Select(c => fit.EndReason[(c.Product * 4) + 3])];
    }

    /// <summary>Whether any step of a cell leads to something lighter.</summary>
    public bool LeadsDown(int cell) => steps[cell] > 0 && lighter[cell].Contains(true);

    /// <summary>Writes why care ends in a cell.</summary>
    /// <param name="factor">Shape [8]; ≥ 0.</param>
    /// <param name="into">Shape of <see cref="ReasonLaws"/>, one cell. Untouched in lanes whose factor is 1.</param>
    public void WriteReasons(int cell, ReadOnlySpan<double> factor, Span<double> into)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            if (factor[lane] != 1)
            {
                ReasonLaws.Write(StepShare(cell, factor[lane]), wlz[cell], lane, into);
            }
        }
    }

    /// <summary>Share of the ends that is a step to another product; at most what the Wlz leaves.</summary>
    public double StepShare(int cell, double factor)
    {
        double weight = 0;
        for (var t = 0; t < shares[cell].Length; t++)
        {
            weight += shares[cell][t] * (lighter[cell][t] ? factor : 1);
        }
        return Math.Min(steps[cell] * weight, Math.Max(0, 1 - wlz[cell]));
    }

    /// <summary>The chance of a target, given that none of the earlier ones was taken.</summary>
    /// <param name="factor">Shape [8]; ≥ 0.</param>
    /// <param name="chance">Shape [8]; that of the plan in lanes whose factor is 1.</param>
    public void FillChance(int cell, int target, ReadOnlySpan<double> factor, Span<double> chance)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            chance[lane] = factor[lane] == 1 ? plan.Targets[cell][target].Chance : ChanceOf(cell, target, factor[lane]);
        }
    }

    private double ChanceOf(int cell, int target, double factor)
    {
        double own = 0;
        double left = 0;
        for (var t = target; t < shares[cell].Length; t++)
        {
            var weight = shares[cell][t] * (lighter[cell][t] ? factor : 1);
            own = t == target ? weight : own;
            left += weight;
        }
        return left > 0 ? Math.Min(1, own / left) : 0;
    }

    /// <summary>From chances given that none of the earlier was taken to shares that sum to 1.</summary>
    private static ImmutableArray<double> SharesOf(ImmutableArray<CellPlan.Target> targets)
    {
        var found = ImmutableArray.CreateBuilder<double>(targets.Length);
        var left = 1.0;
        foreach (var target in targets)
        {
            found.Add(left * target.Chance);
            left -= found[^1];
        }
        return found.MoveToImmutable();
    }

    private static bool IsLighter(Fit fit, int to, int from)
    {
        var (there, here) = (fit.Products.Products[to].Track, fit.Products.Products[from].Track);
        return there < here || (there == here && fit.CentsPerDay[to] < fit.CentsPerDay[from]);
    }
}
