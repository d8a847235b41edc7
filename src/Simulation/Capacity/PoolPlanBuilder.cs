using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Capacity;

/// <summary>
/// Lays out pools and lists, gemeente by gemeente. Its time grows with buurten × products. Where pools change in the course of
/// a scenario, lists are so fine that none is ever divided: people who wait change pools with their list.
/// </summary>
internal sealed class PoolPlanBuilder
{
    private readonly Scenario scenario;
    private readonly Fit fit;
    private readonly CellPlan plan;
    private readonly Delivery delivery;
    private readonly PoolAreas areas;
    private readonly int era;

    // Shape [Group, Buurt]: buurten that are together in every era, by the lowest of them.
    private readonly int[] classOf;

    public PoolPlanBuilder(Scenario scenario, Fit fit, CellPlan plan, PoolAreas areas, int era)
    {
        (this.scenario, this.fit, this.plan, this.areas, this.era) = (scenario, fit, plan, areas, era);
        delivery = Delivery.Of(scenario, fit, plan);
        SlotsOfGroup =
        [
            .. Enumerable
                .Range(0, scenario.Groups.Length)
                .Select(g => Enumerable.Range(0, Slots).Where(s => delivery.GroupOfSlot[s] == g).ToImmutableArray()),
        ];
        PoolOf = new int[scenario.Groups.Length * fit.Areas.BuurtCount];
        classOf = new int[PoolOf.Length];
        ListOf = new int[fit.Areas.BuurtCount * Slots];
        IntakeOf = new int[ListOf.Length];
        Array.Fill(PoolOf, -1);
        Array.Fill(ListOf, -1);
        Array.Fill(IntakeOf, -1);
    }

    public int Slots => plan.Used.Length;

    public ImmutableArray<ImmutableArray<int>> SlotsOfGroup { get; }

    public List<CarePool> Pools { get; } = [];

    public List<WaitingList> Lists { get; } = [];

    public List<ImmutableArray<int>> BuurtenOfPool { get; } = [];

    public List<SetPlan> Sets { get; } = [];

    /// <summary>Shape [Group, Buurt].</summary>
    public int[] PoolOf { get; }

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
            for (var group = 0; group < scenario.Groups.Length && !scenario.Capacity.IsUnlimited; group++)
            {
                AddPools(gemeente.Key, buurten, group);
                AddLists(buurten, group);
            }
            if (!scenario.Capacity.IsUnlimited)
            {
                AddTeams(buurten);
            }
            var (pools, lists) = (Pools.Count - firstPool, Lists.Count - firstList);
            Sets.Add(new(gemeente.Key, buurten, firstPool, pools, firstList, lists, QueueOf(firstPool, firstList)));
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

    /// <summary>A pool for each area in which the group shares its capacity.</summary>
    private void AddPools(int gemeente, ImmutableArray<int> buurten, int group)
    {
        var stated = scenario.Groups[group];
        foreach (var area in buurten.GroupBy(b => areas.Of(era, group, b)))
        {
            foreach (var buurt in area)
            {
                PoolOf[At(group, buurt)] = Pools.Count;
            }
            var (level, ordinal) = area.Key;
            Pools.Add(new(group, stated.Name, level, ordinal, gemeente, stated.Places, stated.Intake));
            BuurtenOfPool.Add([.. area]);
        }
    }

    /// <summary>A list for each product and each set of buurten that never part.</summary>
    private void AddLists(ImmutableArray<int> buurten, int group)
    {
        foreach (var together in buurten.GroupBy(b => areas.AllOf(group, b), StringComparer.Ordinal))
        {
            var first = together.First();
            foreach (var buurt in together)
            {
                classOf[At(group, buurt)] = first;
            }
            foreach (var slot in SlotsOfGroup[group])
            {
                foreach (var buurt in together)
                {
                    ListOf[(buurt * Slots) + slot] = Lists.Count;
                }
                Lists.Add(new(PoolOf[At(group, first)], slot, -1));
            }
        }
    }

    /// <summary>A list for each team and place where its requests lead.</summary>
    private void AddTeams(ImmutableArray<int> buurten)
    {
        var listOf = new Dictionary<(int Team, int First, int Destination), int>();
        for (var slot = 0; slot < Slots; slot++)
        {
            var team = delivery.TeamFor(fit.Products.Products[plan.Used[slot]]);
            if (team < 0 || delivery.GroupOfSlot[slot] is var group && (group < 0 || !scenario.Groups[group].IsScarce))
            {
                continue;
            }
            foreach (var buurt in buurten)
            {
                var at = (buurt * Slots) + slot;
                var key = (team, classOf[At(team, buurt)], ListOf[at]);
                if (!listOf.TryGetValue(key, out var list))
                {
                    listOf.Add(key, list = Lists.Count);
                    Lists.Add(new(PoolOf[At(team, buurt)], slot, ListOf[at]));
                }
                IntakeOf[at] = list;
            }
        }
    }

    private int At(int group, int buurt) => (group * fit.Areas.BuurtCount) + buurt;
}
