using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>Lays out pools and lists, gemeente by gemeente. Its time grows with buurten × products.</summary>
internal sealed class PoolPlanBuilder
{
    private readonly Scenario scenario;
    private readonly Fit fit;
    private readonly CellPlan plan;
    private readonly Delivery delivery;
    private readonly ImmutableArray<AreaLevel> levels;

    // Shape [Group, Buurt].
    private readonly int[] poolOf;

    public PoolPlanBuilder(Scenario scenario, Fit fit, CellPlan plan, Func<ProductGroup, AreaLevel> levelOf)
    {
        (this.scenario, this.fit, this.plan) = (scenario, fit, plan);
        delivery = Delivery.Of(scenario, fit, plan);
        levels = [.. scenario.Groups.Select(g => Delivery.Available(levelOf(g), fit.Areas))];
        SlotsOfGroup =
        [
            .. Enumerable
                .Range(0, levels.Length)
                .Select(g => Enumerable.Range(0, Slots).Where(s => delivery.GroupOfSlot[s] == g).ToImmutableArray()),
        ];
        poolOf = new int[levels.Length * fit.Areas.BuurtCount];
        ListOf = new int[fit.Areas.BuurtCount * Slots];
        IntakeOf = new int[ListOf.Length];
        Array.Fill(ListOf, -1);
        Array.Fill(IntakeOf, -1);
    }

    public int Slots => plan.Used.Length;

    public ImmutableArray<ImmutableArray<int>> SlotsOfGroup { get; }

    public List<CarePool> Pools { get; } = [];

    public List<WaitingList> Lists { get; } = [];

    public List<ImmutableArray<int>> BuurtenOfPool { get; } = [];

    public List<SetPlan> Sets { get; } = [];

    /// <summary>Shape [Buurt, Slot].</summary>
    public int[] ListOf { get; }

    /// <summary>Shape [Buurt, Slot].</summary>
    public int[] IntakeOf { get; }

    public void Build()
    {
        var gemeenteOf = fit.Areas.OfLeaf(AreaLevel.Gemeente);
        var byGemeente = Enumerable.Range(0, fit.Areas.BuurtCount).GroupBy(b => gemeenteOf[b]).OrderBy(g => g.Key);
        foreach (var gemeente in byGemeente)
        {
            var (firstPool, firstList) = (Pools.Count, Lists.Count);
            ImmutableArray<int> buurten = [.. gemeente];
            if (!scenario.Capacity.IsUnlimited)
            {
                AddPools(gemeente.Key, buurten);
                AddTeams(buurten);
            }
            Sets.Add(
                new(
                    gemeente.Key,
                    buurten,
                    firstPool,
                    Pools.Count - firstPool,
                    firstList,
                    Lists.Count - firstList,
                    QueueOf(firstPool, firstList)
                )
            );
        }
    }

    private QueuePlan QueueOf(int firstPool, int firstList)
    {
        PoolSpec PoolOf(CarePool p) => new(p.Name, p.Area, p.HasPlaces, p.IsIntake);
        ListSpec ListOf(WaitingList l) =>
            new(l.Pool - firstPool, l.Slot, l.IsIntake ? l.Destination - firstList : l.Destination);
        return new(
            [.. Pools.Skip(firstPool).Select(PoolOf)],
            [.. Lists.Skip(firstList).Select(ListOf)],
            scenario.SubstepsPerStep
        );
    }

    /// <summary>A pool per group and area, with a list per product.</summary>
    private void AddPools(int gemeente, ImmutableArray<int> buurten)
    {
        for (var group = 0; group < levels.Length; group++)
        {
            var (stated, areaOf) = (scenario.Groups[group], fit.Areas.OfLeaf(levels[group]));
            foreach (var area in buurten.GroupBy(b => areaOf[b]).OrderBy(a => a.Key))
            {
                var pool = Pools.Count;
                Pools.Add(new(group, stated.Name, levels[group], area.Key, gemeente, stated.Places, stated.Intake));
                BuurtenOfPool.Add([.. area]);
                foreach (var slot in SlotsOfGroup[group])
                {
                    foreach (var buurt in area)
                    {
                        ListOf[(buurt * Slots) + slot] = Lists.Count;
                    }
                    Lists.Add(new(pool, slot, -1));
                }
                foreach (var buurt in area)
                {
                    poolOf[(group * fit.Areas.BuurtCount) + buurt] = pool;
                }
            }
        }
    }

    /// <summary>A list per team and place where its requests lead.</summary>
    private void AddTeams(ImmutableArray<int> buurten)
    {
        var listOf = new SortedDictionary<(int Pool, int Destination), int>();
        IEnumerable<(int At, int Slot, (int Pool, int Destination) Key)> Requests()
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                var team = delivery.TeamFor(fit.Products.Products[plan.Used[slot]]);
                if (team < 0 || delivery.GroupOfSlot[slot] < 0)
                {
                    continue;
                }
                foreach (var buurt in buurten)
                {
                    var at = (buurt * Slots) + slot;
                    yield return (at, slot, (poolOf[(team * fit.Areas.BuurtCount) + buurt], ListOf[at]));
                }
            }
        }
        foreach (var (_, slot, key) in Requests())
        {
            listOf[key] = slot;
        }
        foreach (var (key, slot) in listOf.ToList())
        {
            listOf[key] = Lists.Count;
            Lists.Add(new(key.Pool, slot, key.Destination));
        }
        foreach (var (at, _, key) in Requests())
        {
            IntakeOf[at] = listOf[key];
        }
    }
}
