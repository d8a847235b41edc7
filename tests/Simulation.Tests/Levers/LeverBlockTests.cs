using System.Runtime.Intrinsics;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios.Levers;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Levers;

public sealed class LeverBlockTests
{
    private const int Years = 5;
    private static readonly int Buurten = Fit.Areas.BuurtCount;

    public static TheoryData<LeverKind> Kinds => [.. Enum.GetValues<LeverKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void P3_a_neutral_lever_is_exactly_one_everywhere(LeverKind kind)
    {
        var block = BlockOf(Neutral(kind));
        foreach (var effect in Enum.GetValues<Effect>())
        {
            block.IsNeutral(effect).ShouldBeTrue($"{effect}");
            All(block, effect).TrueForAll(f => f == 1).ShouldBeTrue($"{effect}");
        }
        Costs(block).ShouldBe(0);
        var silent = new double[Lanes];
        block.TakeUp(0, Wonen, 4).Silent.CopyTo(silent);
        silent.ShouldAllBe(s => s == 0);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_moves_the_effects_of_its_row_and_no_other(LeverKind kind)
    {
        var lever = Active(kind);
        var block = BlockOf(lever);
        var moved = LeverCatalogue.Of(kind).Moves.Select(m => m.Effect).Distinct().ToList();
        foreach (var effect in Enum.GetValues<Effect>())
        {
            block.IsNeutral(effect).ShouldBe(!moved.Contains(effect), $"{effect}");
            All(block, effect).Any(f => f != 1).ShouldBe(moved.Contains(effect), $"{effect}");
        }
        // Start 2027 and a lag of one year: the years of ordinal 0 and 1 are untouched.
        foreach (var effect in moved)
        {
            Factor(block, effect, Buurten - 1, JeugdZwaar, 1).ShouldAllBe(f => f == 1);
        }
    }

    [Fact]
    public void P3_neutral_levers_beside_others_change_no_bit()
    {
        Lever[] active = [.. Enum.GetValues<LeverKind>().Select(Active)];
        Lever[] both =
        [
            .. active,
            .. Enum.GetValues<LeverKind>()
                .Where(k =>
                    k
                        is not (
                            LeverKind.Consolidation
                            or LeverKind.Allocation
                            or LeverKind.Contract
                            or LeverKind.Regelarm
                        )
                )
                .Select(Neutral),
        ];
        var (without, with) = (BlockOf(active), BlockOf(both));
        foreach (var effect in Enum.GetValues<Effect>())
        {
            All(with, effect).SequenceEqual(All(without, effect)).ShouldBeTrue($"{effect}");
        }
    }

    [Theory]
    [InlineData(Ramp.Step, 1.0, 1.0, 1.0)]
    [InlineData(Ramp.Linear, 0.25, 0.5, 1.0)]
    [InlineData(Ramp.Front, 0.4375, 0.75, 1.0)]
    [InlineData(Ramp.Back, 0.0625, 0.25, 1.0)]
    public void A_ramp_of_four_years_begins_after_the_lag_and_ends_at_the_full_effect(
        Ramp ramp,
        double first,
        double second,
        double last
    )
    {
        var lever = Lever(LeverKind.NeedGrowth, 0.5) with { RampYears = 4, Ramp = ramp };
        var block = BlockOf(lever);
        Factor(block, Effect.Need, 0, 0, 0)[0].ShouldBe(1 + (0.5 * first));
        Factor(block, Effect.Need, 0, 0, 1)[0].ShouldBe(1 + (0.5 * second));
        Factor(block, Effect.Need, 0, 0, 3)[0].ShouldBe(1 + (0.5 * last));
        var late = BlockOf(lever with { LagYears = 2 });
        Factor(late, Effect.Need, 0, 0, 1)[0].ShouldBe(1);
        Factor(late, Effect.Need, 0, 0, 2).ShouldBe(Factor(block, Effect.Need, 0, 0, 0));
    }

    [Fact]
    public void A_lever_works_in_its_areas_and_on_its_subject_and_on_what_its_kind_reaches()
    {
        var block = BlockOf(
            Lever(LeverKind.NeedGrowth, 0.1) with
            {
                Areas = ["WK000102", "BU00010101"],
            },
            Lever(LeverKind.YouthMentalHealth, 0.2),
            Lever(LeverKind.GgzWaiting, 0.4),
            Lever(LeverKind.Hiring, 0.5, "team")
        );
        Factor(block, Effect.Need, 0, Sociaal, 0)[0].ShouldBe(1.1);
        Factor(block, Effect.Need, 1, Sociaal, 0)[0].ShouldBe(1);
        Factor(block, Effect.Need, 7, Sociaal, 0)[0].ShouldBe(1.1);
        Factor(block, Effect.Need, 1, JeugdZwaar, 0)[0].ShouldBe(1.2);
        Factor(block, Effect.Need, 1, Wonen, 0)[0].ShouldBe(1.4);
        Factor(block, Effect.Fill, 1, Wonen, 0)[0].ShouldBe(1.5);
        Factor(block, Effect.Fill, 1, Sociaal, 0)[0].ShouldBe(1);
        var youth = BlockOf(Lever(LeverKind.NeedGrowth, 0.1, "Jeugd"));
        Factor(youth, Effect.Need, 0, Wonen, 0)[0].ShouldBe(1);
        Factor(youth, Effect.Need, 0, JeugdLicht, 0)[0].ShouldBe(1.1);
    }

    [Fact]
    public void Levers_multiply()
    {
        var block = BlockOf(
            Lever(LeverKind.NeedGrowth, 0.5),
            Lever(LeverKind.Livelihood, -0.2),
            Lever(LeverKind.Prevention, -0.05, amount: 4e6)
        );
        Factor(block, Effect.Need, 3, Wonen, 0)[0].ShouldBe(1.5 * 0.8 * 0.8, 1e-15);
        // Prevention does not lower what comes to sociale basis itself.
        Factor(block, Effect.Need, 3, Sociaal, 0)[0].ShouldBe(1.5 * 0.8, 1e-15);
    }

    [Fact]
    public void Effects_that_rest_on_two_figures()
    {
        var block = BlockOf(
            Lever(LeverKind.OwnContribution, 0.5, amount: -0.4),
            Lever(LeverKind.Group, -0.3),
            Lever(LeverKind.Budget, -0.25, amount: 0.02),
            Lever(LeverKind.Housing, 0.1, amount: -0.2)
        );
        Factor(block, Effect.TakeUp, 0, Wonen, 0)[0].ShouldBe(0.8, 1e-15);
        Factor(block, Effect.Minutes, 0, Wonen, 0)[0].ShouldBe(0.7);
        Factor(block, Effect.Budget, 0, Wonen, 2)[0].ShouldBe(0.75 * 1.02 * 1.02 * 1.02, 1e-15);
        Factor(block, Effect.Dwellings, 0, Wonen, 0)[0].ShouldBe(1.1);
        Factor(block, Effect.Places, 0, Wonen, 0)[0].ShouldBe(0.8);
    }

    [Fact]
    public void A_range_is_drawn_per_replicate_at_the_lever_s_own_address()
    {
        var wide = Lever(LeverKind.NeedGrowth, 0) with { Effect = Between(-0.1, 0.05, 0.4) };
        var alone = Factor(BlockOf(wide), Effect.Need, 0, Wonen, 0);
        alone.ShouldAllBe(f => f >= 0.9 && f <= 1.4);
        alone.ShouldBeUnique();
        var among = BlockOf(
            Lever(LeverKind.Hiring, 0) with
            {
                Effect = Between(-0.5, 0, 0.5),
            },
            wide,
            Lever(LeverKind.StepDown, 0) with
            {
                Effect = Between(-0.5, 0, 0.5),
            }
        );
        Factor(among, Effect.Need, 0, Wonen, 0).ShouldBe(alone);
        Factor(among, Effect.Fill, 0, Wonen, 0).ShouldNotBe(Factor(among, Effect.StepDown, 0, Wonen, 0));
        // A second of the kind has a draw of its own.
        Factor(BlockOf(wide, wide with { Areas = ["WK000102"] }), Effect.Need, 0, Wonen, 0).ShouldBe(alone);
        Factor(BlockOf(wide, wide), Effect.Need, 0, Wonen, 0).ShouldNotBe(alone.Select(a => a * a).ToArray());
        var certain = Scenario(wide);
        var plan = LeverPlan.Of(
            certain with
            {
                Uncertainty = certain.Uncertainty with { Parameters = false },
            },
            Fit,
            Plan
        );
        Factor(plan.Draw(Draws()), Effect.Need, 0, Wonen, 0).ShouldAllBe(f => f == 1.05);
    }

    [Fact]
    public void Out_of_scope_comes_back_in_sociale_basis_by_the_share_of_each_lever()
    {
        var block = BlockOf(
            Lever(LeverKind.Scope, -0.3, "Jeugd", amount: 0.5),
            Lever(LeverKind.Scope, -0.1, "jeugd-zwaar", amount: 1)
        );
        var share = new double[Lanes];
        block.FillTrack1Share(0, JeugdZwaar, 0, share);
        share[0].ShouldBe(((0.3 * 0.5) + (0.1 * 1)) / 0.4, 1e-15);
        block.FillTrack1Share(0, JeugdLicht, 0, share);
        share[0].ShouldBe(0.5);
        block.FillTrack1Share(0, Wonen, 0, share);
        share[0].ShouldBe(0);
        PlanOf().Track1Slot.ShouldBe([0, 0, 0, 0]);
        LeverPlan.Of(Scenario(), SyntheticTown.Fit(), new(SyntheticTown.Fit())).Track1Slot.ShouldAllBe(s => s == -1);
    }

    [Fact]
    public void Euros_for_prevention_are_spent_at_once_in_sociale_basis_to_the_cent()
    {
        var lever = Lever(LeverKind.Prevention, -0.01, "Jeugd", amount: 123_456.78) with
        {
            LagYears = 3,
            RampYears = 2,
            Start = 2027,
            Areas = ["WK000102"],
        };
        var block = BlockOf(lever);
        block.HasCosts.ShouldBeTrue();
        Cost(block, Sociaal, 0).Sum().ShouldBe(0);
        Cost(block, Sociaal, 1).Sum().ShouldBe(6_172_839);
        Cost(block, Sociaal, 2).Sum().ShouldBe(12_345_678);
        Cost(block, Sociaal, 2).Take(6).ShouldAllBe(c => c == 0);
        Cost(block, Sociaal, 2).Skip(6).ShouldAllBe(c => c > 0);
        Cost(block, JeugdZwaar, 2).Sum().ShouldBe(0);
    }

    private static List<double> All(LeverBlock block, Effect effect)
    {
        var all = new List<double>();
        for (var at = 0; at < Buurten * 4 * Years; at++)
        {
            all.AddRange(Factor(block, effect, at / (4 * Years), at / Years % 4, at % Years));
        }
        return all;
    }

    private static double[] Cost(LeverBlock block, int slot, int year)
    {
        var cents = new double[Buurten];
        var spent = new double[Lanes];
        for (var buurt = 0; buurt < Buurten; buurt++)
        {
            block.FillCost(buurt, slot, year, spent);
            Array.TrueForAll(spent, s => s == spent[0]).ShouldBeTrue();
            cents[buurt] = spent[0];
        }
        return cents;
    }

    private static double Costs(LeverBlock block) =>
        Enumerable.Range(0, 4 * Years).Sum(i => Cost(block, i / Years, i % Years).Sum());
}
