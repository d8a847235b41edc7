using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>
/// What the pools can do in a week, what they do, and what one more person would ask of them: minutes, places, cents. Eight
/// replicates at once; each lane as it would be alone.
/// </summary>
internal sealed class WeekCapacity(QueuePlan plan)
{
    private const int Lanes = Block8.Size;
    private const int Kinds = QueueOutputs.Constraints;

    /// <summary>Shape [Pool, Constraint, Lane].</summary>
    private readonly double[] limit = new double[plan.PoolLanes * Kinds];
    private readonly double[] used = new double[plan.PoolLanes * Kinds];

    /// <summary>Shape [List, Constraint, Lane].</summary>
    private readonly double[] need = new double[plan.ListLanes * Kinds];

    /// <summary>Shape [List, Lane]: a <see cref="Demand"/>.</summary>
    private readonly double[] demand = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane]: masks made of it.</summary>
    private readonly double[] beyond = new double[plan.ListLanes];
    private readonly double[] free = new double[plan.ListLanes];

    private readonly StepOccupancy inCare = new(plan);

    /// <summary>What one person of a list asks, seen from the whole pool.</summary>
    private enum Demand
    {
        /// <summary>More than the pool has in all: never served, and so holds up nobody else.</summary>
        BeyondStaff = Constraint.Staff,
        BeyondSpace = Constraint.Space,
        BeyondMoney = Constraint.Money,
        Some,
        Nothing,
    }

    public void Begin(QueueInputs inputs, in QueueDraws at)
    {
        inCare.Begin(at);
        for (var pool = 0; pool < plan.Pools.Length; pool++)
        {
            var (from, to) = (pool * Lanes, At(pool));
            var places = plan.Pools[pool].HasPlaces
                ? Load(inputs.Places, from) - Load(inputs.Blocked, from)
                : Vector512.Create(double.PositiveInfinity);
            Load(inputs.Minutes, from).CopyTo(limit, to);
            places.CopyTo(limit, to + Lanes);
            Load(inputs.Cents, from).CopyTo(limit, to + (2 * Lanes));
        }
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var (pool, isDecision) = (plan.Lists[list].Pool, plan.Lists[list].IsDecision);
            var places = plan.Pools[pool].HasPlaces && !isDecision ? 1.0 : 0;
            var (from, to) = (list * Lanes, At(list));
            Load(inputs.MinutesEach, from).CopyTo(need, to);
            Vector512.Create(places).CopyTo(need, to + Lanes);
            Load(inputs.CentsEach, from).CopyTo(need, to + (2 * Lanes));
            SetDemand(list, DemandOf(to, At(pool)));
        }
    }

    /// <summary>Counts what those in care take in a week of the step; intake has begun on nothing yet.</summary>
    public void OpenWeek(QueueInputs inputs, int week)
    {
        Array.Clear(used);
        foreach (var desk in plan.Desks)
        {
            if (desk.IsDecision)
            {
                continue;
            }
            var all = default(NeedsOfEight);
            foreach (var list in desk.Lists)
            {
                all += NeedsOf(list, inCare.Count(inputs, list, week));
            }
            Keep(desk.Pool, all);
        }
    }

    /// <summary>Adds the minutes of a week, once all are served.</summary>
    public void CloseWeek(double[] minutesUsed)
    {
        for (var pool = 0; pool < plan.Pools.Length; pool++)
        {
            (Load(minutesUsed, pool * Lanes) + Load(used, At(pool))).CopyTo(minutesUsed, pool * Lanes);
        }
    }

    /// <summary>Per lane all bits set where one person of the list asks more than the whole pool has.</summary>
    public Vector512<double> IsBeyond(int list) => Eight.Load(beyond, list);

    /// <summary>Of what: a <see cref="Constraint"/>; only where it is so.</summary>
    public Vector512<double> Beyond(int list) => Eight.Load(demand, list);

    /// <summary>Per lane all bits set where a person of the list asks nothing at all.</summary>
    public Vector512<double> NeedsNothing(int list) => Eight.Load(free, list);

    /// <summary>What people of a list would ask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public NeedsOfEight NeedsOf(int list, Vector512<double> people) => Three(need, list) * people;

    /// <summary>Per lane all bits set where all that is asked can be given.</summary>
    public Vector512<double> Fits(int pool, in NeedsOfEight needs) => RoomOf(pool).Fits(needs);

    /// <summary>Takes people on.</summary>
    public void Use(int list, Vector512<double> people) => Add(plan.PoolOf[list], NeedsOf(list, people));

    /// <summary>Who was taken on is in care.</summary>
    public void Enter(int list, Vector512<double> people) => inCare.Enter(list, people);

    /// <summary>What a pool can do, and what it does so far: a copy, to reckon with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RoomOfEight RoomOf(int pool)
    {
        return new(Three(limit, pool), Three(used, pool));
    }

    /// <summary>Takes over what was used in a copy.</summary>
    public void Keep(int pool, in NeedsOfEight inUse)
    {
        var row = unchecked(pool * Kinds);
        Eight.Store(inUse.Minutes, used, row);
        Eight.Store(inUse.Places, used, row + 1);
        Eight.Store(inUse.Cents, used, row + 2);
    }

    private void Add(int pool, in NeedsOfEight needs)
    {
        var row = unchecked(pool * Kinds);
        Eight.Add(used, row, needs.Minutes);
        Eight.Add(used, row + 1, needs.Places);
        Eight.Add(used, row + 2, needs.Cents);
    }

    private void SetDemand(int list, Vector512<double> kind)
    {
        kind.CopyTo(demand, list * Lanes);
        Vector512.LessThan(kind, Vector512.Create((double)Demand.Some)).CopyTo(beyond, list * Lanes);
        Vector512.Equals(kind, Vector512.Create((double)Demand.Nothing)).CopyTo(free, list * Lanes);
    }

    private Vector512<double> DemandOf(int n, int l)
    {
        var some = Vector512<double>.Zero;
        var found = Vector512.Create((double)Demand.Nothing);
        for (var kind = Kinds - 1; kind >= 0; kind--)
        {
            var asked = Load(need, n + (kind * Lanes));
            var any = Vector512.GreaterThan(asked, Vector512<double>.Zero);
            var tooMuch =
                any
                & Vector512.GreaterThan(asked, Load(limit, l + (kind * Lanes)) + Vector512.Create(RoomOfEight.Slack));
            some |= any;
            found = Vector512.ConditionalSelect(tooMuch, Vector512.Create((double)kind), found);
        }
        var plain = some & Vector512.Equals(found, Vector512.Create((double)Demand.Nothing));
        return Vector512.ConditionalSelect(plain, Vector512.Create((double)Demand.Some), found);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static NeedsOfEight Three(double[] values, int ordinal)
    {
        var row = unchecked(ordinal * Kinds);
        return new(Eight.Load(values, row), Eight.Load(values, row + 1), Eight.Load(values, row + 2));
    }

    private static Vector512<double> Load(double[] values, int at) => Vector512.Create(values, at);

    /// <summary>Where the three kinds of a pool or list begin.</summary>
    private static int At(int ordinal)
    {
        unchecked
        {
            return ordinal * Kinds * Lanes;
        }
    }
}
