using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity.Money;

/// <summary>One contract for each act and track in use, and what the base year cost under each. Immutable; thread-safe.</summary>
internal sealed class MoneyPlan
{
    private static readonly Assumption Indexed = new(
        0.01,
        0,
        0.02,
        "own assumption, not published: the budget grows 1% a year above prices",
        0.2
    );

    private static readonly Assumption Nothing = new(0, 0, 0, "own assumption, not published: none", 0.2);

    private readonly double[] weekly;
    private readonly int pools;
    private readonly bool isScarce;

    public MoneyPlan(Scenario scenario, Fit fit, CellPlan plan, PoolPlan pools, BaseUse use)
    {
        isScarce = scenario.Capacity.Money;
        var products = plan.Used.Select(p => fit.Products.Products[p]).ToList();
        Contracts =
        [
            .. products
                .Select(p => (p.Act, p.Track))
                .Distinct()
                .Order()
                .Select(key =>
                    scenario.Money.Contracts.FirstOrDefault(c => (c.Act, c.Track) == key)
                    ?? Unstated(key.Act, key.Track)
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
        DayCents = [.. plan.Used.Select(p => fit.CentsPerDay[p])];
        ResultCents = [.. plan.Used.Select(p => fit.CentsPerDay[p] * YearParts.Days * fit.Stays[p]!.MeanYears)];
        this.pools = pools.Pools.Length;
        weekly = new double[Contracts.Length * this.pools];
        foreach (var set in pools.Sets)
        {
            for (var contract = 0; contract < Contracts.Length; contract++)
            {
                Divide(contract, set, pools, use);
            }
        }
    }

    /// <summary>By act, then track; where the scenario has none, what <see cref="Unstated"/> gives.</summary>
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
    /// The contract of an act and track that the scenario does not name: what the base year cost, indexed; a lump sum for
    /// tracks 1 and 2, volume times tariff for track 3; when it is spent people wait.
    /// </summary>
    public static Contract Unstated(Act act, Track track) =>
        new(
            act,
            track,
            track == Track.AanvullendeZorg ? ContractForm.Effort : ContractForm.LumpSum,
            BudgetPolicy.Queue,
            null,
            Indexed,
            Nothing
        );

    /// <summary>
    /// What happens at the budget: nothing binds while money is not scarce; a lump sum cannot be overspent, whatever was agreed
    /// before it became one.
    /// </summary>
    public BudgetPolicy PolicyOf(int contract, ContractForm form) =>
        !isScarce ? BudgetPolicy.Overspend
        : form == ContractForm.LumpSum && Contracts[contract].Policy == BudgetPolicy.Overspend ? BudgetPolicy.Queue
        : Contracts[contract].Policy;

    /// <summary>What a pool cost in a week of the base year; one that cost nothing gets room for one client from the others.</summary>
    /// <returns>Euro cents, at prices of the base year.</returns>
    public double WeeklyCents(int contract, int pool) => weekly[(contract * pools) + pool];

    private void Divide(int contract, SetPlan set, PoolPlan plan, BaseUse use)
    {
        var here = weekly.AsSpan((contract * pools) + set.FirstPool, set.PoolCount);
        var (cost, least) = (0.0, 0.0);
        for (var pool = 0; pool < here.Length; pool++)
        {
            var (own, oneClient) = (0.0, 0.0);
            foreach (var slot in plan.SlotsOfPool[set.FirstPool + pool])
            {
                if (ContractOf[slot] == contract)
                {
                    oneClient = Math.Max(oneClient, use.CentsEach(slot));
                    foreach (var buurt in plan.BuurtenOfPool[set.FirstPool + pool])
                    {
                        own += use.Of(UseKind.Cents, buurt, slot);
                    }
                }
            }
            here[pool] = Math.Max(own, oneClient);
            (cost, least) = (cost + own, least + here[pool]);
        }
        foreach (ref var share in here)
        {
            share = least > 0 ? share * (cost / least) : 0;
        }
    }
}
