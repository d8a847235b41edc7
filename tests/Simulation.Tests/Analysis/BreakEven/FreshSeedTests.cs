using Populatie.Simulation.Analysis.BreakEven;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Tests.Analysis.Points;

namespace Populatie.Simulation.Tests.Analysis.BreakEven;

/// <summary>An answer holds its stated probability in futures that had no part in the search.</summary>
public sealed class FreshSeedTests
{
    private const int Replicates = 160;

    private static readonly ProjectionInputs Town = UncertainTown.Inputs(
        UncertainTown
            .Text.Replace("horizon: 2028", "horizon: 2027", StringComparison.Ordinal)
            .Replace("money: on", "money: off", StringComparison.Ordinal)
    );

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.8, 2)]
    [InlineData(0.9, 3)]
    [Trait("Speed", "slow")]
    public void Answers_hold_their_probability_with_fresh_seeds(double probability, ulong seed)
    {
        var fte = FteAdjustment.Of(Town, "zwaar", null);
        var figure = UncertainTown.Figure(Measures.Waiting, 2027, "wmo-zwaar");
        // A target that is met now and then where staff is as it is.
        var now = Values(fte.Apply(Town.Scenario, fte.Now), figure, 99).Order().ElementAt(Replicates / 4);
        var target = new Target(Measures.Waiting, 2027, AtMost: true, now);
        var settings = new BreakEvenSettings(Replicates, probability, seed, UncertainTown.Settings);
        var answer = BreakEvenStudy.Run(Town, figure, target, [fte], settings);
        answer.Position.Outcome.ShouldBe(BreakEvenOutcome.Found);
        answer.Position.IsMonotone.ShouldBeTrue();
        ((double)answer.Met / Replicates).ShouldBeGreaterThanOrEqualTo(probability);
        // Both the search and the check know the share from so many replicates only; 4.5 standard errors of their difference.
        var band = 4.5 * Math.Sqrt(2 * probability * (1 - probability) / Replicates);
        ((double)answer.FreshMet / Replicates).ShouldBeGreaterThan(probability - band);
        // One step less is not enough, in yet other futures: the answer is the smallest.
        var less = answer.Adjustment.Apply(Town.Scenario, answer.Adjustment.ValueAt(answer.Position.Position - 1));
        var values = Values(less, figure, seed + 1000);
        ((double)values.Count(target.IsMetBy) / Replicates).ShouldBeLessThan(probability + band);
    }

    private static double[] Values(Scenario scenario, FigureChoice figure, ulong seed) =>
        FigureRun.Values(Town with { Scenario = scenario }, figure, Replicates, seed, UncertainTown.Settings);
}
