using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Capacity.Money;

public sealed class BudgetTests
{
    private const int Lanes = Providers.Lanes;

    private const string TopDown = """
        name: cpb
        base: {year: 2027}
        horizon: 2033
        growth: {vintage: cpb-2027-2033, mode: top-down, jeugd: "1.0% (assumed, 0.0% to 2.0%)"}
        """;

    [Fact]
    public void P9_G05_top_down_the_budget_follows_the_published_path_to_the_last_bit()
    {
        var scenario = ScenarioReader.Parse(TopDown, "cpb") with
        {
            Capacity = Providers.AllScarce,
            Groups = [Providers.TeamWmo, Providers.Ambulant],
        };
        var inputs = SyntheticTown.Inputs(scenario);
        var plan = Providers.Plan(scenario, inputs.Fit);
        var draws = BlockDraws.For(LaneWidth.Scalar, 7, 0);
        var drawn = new ProjectionPlan(inputs).Draw(draws);
        var parameters = new Populatie.Simulation.Capacity.CapacityParameters(
            scenario,
            plan.Fit,
            plan.Money,
            Providers.Draw(scenario)
        );
        var path = new BudgetPath(scenario, plan.Money, parameters, drawn.Budget);

        for (var contract = 0; contract < plan.Money.Contracts.Length; contract++)
        {
            var act = plan.Money.Contracts[contract].Act;
            var steps = inputs.Paths.Single(p => p.Act == act).Steps;
            var index = 1.0;
            for (var year = 0; year < steps.Length; year++)
            {
                index *= 1 + steps[year].Rate.Value;
                if (act == Act.Wmo)
                {
                    path.Level(contract, year).ToArray().ShouldAllBe(level => level == index);
                }
            }
            if (act == Act.Wmo)
            {
                path.Level(contract, 5)[0].ShouldBe(1.1328, 0.00005);
            }
        }
    }

    [Fact]
    public void A_stated_budget_is_a_multiple_of_what_the_base_year_cost_and_is_indexed()
    {
        var scenario = Providers.Scarce();
        var usual = MoneyPlan.Unstated(Act.Wmo, Track.AanvullendeZorg);
        var stated = usual with
        {
            Budget = new(1_000_000, 1_000_000, 1_000_000, "test", 1),
            Indexation = new(0.03, 0.03, 0.03, "test", 1),
        };
        scenario = scenario with { Money = scenario.Money with { Contracts = [stated] } };
        var plan = Providers.Plan(scenario);
        var parameters = new Populatie.Simulation.Capacity.CapacityParameters(
            scenario,
            plan.Fit,
            plan.Money,
            Providers.Draw(scenario)
        );
        var path = new BudgetPath(scenario, plan.Money, parameters, []);
        var contract = plan.Money.Contracts.IndexOf(stated);
        (path.Level(contract, 1)[0] * plan.Money.BaseCost[contract]).ShouldBe(100_000_000 * 1.03 * 1.03, 1e-3);
    }

    [Fact]
    public void Weekly_money_of_the_pools_is_the_budget_of_the_year()
    {
        var plan = Providers.Plan(Providers.Scarce());
        var block = Providers.Block(plan);
        block.OpenYear(0);
        var pools = plan.Pools.Sets[0].PoolCount;
        var weekly = Weekly(block, pools);
        var budget = plan.Money.BaseCost.Sum();
        (weekly.Where((_, at) => at % Lanes == 0).Sum() * 365.25 / 7).ShouldBe(budget, pools * 365.25 / 7);
    }

