using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>
/// A year of one gemeente settled: what was budgeted for each buurt and product, and what the municipality pays, contract by
/// contract. Neither is what care cost the providers. Real euro cents, whole.
/// </summary>
internal sealed class Settlement(CapacityPlan plan, ILeverFactors levers, BudgetPath path, PoolMoney money)
{
    private const int Lanes = Block8.Size;
    private double[] due = [];
    private double[] part = [];

    /// <param name="days">Shape [Buurt of the set, Slot, 8]: days in care.</param>
    /// <param name="results">Shape of <paramref name="days"/>: stays that ended.</param>
    /// <param name="relativePrice">Shape [8]: real price of care against the base year.</param>
    /// <param name="budget">Shape of <paramref name="days"/>; overwritten: its part of the ceilings.</param>
    /// <param name="paid">Shape of <paramref name="days"/>; overwritten.</param>
    public void Settle(
        ImmutableArray<int> buurten,
        int year,
        ReadOnlySpan<double> days,
        ReadOnlySpan<double> results,
        ReadOnlySpan<double> relativePrice,
        Span<double> budget,
        Span<double> paid
    )
    {
        FillBudget(buurten, year, budget);
        FillDue(buurten, year, days, results, relativePrice, budget, paid);
        for (var contract = 0; contract < plan.Money.Contracts.Length; contract++)
        {
            var form = money.FormIn(contract, year);
            for (var lane = 0; form != ContractForm.LumpSum && lane < Lanes; lane++)
            {
                PayWithin(contract, plan.Money.PolicyOf(contract, form), lane, budget, paid);
            }
        }
    }

    private int Slots => plan.Cells.Used.Length;

    private void FillBudget(ImmutableArray<int> buurten, int year, Span<double> budget)
    {
        Span<double> factor = stackalloc double[Lanes];
        for (var cell = 0; cell < buurten.Length * Slots; cell++)
        {
            var (buurt, slot) = (buurten[cell / Slots], cell % Slots);
            levers.Fill(Effect.Budget, buurt, slot, year, factor);
            var level = path.Level(plan.Money.ContractOf[slot], year);
            var cost = plan.Use.Of(UseKind.Cents, buurt, slot) * YearParts.Weeks;
            for (var lane = 0; lane < Lanes; lane++)
            {
                budget[(cell * Lanes) + lane] = Math.Floor((cost * level[lane] * factor[lane]) + 0.5);
            }
        }
    }

    /// <summary>What each form of contract makes due, were there no ceiling; a lump sum is its part of the ceiling.</summary>
    private void FillDue(
        ImmutableArray<int> buurten,
        int year,
        ReadOnlySpan<double> days,
        ReadOnlySpan<double> results,
        ReadOnlySpan<double> relativePrice,
        ReadOnlySpan<double> budget,
        Span<double> due
    )
    {
        Span<double> price = stackalloc double[Lanes];
        Span<double> hours = stackalloc double[Lanes];
        for (var cell = 0; cell < buurten.Length * Slots; cell++)
        {
            var slot = cell % Slots;
            var form = money.FormIn(plan.Money.ContractOf[slot], year);
            var induced = money.Induced(slot);
            levers.Fill(Effect.Price, buurten[cell / Slots], slot, year, price);
            levers.Fill(Effect.Minutes, buurten[cell / Slots], slot, year, hours);
            for (var lane = 0; lane < Lanes; lane++)
            {
                var at = (cell * Lanes) + lane;
                var level = price[lane] * relativePrice[lane];
                due[at] = form switch
                {
                    ContractForm.LumpSum => Payment.LumpSum(budget[at], 0, 1),
                    ContractForm.Effort => Payment.Effort(
                        days[at] * induced[lane],
                        plan.Money.DayCents[slot] * (level * hours[lane])
                    ),
                    _ => Payment.Output(results[at], plan.Money.ResultCents[slot] * level),
                };
            }
        }
    }

    /// <summary>When the budget falls short, each cell is paid in proportion to what is due to it.</summary>
    private void PayWithin(int contract, BudgetPolicy policy, int lane, ReadOnlySpan<double> budget, Span<double> paid)
    {
        var cells = paid.Length / Lanes;
        if (due.Length < cells)
        {
            (due, part) = (new double[cells], new double[cells]);
        }
        var (all, ceiling, count) = (0.0, 0.0, 0);
        for (var cell = 0; cell < cells; cell++)
        {
            if (plan.Money.ContractOf[cell % Slots] == contract)
            {
                due[count] = paid[(cell * Lanes) + lane];
                all += due[count++];
                ceiling += budget[(cell * Lanes) + lane];
            }
        }
        var total = Payment.Within(policy, all, ceiling);
        if (total >= all)
        {
            return;
        }
        Allocation.Share(total, due.AsSpan(0, count), due.AsSpan(0, count), 0.5, part.AsSpan(0, count));
        for (var (cell, i) = (0, 0); cell < cells; cell++)
        {
            if (plan.Money.ContractOf[cell % Slots] == contract)
            {
                paid[(cell * Lanes) + lane] = part[i++];
            }
        }
    }
}
