using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Tests.Capacity.Money;

public sealed class PaymentTests
{
    private const int Lanes = Providers.Lanes;

    [Fact]
    public void P7_a_lump_sum_never_passes_its_ceiling_within_the_year_and_is_paid_out_by_its_end()
    {
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                Gen.Choose(1, 53).ToArbitrary(),
                (ceiling, parts) =>
                {
                    var paid = 0.0;
                    for (var part = 0; part < parts; part++)
                    {
                        paid += Payment.LumpSum(ceiling, part, parts);
                        if (paid > ceiling || paid * parts > (double)ceiling * (part + 1))
                        {
                            return false;
                        }
                    }
                    return paid == ceiling;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(7, 9));
    }

    [Fact]
    public void P7_effort_is_linear_in_volume_and_output_is_results_times_price()
    {
        Prop.ForAll(
                Gen.Choose(0, 1_000_000).ToArbitrary(),
                Gen.Choose(0, 1000).ToArbitrary(),
                Gen.Choose(1, 90_000).ToArbitrary(),
                (volume, more, tariff) =>
                    Payment.Effort(volume + more, tariff)
                        == Payment.Effort(volume, tariff) + Payment.Effort(more, tariff)
                    && Payment.Output(volume, tariff) == (double)volume * tariff
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(7, 9));
    }

    [Fact]
    public void P10_no_more_is_paid_than_was_allocated_unless_overspending_is_agreed()
    {
        Prop.ForAll(
                Gen.Choose(0, 5000).ToArbitrary(),
                Gen.Choose(-500, 5000).ToArbitrary(),
                (due, left) =>
                    Payment.Within(BudgetPolicy.Queue, due, left) <= Math.Max(0, left)
                    && Payment.Within(BudgetPolicy.Reallocate, due, left) <= Math.Max(0, left)
                    && Payment.Within(BudgetPolicy.Queue, due, left) <= due
                    && Payment.Within(BudgetPolicy.Overspend, due, left) == due
            )
            .Check(Config.QuickThrowOnFailure.WithReplay(7, 9));
    }

