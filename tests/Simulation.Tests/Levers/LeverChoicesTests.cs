using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using static Populatie.Simulation.Tests.Levers.LeverTown;

namespace Populatie.Simulation.Tests.Levers;

public sealed class LeverChoicesTests
{
    [Fact]
    public void Without_levers_what_the_scenario_says_holds()
    {
        var block = BlockOf();
        block.AllocationIn(0).ShouldBe(AllocationRule.Need);
        block.FormOf(Act.Wmo, Track.Basiszorg, 0).ShouldBeNull();
        block.PoolLevelOf("team", 0).ShouldBeNull();
        PlanOf().Choices.ChangesPools.ShouldBeFalse();
    }

    [Fact]
    public void The_choice_that_began_last_holds()
    {
        var block = BlockOf(
            Lever(LeverKind.Allocation, 0) with
            {
                Choice = "progressive",
                Start = 2028,
            },
            Lever(LeverKind.Allocation, 0) with
            {
                Choice = "per-head",
                Start = 2027,
            }
        );
        Enumerable
            .Range(0, 5)
            .Select(block.AllocationIn)
            .ShouldBe([
                AllocationRule.Need,
                AllocationRule.PerHead,
                AllocationRule.Progressive,
                AllocationRule.Progressive,
                AllocationRule.Progressive,
            ]);
    }

    [Fact]
    public void A_contract_ends_after_its_length()
    {
        var block = BlockOf(
            Lever(LeverKind.Contract, 0.1, "track-3", amount: 2) with
            {
                Choice = "outputgericht",
                Start = 2027,
            },
            Lever(LeverKind.Contract, 0, "Jeugd") with
            {
                Choice = "lump-sum",
                LagYears = 2,
            }
        );
        Enumerable
            .Range(0, 4)
            .Select(y => block.FormOf(Act.Wmo, Track.AanvullendeZorg, y))
            .ShouldBe([null, ContractForm.Output, ContractForm.Output, null]);
        block.FormOf(Act.Wmo, Track.Basiszorg, 1).ShouldBeNull();
        block.FormOf(Act.Jeugd, Track.AanvullendeZorg, 2).ShouldBe(ContractForm.LumpSum);
        block.FormOf(Act.Jeugd, Track.Basiszorg, 1).ShouldBeNull();
        Factor(block, Effect.Price, 0, Wonen, 1)[0].ShouldBe(1.1);
    }

    [Fact]
    public void A_group_pools_at_another_level_when_all_of_it_is_meant()
    {
        Lever To(string subject) =>
            Lever(LeverKind.Consolidation, 0.05, subject) with
            {
                Choice = "gemeente",
                Start = 2027,
            };
        foreach (var subject in new[] { "team", "wmo-zwaar", "Wmo", "all" })
        {
            var block = BlockOf(To(subject));
            block.PoolLevelOf("team", 0).ShouldBeNull();
            block.PoolLevelOf("team", 1).ShouldBe(AreaLevel.Gemeente);
            block.PoolLevelOf("other", 1).ShouldBeNull();
            Factor(block, Effect.DirectTime, 0, Wonen, 1)[0].ShouldBe(1.05);
        }
        BlockOf(To("Jeugd")).PoolLevelOf("team", 1).ShouldBeNull();
    }

    [Fact]
    public void A_regelarme_wijk_has_a_pool_of_its_own_unless_it_shares()
    {
        var lever = Lever(LeverKind.Regelarm, 0.1) with { Areas = ["WK000102"], Start = 2027 };
        var choices = PlanOf(lever).Choices;
        choices.ChangesPools.ShouldBeTrue();
        choices.HasOwnPool("team", 6, 0).ShouldBeFalse();
        choices.HasOwnPool("team", 6, 1).ShouldBeTrue();
        choices.HasOwnPool("team", 5, 1).ShouldBeFalse();
        var shared = PlanOf(lever with { Choice = "shared" });
        shared.Choices.HasOwnPool("team", 6, 1).ShouldBeFalse();
        shared.Choices.ChangesPools.ShouldBeFalse();
        Factor(shared.Draw(Draws()), Effect.DirectTime, 6, Wonen, 1)[0].ShouldBe(1.1);
        Factor(shared.Draw(Draws()), Effect.DirectTime, 5, Wonen, 1)[0].ShouldBe(1);
    }
}
