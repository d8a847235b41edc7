using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>
/// What the pools can do in a week, what they do, and what one more person would ask of them: minutes, places, cents.
/// </summary>
internal sealed partial class WeekCapacity(QueuePlan plan)
{
    private const int Lanes = Block8.Size;
    private const int Kinds = QueueOutputs.Constraints;

    /// <summary>Rounding in sums of minutes and cents keeps nobody out.</summary>
    private const double Slack = 1e-6;

    /// <summary>Shape [Pool, Constraint, Lane].</summary>
    private readonly double[] limit = new double[plan.PoolLanes * Kinds];
    private readonly double[] used = new double[plan.PoolLanes * Kinds];

    /// <summary>Shape [List, Constraint, Lane].</summary>
    private readonly double[] need = new double[plan.ListLanes * Kinds];

    /// <summary>Shape [List, Lane].</summary>
    private readonly Demand[] demand = new Demand[plan.ListLanes];

    private readonly StepOccupancy inCare = new(plan);

    /// <summary>What one person of a list asks, seen from the whole pool.</summary>
    private enum Demand : byte
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
            for (var lane = 0; lane < Lanes; lane++)
            {
                var from = (pool * Lanes) + lane;
                var to = At(pool, Constraint.Staff, lane);
                limit[to] = inputs.Minutes[from];
                limit[to + Lanes] = plan.Pools[pool].HasPlaces
                    ? inputs.Places[from] - inputs.Blocked[from]
                    : double.PositiveInfinity;
                limit[to + (2 * Lanes)] = inputs.Cents[from];
            }
        }
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var (pool, isDecision) = (plan.Lists[list].Pool, plan.Lists[list].IsDecision);
            var places = plan.Pools[pool].HasPlaces && !isDecision ? 1 : 0;
            for (var lane = 0; lane < Lanes; lane++)
            {
                var from = (list * Lanes) + lane;
                var to = At(list, Constraint.Staff, lane);
                need[to] = inputs.MinutesEach[from];
                need[to + Lanes] = places;
                need[to + (2 * Lanes)] = inputs.CentsEach[from];
                demand[from] = DemandOf(to, At(pool, Constraint.Staff, lane));
            }
        }
    }

    /// <summary>Counts what those in care take in a week of the step; intake has begun on nothing yet.</summary>
    public void OpenWeek(QueueInputs inputs, int week)
    {
        Array.Clear(used);
        Span<double> people = stackalloc double[Lanes];
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            if (plan.Lists[list].IsDecision)
            {
                continue;
            }
            inCare.Count(inputs, list, week, people);
            var (n, u) = (At(list, Constraint.Staff, 0), At(plan.Lists[list].Pool, Constraint.Staff, 0));
            for (var lane = 0; lane < Lanes; lane++)
            {
                unchecked
                {
                    used[u + lane] += people[lane] * need[n + lane];
                    used[u + lane + Lanes] += people[lane] * need[n + lane + Lanes];
                    used[u + lane + (2 * Lanes)] += people[lane] * need[n + lane + (2 * Lanes)];
                }
            }
        }
    }

    /// <summary>Adds the minutes of a week, once all are served.</summary>
    public void CloseWeek(double[] minutesUsed)
    {
        for (var pool = 0; pool < plan.Pools.Length; pool++)
        {
            var from = used.AsSpan(At(pool, Constraint.Staff, 0), Lanes);
            var to = QueueInputs.Of(minutesUsed, pool);
            for (var lane = 0; lane < Lanes; lane++)
            {
                to[lane] += from[lane];
            }
        }
    }

    /// <summary>Whether one person of the list asks more than the whole pool has, and of what.</summary>
    public bool IsBeyond(int list, int lane, out Constraint of)
    {
        var asked = demand[(list * Lanes) + lane];
        of = (Constraint)asked;
        return asked < Demand.Some;
    }

    public bool NeedsNothing(int list, int lane) => demand[(list * Lanes) + lane] == Demand.Nothing;

    /// <summary>Takes people on.</summary>
    public void Use(int list, int lane, double people)
    {
        unchecked
        {
            var (n, u) = (At(list, Constraint.Staff, lane), At(plan.Lists[list].Pool, Constraint.Staff, lane));
            used[u] += people * need[n];
            used[u + Lanes] += people * need[n + Lanes];
            used[u + (2 * Lanes)] += people * need[n + (2 * Lanes)];
            if (!plan.Lists[list].IsDecision)
            {
                inCare.Enter(list, lane, people);
            }
        }
    }

    /// <summary>What people of a list would ask.</summary>
    public Needs NeedsOf(int list, int lane, double people)
    {
        unchecked
        {
            var n = At(list, Constraint.Staff, lane);
            return new(people * need[n], people * need[n + Lanes], people * need[n + (2 * Lanes)]);
        }
    }

    /// <summary>Whether all that is asked can be given.</summary>
    public bool Fits(int pool, int lane, in Needs needs)
    {
        unchecked
        {
            var u = At(pool, Constraint.Staff, lane);
            return Fits(u, needs.Minutes) && Fits(u + Lanes, needs.Places) && Fits(u + (2 * Lanes), needs.Cents);
        }
    }

    /// <summary>What limits those who ask the most, as what is left of it over what they ask of it.</summary>
    public Shortage ShortageOf(int pool, int lane, in Needs needs)
    {
        var u = At(pool, Constraint.Staff, lane);
        var worst = new Shortage(1, 1, Constraint.Staff);
        worst = Worse(worst, new(limit[u] - used[u], needs.Minutes, Constraint.Staff));
        worst = Worse(worst, new(limit[u + Lanes] - used[u + Lanes], needs.Places, Constraint.Space));
        return Worse(worst, new(limit[u + (2 * Lanes)] - used[u + (2 * Lanes)], needs.Cents, Constraint.Money));
    }

    private static Shortage Worse(in Shortage a, in Shortage b) =>
        b.Asked > 0 && b.Left / b.Asked < a.Left / a.Asked ? b : a;

    private bool Fits(int at, double asked) => !(asked > 0) || used[at] + asked <= limit[at] + Slack;

    private Demand DemandOf(int n, int l)
    {
        var some = false;
        for (var kind = 0; kind < Kinds; kind++)
        {
            var asked = need[n + (kind * Lanes)];
            some |= asked > 0;
            if (asked > 0 && asked > limit[l + (kind * Lanes)] + Slack)
            {
                return (Demand)kind;
            }
        }
        return some ? Demand.Some : Demand.Nothing;
    }

    private static int At(int ordinal, Constraint constraint, int lane)
    {
        unchecked
        {
            return (((ordinal * Kinds) + (int)constraint) * Lanes) + lane;
        }
    }
}
