using System.Runtime.Intrinsics;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Sources.Maps;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Levers;

public sealed class TakeUpTests
{
    [Fact]
    public void A_number_holds_everywhere_and_what_does_not_ask_is_silent()
    {
        var plan = LeverPlan.Of(
            Scenario(Lever(LeverKind.TakeUp, 0.1, "Wmo")) with
            {
                TakeUp = Exactly(0.8),
            },
            Fit,
            Plan
        );
        var block = plan.Draw(Draws());
        block.TakeUpOf(3).ToArray().ShouldBe(Enumerable.Repeat(0.8, Lanes));
        Silent(block, 3, Wonen, 0)[0].ShouldBe((1 - (0.8 * 1.1)) / 0.8, 1e-15);
        Silent(block, 3, JeugdZwaar, 0)[0].ShouldBe(0.25, 1e-15);
        plan.TakeUp.IsNeutral.ShouldBeFalse();
        PlanOf().TakeUp.IsNeutral.ShouldBeTrue();
    }

    [Fact]
    public void No_draw_lets_more_ask_than_are_in_need()
    {
        var lever = Lever(LeverKind.TakeUp, 0) with { Effect = Between(0, 0.1, 0.9) };
        var plan = LeverPlan.Of(Scenario(lever) with { TakeUp = Between(0.7, 0.85, 0.95) }, Fit, Plan);
        var capped = 0;
        for (var block = 0; block < 16; block++)
        {
            var drawn = plan.Draw(Draws(first: 8 * block));
            var (factor, silent) = (Factor(drawn, Effect.TakeUp, 1, Wonen, 0), Silent(drawn, 1, Wonen, 0));
            for (var lane = 0; lane < Lanes; lane++)
            {
                (factor[lane] * drawn.TakeUpOf(1)[lane]).ShouldBeLessThanOrEqualTo(1 + 1e-15);
                silent[lane].ShouldBeGreaterThanOrEqualTo(0);
                capped += silent[lane] == 0 ? 1 : 0;
            }
        }
        capped.ShouldBeInRange(1, 127);
    }

    /// <summary>By hand: shares of what is usual, since nothing is known of this town.</summary>
    [Fact]
    public void Segments_weigh_their_take_up_by_who_lives_there()
    {
        var settings = UnmetSettings.Embedded;
        var scenario = Scenario() with { TakeUpBySegments = true };
        var certain = scenario with { Uncertainty = scenario.Uncertainty with { Parameters = false } };
        var plan = LeverPlan.Of(certain, Fit, Plan);
        var (shares, missed) = (0.0, 0.0);
        foreach (var (segment, share) in settings.Segments.Usual)
        {
            shares += share.Value;
            missed += share.Value * (1 - settings.TakeUp[segment].Value);
        }
        missed += (1 - shares) * (1 - settings.TakeUp[Segment.Ample].Value);
        plan.TakeUp.Central.ShouldAllBe(t => Math.Abs(t - (1 - missed)) < 1e-12);
        plan.Draw(Draws()).TakeUpOf(2).ToArray().ShouldAllBe(t => Math.Abs(t - (1 - missed)) < 1e-12);
        var drawn = LeverPlan.Of(scenario, Fit, Plan).Draw(Draws()).TakeUpOf(2).ToArray();
        drawn.ShouldBeUnique();
        drawn.ShouldAllBe(t => t > 0.7 && t < 1);
        plan.Assumptions.Select(a => a.Name).ShouldContain("take-up.cultural");
        plan.Assumptions.Select(a => a.Name).ShouldContain("segments.usual.cultural");
    }

    [Fact]
    public void Where_features_are_known_buurten_differ_and_agree_with_the_unmet_need_of_a_cube()
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        var takeUp = new BaseTakeUp(Scenario() with { TakeUpBySegments = true }, areas, UnmetSettings.Embedded);
        var central = new SegmentTakeUp(areas, UnmetSettings.Embedded).SilentPerRequest();
        for (var buurt = 0; buurt < areas.BuurtCount; buurt++)
        {
            ((1 / takeUp.Central[buurt]) - 1).ShouldBe(central[buurt], 1e-12);
        }
        takeUp.Central.Distinct().Count().ShouldBeGreaterThan(areas.BuurtCount / 2);
        takeUp.Assumptions.Select(a => a.Name).ShouldContain("segments.economic.assistance");
    }

    [Fact]
    public void Segments_may_not_be_raised_above_everybody_either()
    {
        var scenario = Scenario(Lever(LeverKind.TakeUp, 0.3)) with { TakeUpBySegments = true };
        Should
            .Throw<Analytics.Faults.SourceFormatException>(() => LeverPlan.Of(scenario, Fit, Plan))
            .Message.ShouldContain("a take-up above 100%");
    }

    [Fact]
    public void P13_requests_are_those_of_the_fit_whatever_the_base_take_up()
    {
        var town = SyntheticTown.Inputs().Scenario with { Levers = [], Horizon = 2028 };
        var asked = Run(town with { TakeUp = Exactly(1) });
        foreach (
            var other in new[] { town with { TakeUp = Between(0.5, 0.7, 0.9) }, town with { TakeUpBySegments = true } }
        )
        {
            var run = Run(other);
            foreach (var measure in new[] { Measures.Requests, Measures.InCare, Measures.CostReal })
            {
                Kept(run, measure).SequenceEqual(Kept(asked, measure)).ShouldBeTrue(measure.Name);
            }
            Projection
                .Town.Total(run, Measures.Need, 2028)
                .Mean.ShouldBeGreaterThan(Projection.Town.Total(asked, Measures.Need, 2028).Mean);
        }
    }

    [Fact]
    public void P3_a_run_with_a_neutral_lever_of_every_kind_is_the_run_without_bit_for_bit()
    {
        var town = SyntheticTown.Inputs().Scenario with { Levers = [], Horizon = 2028 };
        var plain = Run(town);
        var neutral = Run(town with { Levers = [.. Enum.GetValues<LeverKind>().Select(Neutral)] });
        foreach (var measure in plain.MeasureList)
        {
            Kept(neutral, measure).SequenceEqual(Kept(plain, measure)).ShouldBeTrue(measure.Name);
        }
    }

    private static ProjectionResult Run(Scenario scenario) => Projection.Town.Run(SyntheticTown.Inputs(scenario), 8);

    private static ReadOnlySpan<long> Kept(ProjectionResult result, Measure measure) =>
        result.Table(AreaLevel.Buurt, measure).AllKept;

    private static double[] Silent(LeverBlock block, int buurt, int slot, int year)
    {
        var silent = new double[Lanes];
        block.TakeUp(buurt, slot, year).Silent.CopyTo(silent);
        return silent;
    }
}
