using Populatie.Simulation.Analysis.BreakEven;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Tests.Analysis.Points;

namespace Populatie.Simulation.Tests.Analysis.BreakEven;

/// <summary>Without staff only those begin who never wait: that is no short wait for all who do.</summary>
public sealed class HardlyAnybodyBeginsTests
{
    private const int Replicates = 16;

    private static readonly ProjectionInputs Town = UncertainTown.Inputs(
        UncertainTown
            .Text.Replace("horizon: 2028", "horizon: 2027", StringComparison.Ordinal)
            .Replace("money: on", "money: off", StringComparison.Ordinal)
            .Replace("intake: on", "intake: off", StringComparison.Ordinal)
    );

    [Theory]
    [InlineData("wait_mean_weeks")]
    [InlineData("wait_p90_weeks")]
    public void The_wait_of_a_few_meets_no_target(string name)
    {
        var measure = Measures.Find(name)!;
        var fte = FteAdjustment.Of(Town, "zwaar", null);
        var none = Town with { Scenario = fte.Apply(Town.Scenario, 0) };
        var (began, wait) = (Values(none, Measures.Starts), Values(none, Measures.Waiting));
        var kept = Values(none, measure);
        kept.ShouldAllBe(weeks => weeks < 1, "safety begins at once");
        var told = Values(none, measure, onlyOfMost: true);
        for (var i = 0; i < Replicates; i++)
        {
            told[i].ShouldBe(began[i] == 0 || began[i] < wait[i] ? double.NaN : kept[i]);
        }
        told.Count(double.IsNaN).ShouldBeGreaterThan(Replicates / 2);
        foreach (var atMost in (bool[])[true, false])
        {
            new Target(measure, 2027, atMost, 0).IsMetBy(double.NaN).ShouldBeFalse();
        }

        var settings = new BreakEvenSettings(Replicates, 0.8, 1, UncertainTown.Settings);
        var target = new Target(measure, 2027, AtMost: true, 20);
        var answer = BreakEvenStudy.Run(Town, Figure(measure), target, [fte], settings);
        answer.Position.Curve.Single(p => p.Position == 0).Met.ShouldBe(told.Count(target.IsMetBy));
        answer.Position.Outcome.ShouldNotBe(BreakEvenOutcome.AlreadyMet);
        answer.Value.ShouldBeGreaterThan(0);
    }

    private static FigureChoice Figure(Measure measure) => UncertainTown.Figure(measure, 2027, "wmo-zwaar");

    private static double[] Values(ProjectionInputs inputs, Measure measure, bool onlyOfMost = false) =>
        FigureRun.Values(inputs, Figure(measure), Replicates, 1, UncertainTown.Settings, onlyOfMost);
}