    [Fact]
    public void Budgets_bind_for_the_contracts_that_are_named_and_for_all_when_none_is()
    {
        var named = Providers.Scarce();
        named = named with
        {
            Money = named.Money with { Contracts = [MoneyPlan.Unstated(Act.Wmo, Track.AanvullendeZorg)] },
        };
        foreach (var (scenario, all) in ((Scenario, bool)[])[(Providers.Scarce(), true), (named, false)])
        {
            var plan = Providers.Plan(scenario);
            var block = Providers.Block(plan);
            block.OpenYear(0);
            var weekly = Weekly(block, plan.Pools.Sets[0].PoolCount);
            for (var pool = 0; pool < plan.Pools.Sets[0].PoolCount; pool++)
            {
                var bound = all || plan.Pools.Pools[pool].Name is "ambulant";
                double.IsFinite(weekly[pool * Lanes]).ShouldBe(bound);
            }
        }
    }

    [Fact]
    public void P10_reallocation_keeps_the_total_to_the_cent_and_moves_only_what_is_left_to_who_is_short()
    {
        var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant with { Pool = AreaLevel.Buurt }] };
        var contract = MoneyPlan.Unstated(Act.Wmo, Track.AanvullendeZorg) with { Policy = BudgetPolicy.Reallocate };
        scenario = scenario with { Money = scenario.Money with { Contracts = [contract] } };
        var plan = Providers.Plan(scenario);
        var block = Providers.Block(plan);
        block.OpenYear(0);
        var pools = plan.Pools.Sets[0].PoolCount;
        var before = Weekly(block, pools);

        // Even pools use two thirds; odd ones have as much again waiting.
        var used = before.Select((c, at) => at / Lanes % 2 == 0 ? Math.Floor(c * 2 / 3) : c).ToArray();
        var wanted = before.Select((c, at) => at / Lanes % 2 == 0 ? 0 : c).ToArray();
        block.Money.Reallocate(used, wanted);
        var after = Weekly(block, pools);

        after.Sum().ShouldBe(before.Sum());
        for (var at = 0; at < after.Length; at++)
        {
            if (at / Lanes % 2 == 0)
            {
                after[at].ShouldBeInRange(used[at], before[at]);
            }
            else
            {
                after[at].ShouldBeInRange(before[at], before[at] + wanted[at]);
            }
        }
        after.ShouldNotBe(before);

        // When nobody is short everyone has their own again.
        block.Money.Reallocate(used, new double[used.Length]);
        Weekly(block, pools).ShouldBe(before);
    }

    [Fact]
    public void Where_overspending_is_agreed_no_pool_is_bounded_but_a_lump_sum_cannot_be_overspent()
    {
        foreach (var form in (ContractForm[])[ContractForm.Effort, ContractForm.LumpSum])
        {
            var contract = MoneyPlan.Unstated(Act.Wmo, Track.AanvullendeZorg) with
            {
                Form = form,
                Policy = BudgetPolicy.Overspend,
            };
            var scenario = Providers.Scarce() with { Groups = [Providers.Ambulant] };
            scenario = scenario with { Money = scenario.Money with { Contracts = [contract] } };
            var plan = Providers.Plan(scenario);
            var block = Providers.Block(plan);
            block.OpenYear(0);
            Weekly(block, 2).ShouldAllBe(c => double.IsPositiveInfinity(c) == (form == ContractForm.Effort));
        }
    }

    [Fact]
    public void No_split_of_the_growth_of_2027_2033_is_shipped_and_the_parts_of_2022_2025_add_up_G07()
    {
        foreach (var vintage in VintageTable.Embedded.Vintages)
        {
            if (vintage.Components.Count > 0)
            {
                vintage.Code.ShouldBe("cpb-2022-2025", "the only split that was published");
                GrowthIndex.AddParts([.. vintage.Components.Values.Select(v => (decimal)v)]).ShouldBe(0.027m);
                vintage.Basis.ShouldBe("real");
            }
        }
        VintageTable.Embedded.Vintages.ShouldContain(v => v.Published.GetValueOrDefault("wmo") == 0.021);
    }

    private static double[] Weekly(Populatie.Simulation.Capacity.CapacityBlock block, int pools)
    {
        var cents = new double[pools * Lanes];
        block.FillWeek(new double[cents.Length], new double[cents.Length], cents);
        return cents;
    }
}