    [Theory]
    [InlineData(ContractForm.LumpSum, BudgetPolicy.Queue)]
    [InlineData(ContractForm.LumpSum, BudgetPolicy.Overspend)]
    [InlineData(ContractForm.Effort, BudgetPolicy.Queue)]
    [InlineData(ContractForm.Output, BudgetPolicy.Reallocate)]
    public void G19_P7_in_all_draws_no_year_is_paid_above_its_ceiling(ContractForm form, BudgetPolicy policy)
    {
        var plan = Providers.Plan(With(form, policy, uncertain: true));
        for (var first = 0; first < 64; first += Lanes)
        {
            var block = Providers.Block(plan, firstReplicate: first);
            for (var year = 0; year < 5; year++)
            {
                block.OpenYear(year);
                var books = Settle(block, plan, year, demand: 3);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    var (ceiling, paid) = (Total(books.Budget, lane), Total(books.Paid, lane));
                    paid.ShouldBeLessThanOrEqualTo(ceiling);
                    Total(books.Cost, lane).ShouldBeGreaterThan(ceiling, "three times the care cannot be had for it");
                    if (form == ContractForm.LumpSum)
                    {
                        paid.ShouldBe(ceiling, "whatever the volume");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_lump_sum_is_paid_whatever_is_done_and_effort_by_what_is_done()
    {
        foreach (var demand in (double[])[0, 0.5, 1])
        {
            var lump = FirstYear(With(ContractForm.LumpSum, BudgetPolicy.Queue), demand);
            Total(lump.Paid, 0).ShouldBe(Total(lump.Budget, 0));
            var effort = FirstYear(With(ContractForm.Effort, BudgetPolicy.Queue), demand);
            Total(effort.Paid, 0).ShouldBe(Total(effort.Cost, 0));
        }
    }

    [Fact]
    public void Effort_that_may_be_overspent_pays_every_day_at_its_tariff()
    {
        var books = FirstYear(With(ContractForm.Effort, BudgetPolicy.Overspend), demand: 3);
        books.Paid.ShouldBe(books.Cost);
        Total(books.Paid, 0).ShouldBeGreaterThan(Total(books.Budget, 0));
    }

    [Fact]
    public void Output_pays_for_each_result_what_a_stay_of_mean_length_cost()
    {
        var scenario = With(ContractForm.Output, BudgetPolicy.Overspend);
        var plan = Providers.Plan(scenario);
        var books = FirstYear(scenario, demand: 1);
        for (var slot = 0; slot < plan.Cells.Used.Length; slot++)
        {
            var product = plan.Cells.Used[slot];
            var price = plan.Fit.CentsPerDay[product] * 365.25 * plan.Fit.Stays[product]!.MeanYears;
            books.Paid[slot * Lanes].ShouldBe(Math.Floor((2 * price) + 0.5), 1);
        }
    }

    [Fact]
    public void Effort_brings_about_volume_year_on_year_and_no_other_form_does()
    {
        var growth = new Assumption(0.02, 0.02, 0.02, "test", 1);
        foreach (var form in Enum.GetValues<ContractForm>())
        {
            var plan = Providers.Plan(With(form, BudgetPolicy.Queue, induced: growth));
            var block = Providers.Block(plan);
            var set = plan.Pools.Sets[0];
            var (minutes, cents) = (new double[set.ListCount * Lanes], new double[set.ListCount * Lanes]);
            for (var year = 0; year < 3; year++)
            {
                block.OpenYear(year);
            }
            block.FillEach(2, Ones, minutes, cents);
            var expected = form == ContractForm.Effort ? 1.02 * 1.02 * 1.02 : 1;
            var slot = plan.Pools.Lists[0].Slot;
            minutes[0].ShouldBe(plan.Use.Each(UseKind.Minutes, slot) * expected, 1e-9);
            cents[0].ShouldBe(plan.Use.Each(UseKind.Cents, slot) * expected, 1e-9);
        }
    }

    private static readonly double[] Ones = [.. Enumerable.Repeat(1.0, Lanes)];

    private static Scenario With(
        ContractForm form,
        BudgetPolicy policy,
        bool uncertain = false,
        Assumption? induced = null
    )
    {
        var scenario = Providers.Scarce(uncertain);
        var contracts =
            from act in Enum.GetValues<Act>()
            from track in Enum.GetValues<Track>()
            let usual = MoneyPlan.Unstated(act, track)
            select usual with
            {
                Form = form,
                Policy = policy,
                Induced = induced ?? usual.Induced,
            };
        return scenario with { Money = scenario.Money with { Contracts = [.. contracts] } };
    }

    private static (double[] Cost, double[] Budget, double[] Paid) FirstYear(Scenario scenario, double demand)
    {
        var plan = Providers.Plan(scenario);
        var block = Providers.Block(plan, NoLevers.Instance);
        block.OpenYear(0);
        return Settle(block, plan, 0, demand);
    }

    /// <summary>Settles a year in which so many times the care of the base year was given, and two stays ended in each cell.</summary>
    private static (double[] Cost, double[] Budget, double[] Paid) Settle(
        CapacityBlock block,
        CapacityPlan plan,
        int year,
        double demand
    )
    {
        var (buurten, slots) = (plan.Pools.Sets[0].Buurten, plan.Cells.Used.Length);
        var length = buurten.Length * slots * Lanes;
        var (days, results) = (new double[length], new double[length]);
        Array.Fill(results, demand > 1 ? 200 : 2);
        for (var at = 0; at < length; at++)
        {
            var cell = at / Lanes;
            days[at] = plan.Use.Open(buurten[cell / slots], cell % slots) * 365 * demand;
        }
        var books = (Cost: new double[length], Budget: new double[length], Paid: new double[length]);
        for (var at = 0; at < length; at++)
        {
            // What the care costs its providers: the test's own sum.
            var slot = at / Lanes % slots;
            var volume = days[at] * block.Money.Induced(slot)[at % Lanes];
            books.Cost[at] = Math.Floor((volume * plan.Money.DayCents[slot]) + 0.5);
        }
        block.Settlement.Settle(buurten, year, days, results, Ones, books.Budget, books.Paid);
        return books;
    }

    private static double Total(double[] values, int lane) => values.Where((_, at) => at % Lanes == lane).Sum();
}
