using System.Collections.Immutable;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Levers;

/// <summary>
/// Steps between products when levers change how often people go on to lighter care. Of the ends that are steps, those that
/// lead to something lighter are multiplied by the factor; plain ends make room for them. Steps to heavier care, the Wlz and
/// the length of stays remain. Lighter is a lower track, or within a track a lower price. Without levers the factor is 1.
/// Immutable; thread-safe.
/// </summary>
internal sealed class StepDownLaw
{
    private const int Lanes = Block8.Size;
    private readonly CellPlan plan;
    private readonly ImmutableArray<ImmutableArray<double>> shares;
    private readonly ImmutableArray<ImmutableArray<bool>> lighter;
    private readonly double[] steps;
    private readonly double[] wlz;

    /// <summary>Per cell and target: the share of the ends that is a step to it or to an earlier one, without levers.</summary>
    private readonly double[][] upTo;

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
        upTo = [.. shares.Select((s, cell) => UpTo(s, steps[cell]))];
    }

    /// <summary>Whether any step of a cell leads to something lighter.</summary>
    public bool LeadsDown(int cell) => steps[cell] > 0 && lighter[cell].Contains(true);

    /// <summary>Writes why care ends in a cell.</summary>
    /// <param name="factor">Shape [8]; ≥ 0.</param>
    /// <param name="into">Shape of <see cref="ReasonLaws"/>, one cell.</param>
    public void WriteReasons(int cell, ReadOnlySpan<double> factor, Span<double> into)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            ReasonLaws.Write(StepShare(cell, factor[lane]), wlz[cell], lane, into);
        }
    }

    /// <summary>Share of the ends that is a step to another product; at most what the Wlz leaves.</summary>
    public double StepShare(int cell, double factor)
    {
        if (factor == 1)
        {
            return steps[cell];
        }
        double weight = 0;
        for (var t = 0; t < shares[cell].Length; t++)
        {
            weight += WeightOf(cell, t, factor);
        }
        return Math.Min(steps[cell] * weight, Math.Max(0, 1 - wlz[cell]));
    }

    /// <summary>Where somebody goes whose care did not end plainly.</summary>
    /// <param name="factor">≥ 0.</param>
    /// <param name="uniform">In [0, 1).</param>
    /// <returns>A cell, or −1 for the Wlz.</returns>
    public int TargetOf(int cell, double factor, double uniform)
    {
        var targets = plan.Targets[cell];
        var step = StepShare(cell, factor);
        var place = uniform * (step + wlz[cell]);
        if (place >= step)
        {
            return targets.IsEmpty || wlz[cell] > 0 ? -1 : targets[^1].Cell;
        }
        if (factor == 1)
        {
            var known = upTo[cell];
            var t = 0;
            while (t < known.Length - 1 && place >= known[t])
            {
                t++;
            }
            return targets[t].Cell;
        }
        var (all, below) = (0.0, 0.0);
        for (var t = 0; t < targets.Length; t++)
        {
            all += WeightOf(cell, t, factor);
        }
        for (var t = 0; t < targets.Length - 1; t++)
        {
            below += step * (WeightOf(cell, t, factor) / all);
            if (place < below)
            {
                return targets[t].Cell;
            }
        }
        return targets[^1].Cell;
    }

    private double WeightOf(int cell, int target, double factor) =>
        shares[cell][target] * (lighter[cell][target] ? factor : 1);

    private static double[] UpTo(ImmutableArray<double> shares, double step)
    {
        var (found, below) = (new double[shares.Length], 0.0);
        for (var t = 0; t < found.Length; t++)
        {
            below += step * shares[t];
            found[t] = below;
        }
        return found;
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
