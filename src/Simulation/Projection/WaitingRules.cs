using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Projection;

/// <summary>What a scenario assumes about waiting, drawn within its ranges for eight replicates. Shapes [8], or [Act][8].</summary>
internal sealed class WaitingRules
{
    private const int Lanes = Block8.Size;
    private readonly ParameterDraw within;
    private readonly double substeps;
    private uint drawn;

    public WaitingRules(Scenario scenario, Fit fit, ParameterDraw within)
    {
        this.within = within;
        var queue = scenario.Queue;
        substeps = (double)scenario.StepsPerYear * scenario.SubstepsPerStep;
        Safety = [Draw(queue.SafetyWmo), Draw(queue.SafetyJeugd)];
        Urgent = Draw(queue.Urgent);
        DropOut = FittedSupply.DropOut(scenario, fit) is { } dropOut ? PerSubstep(Draw(dropOut), substeps) : Skip();
        Helped = Draw(FittedSupply.Helped(scenario, fit));
        Worsen = PerSubstep(Draw(FittedSupply.Worsen(scenario, fit)), substeps);
        DecisionNorm = [Draw(queue.NormWmo.Decision), Draw(queue.NormJeugd.Decision)];
        StartNorm = [Draw(queue.NormWmo.Start), Draw(queue.NormJeugd.Start)];
    }

    /// <summary>Share of requests that cannot wait.</summary>
    public ImmutableArray<double[]> Safety { get; }

    /// <summary>Share of requests that goes before the others.</summary>
    public double[] Urgent { get; }

    /// <summary>Chance to leave a list within a substep; empty where each product has one of its own.</summary>
    public double[] DropOut { get; }

    /// <summary>Of those: the share that is helped in track 1.</summary>
    public double[] Helped { get; }

    /// <summary>Chance to need something heavier within a substep.</summary>
    public double[] Worsen { get; }

    /// <summary>Weeks from request to decision.</summary>
    public ImmutableArray<double[]> DecisionNorm { get; }

    /// <summary>Weeks from decision to start.</summary>
    public ImmutableArray<double[]> StartNorm { get; }

    /// <summary>
    /// Chance to give up or be helped within a substep: what is stated for all, or so that as many leave a list in all as the
    /// records tell of the product. Those who worsen and those who are helped are among them: no request leads to care that did
    /// not in the records.
    /// </summary>
    /// <param name="worsens">Chance to need something heavier within a substep.</param>
    public double LeavesIn(RequestWaits? waits, int product, int lane, double worsens) =>
        waits is null || DropOut.Length > 0
            ? DropOut[lane]
            : -FixedMath.Expm1(-Math.Max(0, (waits.GaveUp[product] / substeps) - worsens));

    /// <summary>The address of a draw that is not made stays its own.</summary>
    private double[] Skip()
    {
        drawn++;
        return [];
    }

    private double[] Draw(Assumption assumption)
    {
        var values = new double[Lanes];
        within.Within(assumption, Purpose.Waiting, values, 0, drawn++);
        return values;
    }

    private static double[] PerSubstep(double[] yearly, double substeps)
    {
        foreach (ref var rate in yearly.AsSpan())
        {
            rate = -FixedMath.Expm1(-rate / substeps);
        }
        return yearly;
    }
}
