using System.Collections.Immutable;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>Staff, places and money that are shared: a group of products in an area.</summary>
/// <param name="Group">Name of the product group.</param>
/// <param name="Area">Ordinal of the area, at the level of the group.</param>
/// <param name="HasPlaces">Whether each person in care takes a place.</param>
/// <param name="IsIntake">Whether requests are decided on here.</param>
internal sealed record PoolSpec(string Group, int Area, bool HasPlaces, bool IsIntake);

/// <summary>People who wait for one product at one pool, in one of two legs: for a decision, or for care to start.</summary>
/// <param name="Pool">Ordinal of the pool that they wait for.</param>
/// <param name="Slot">Slot of the product.</param>
/// <param name="Destination">Ordinal of the list that the decided go to; −1 when care starts from here (leg 2).</param>
internal sealed record ListSpec(int Pool, int Slot, int Destination)
{
    public bool IsDecision => Destination >= 0;
}

/// <summary>Which pools and lists a coupling set has. Immutable; thread-safe.</summary>
internal sealed class QueuePlan
{
    /// <summary>Lists of one plan at most: their ordinals take the lower half of an address.</summary>
    public const int MostLists = 1 << 16;

    /// <param name="pools">The position is the ordinal.</param>
    /// <param name="lists">The position is the ordinal.</param>
    /// <param name="weeksPerStep">≥ 1.</param>
    /// <exception cref="ArgumentException">A list names a pool or destination that is not there, or there are too many.</exception>
    public QueuePlan(ImmutableArray<PoolSpec> pools, ImmutableArray<ListSpec> lists, int weeksPerStep)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(weeksPerStep, 1);
        if (lists.Length > MostLists)
        {
            throw new ArgumentException($"a plan has at most {MostLists} lists", nameof(lists));
        }
        foreach (var list in lists)
        {
            if (list.Pool < 0 || list.Pool >= pools.Length)
            {
                throw new ArgumentException("a list waits for a pool that is not there", nameof(lists));
            }
            if (list.Destination >= lists.Length || (list.IsDecision && lists[list.Destination].IsDecision))
            {
                throw new ArgumentException("the decided go to a list where care starts", nameof(lists));
            }
        }
        (Pools, Lists, WeeksPerStep) = (pools, lists, weeksPerStep);
        PoolOf = [.. lists.Select(l => l.Pool)];
        DestinationOf = [.. lists.Select(l => l.Destination)];
        Desks = [.. DesksOf(decision: true), .. DesksOf(decision: false)];
        var decisions = Enumerable.Range(0, lists.Length).ToLookup(l => lists[l].Destination);
        DecisionsFor = [.. lists.Select((_, l) => decisions[l].ToImmutableArray())];
    }

    public ImmutableArray<PoolSpec> Pools { get; }

    public ImmutableArray<ListSpec> Lists { get; }

    /// <summary>Per list: the ordinal of the pool that people wait for; side by side, for who asks each week.</summary>
    public ImmutableArray<int> PoolOf { get; }

    /// <summary>Per list: the ordinal of the list that the decided go to; −1 where care starts.</summary>
    public ImmutableArray<int> DestinationOf { get; }

    /// <summary>Per list: those of whom the decided go to it; empty for decisions.</summary>
    public ImmutableArray<ImmutableArray<int>> DecisionsFor { get; }

    public int WeeksPerStep { get; }

    /// <summary>Lists that are served together, in the order of a week: first all decisions, then all starts.</summary>
    public ImmutableArray<Desk> Desks { get; }

    /// <summary>Length of an array of one value per list and replicate.</summary>
    public int ListLanes => Lists.Length * Block8.Size;

    /// <summary>Length of an array of one value per pool and replicate.</summary>
    public int PoolLanes => Pools.Length * Block8.Size;

    private IEnumerable<Desk> DesksOf(bool decision) =>
        Enumerable
            .Range(0, Lists.Length)
            .Where(l => Lists[l].IsDecision == decision)
            .GroupBy(l => Lists[l].Pool)
            .OrderBy(g => g.Key)
            .Select(g => new Desk(g.Key, decision, [.. g]));
}

/// <summary>The lists of one leg at one pool: one order of service over all of them.</summary>
internal sealed record Desk(int Pool, bool IsDecision, ImmutableArray<int> Lists);
