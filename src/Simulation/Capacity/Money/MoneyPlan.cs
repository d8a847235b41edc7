using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>One contract for each act and track in use, and what the base year cost under each. Immutable; thread-safe.</summary>
internal sealed class MoneyPlan
{
    private static readonly Assumption Nothing = new(0, 0, 0, "neutral: nothing above the deflator", 1);

    private readonly double[] weekly;
    private readonly int pools;
    private readonly bool isScarce;

    public MoneyPlan(CapacityPlan plan)
    {
        var (scenario, fit, use, used) = (plan.Scenario, plan.Fit, plan.Use, plan.Cells.Used);
        isScarce = scenario.Capacity.Money;
        var products = used.Select(p => fit.Products.Products[p]).ToList();
        Contracts =
        [
            .. products
                .Select(p => (p.Act, p.Track))
                .Distinct()
                .Order()
                .Select(key =>
                    scenario.Money.Contracts.FirstOrDefault(c => (c.Act, c.Track) == key)
                    ?? Unstated(scenario, key.Act, key.Track)
                ),
        ];
        ContractOf =
        [
            .. products.Select(p => Contracts.IndexOf(Contracts.First(c => (c.Act, c.Track) == (p.Act, p.Track)))),
        ];
        var cost = new double[Contracts.Length];
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            for (var slot = 0; slot < products.Count; slot++)
            {
                cost[ContractOf[slot]] += use.Of(UseKind.Cents, buurt, slot) * YearParts.Weeks;
            }
        }
        BaseCost = [.. cost];
        DayCents = [.. used.Select(p => fit.CentsPerDay[p])];
        ResultCents = [.. used.Select(p => fit.CentsPerDay[p] * YearParts.Days * fit.Stays[p]!.MeanYears)];
        pools = plan.Pools.Pools.Length;
        weekly =
        [
            .. Enumerable
                .Range(0, Contracts.Length * pools)
                .Select(at => Weekly(plan, at / Math.Max(1, pools), at % Math.Max(1, pools))),
        ];
    }

    /// <summary>By act, then track; where the scenario has none, that of <see cref="Unstated(Act, Track)"/>.</summary>
    public ImmutableArray<Contract> Contracts { get; }

    /// <summary>Shape [Slot]: ordinal of the contract that pays for a product.</summary>
    public ImmutableArray<int> ContractOf { get; }

    /// <summary>Shape [Contract]; unit: euro cents per year at prices of the base year, everywhere together.</summary>
    public ImmutableArray<double> BaseCost { get; }

    /// <summary>Shape [Slot]; unit: euro cents per day in care, at prices of the base year: the tariff.</summary>
    public ImmutableArray<double> DayCents { get; }

    /// <summary>Shape [Slot]; unit: euro cents: what a whole stay of mean length cost in the base year, the price of a result.</summary>
    public ImmutableArray<double> ResultCents { get; }

    /// <summary>
    /// The contract of an act and track that the scenario does not name: volume times tariff, up to what the base year cost.
    /// When other contracts are named this one has no ceiling, unless spending follows a vintage.
    /// </summary>
    public static Contract Unstated(Act act, Track track) =>
        new(act, track, ContractForm.Effort, BudgetPolicy.Queue, null, Nothing, Nothing);

    private static Contract Unstated(Scenario scenario, Act act, Track track) =>
        scenario.Money.Contracts.IsEmpty || scenario.Growth.Mode == GrowthMode.TopDown
            ? Unstated(act, track)
            : Unstated(act, track) with
            {
                Policy = BudgetPolicy.Overspend,
            };

    /// <summary>
    /// What happens at the budget: nothing binds while money is not scarce; a lump sum cannot be overspent, whatever was agreed
    /// before it became one.
    /// </summary>
    public BudgetPolicy PolicyOf(int contract, ContractForm form) =>
        !isScarce ? BudgetPolicy.Overspend
        : form == ContractForm.LumpSum && Contracts[contract].Policy == BudgetPolicy.Overspend ? BudgetPolicy.Queue
        : Contracts[contract].Policy;

    /// <summary>What a pool cost in a week of the base year; never less than two clients take; 0 where money cannot run out.</summary>
    /// <returns>Euro cents, at prices of the base year.</returns>
    public double WeeklyCents(int contract, int pool) => weekly[(contract * pools) + pool];

    private double Weekly(CapacityPlan plan, int contract, int pool)
    {
        var (own, isPaid) = (0.0, false);
        foreach (var slot in plan.Pools.SlotsOfPool[pool])
        {
            if (ContractOf[slot] == contract && plan.IsScarce(pool))
            {
                isPaid = true;
                foreach (var buurt in plan.Pools.BuurtenOfPool[pool])
                {
                    own += plan.Use.Of(UseKind.Cents, buurt, slot);
                }
            }
        }
        return isPaid ? Math.Max(own, plan.Least(UseKind.Cents, pool)) : 0;
    }
}
