using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Capacity;

public sealed class CouplingTests
{
    private static readonly CapacityChoice StaffOnly = new(Staff: true, Space: false, Money: false);

    [Fact]
    public void Wijken_that_share_nothing_are_sets_of_their_own()
    {
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant], Capacity = StaffOnly };
        var sets = CouplingSets.Of(Providers.Plan(scenario));
        sets.Count.ShouldBe(2);
        sets.SetOf.ShouldBe([0, 0, 0, 0, 0, 0, 6, 6, 6, 6, 6, 6]);
        sets.Describe(SyntheticTown.Fit()).ShouldBe("GM0001: WK000101, WK000102");
    }

    [Fact]
    public void A_pool_over_both_joins_them()
    {
        var wide = Providers.Verblijf with { Pool = AreaLevel.Gemeente };
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant, wide], Capacity = StaffOnly };
        CouplingSets.Of(Providers.Plan(scenario)).Describe(SyntheticTown.Fit()).ShouldBe("GM0001");
    }

    [Fact]
    public void Without_scarcity_each_buurt_stands_by_itself()
    {
        var scenario = Providers.Scarce() with { Capacity = CapacityChoice.Unlimited };
        var sets = CouplingSets.Of(Providers.Plan(scenario));
        sets.Count.ShouldBe(12);
        sets.Describe(SyntheticTown.Fit()).ShouldBe("none: each buurt stands by itself");
    }

    [Theory]
    [InlineData(ContractForm.LumpSum, BudgetPolicy.Queue, 2)]
    [InlineData(ContractForm.LumpSum, BudgetPolicy.Reallocate, 1)]
    [InlineData(ContractForm.Effort, BudgetPolicy.Queue, 1)]
    [InlineData(ContractForm.Effort, BudgetPolicy.Overspend, 2)]
    public void One_budget_that_is_not_divided_beforehand_joins_a_gemeente(
        ContractForm form,
        BudgetPolicy policy,
        int sets
    )
    {
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant] };
        var contracts =
            from act in Enum.GetValues<Act>()
            from track in Enum.GetValues<Track>()
            select MoneyPlan.Unstated(act, track) with
            {
                Form = form,
                Policy = policy,
            };
        scenario = scenario with { Money = scenario.Money with { Contracts = [.. contracts] } };
        CouplingSets.Of(Providers.Plan(scenario)).Count.ShouldBe(sets);
    }
}
