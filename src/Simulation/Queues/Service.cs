using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who starts in a week. Safety first and always, also above capacity; then the urgent, then the rest; within a class first
/// come over all lists of the desk. Nobody is passed over for someone who came later, except by whom the pool could not
/// serve at all.
/// </summary>
internal sealed partial class Service(
    QueuePlan plan,
    WeekArrivals arrivals,
    WaitingCells waiting,
    WeekCapacity capacity,
    QueueOutputs outputs
)
{
    private const int Lanes = Block8.Size;

    /// <summary>Parts of a person that are told apart: rounding does not decide who is next.</summary>
    private const double Grain = 1 << 20;

    // Scratch of one cohort: those of one class who came in the same week. Shape [list of the desk].
    private readonly int[] cohort = new int[MostLists(plan)];
    private readonly double[] part = new double[MostLists(plan)];

    /// <summary>Serves all desks: decisions first, so that who is decided on at once can start at once.</summary>
    public void Serve(int week)
    {
        foreach (var desk in plan.Desks)
        {
            foreach (var list in desk.Lists)
            {
                Add(outputs.Arrived, list * Lanes, Come(list));
            }
            var done = StartAtOnce(desk).AsInt64();
            for (var lane = 0; lane < Lanes; lane++)
            {
                if (done[lane] == 0)
                {
                    ServeLane(desk, lane, week);
                }
            }
        }
    }

    private void ServeLane(Desk desk, int lane, int week)
    {
        var all = default(Needs);
        var isAnyone = false;
        foreach (var list in desk.Lists)
        {
            var people = arrivals.Of(list);
            if (people[lane] > 0)
            {
                Start(list, lane, 0, people[lane], 0);
            }
            var others = people[Lanes + lane] + people[(2 * Lanes) + lane] + waiting.Count(list, lane);
            if (others > 0)
            {
                isAnyone = true;
                if (!capacity.IsBeyond(list, lane, out _))
                {
                    all += capacity.NeedsOf(list, lane, others);
                }
            }
        }
        if (!isAnyone)
        {
            return;
        }
        var fits = capacity.Fits(desk.Pool, lane, all);
        foreach (var list in desk.Lists)
        {
            if ((fits && !capacity.IsBeyond(list, lane, out _)) || capacity.NeedsNothing(list, lane))
            {
                StartAll(list, lane, week);
            }
            else
            {
                Wait(list, lane, week);
            }
        }
        var stop = Constraint.Staff;
        if (!fits && !ServeInOrder(desk, 0, lane, week, ref stop))
        {
            ServeInOrder(desk, 1, lane, week, ref stop);
        }
        Hold(desk, lane, stop);
    }

    /// <summary>Those of this week join the list.</summary>
    private void Wait(int list, int lane, int week)
    {
        var people = arrivals.Of(list);
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            waiting.Add(list, urgency, lane, week, (int)people[((urgency + 1) * Lanes) + lane]);
        }
    }

    private void StartAll(int list, int lane, int week)
    {
        var people = arrivals.Of(list);
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            while (waiting.Count(list, urgency, lane) > 0)
            {
                StartOldest(list, urgency, lane, waiting.OldestCount(list, urgency, lane), week);
            }
            var fresh = people[((urgency + 1) * Lanes) + lane];
            if (fresh > 0)
            {
                Start(list, lane, urgency + 1, fresh, 0);
            }
        }
    }

    /// <summary>Serves a class cohort by cohort until one does not fit.</summary>
    /// <returns>Whether somebody could not start.</returns>
    private bool ServeInOrder(Desk desk, int urgency, int lane, int week, ref Constraint stop)
    {
        while (TakeCohort(desk, urgency, lane, out var needs))
        {
            if (!capacity.Fits(desk.Pool, lane, needs))
            {
                stop = Divide(desk, urgency, lane, week, needs);
                return true;
            }
            for (var l = 0; l < desk.Lists.Length; l++)
            {
                if (cohort[l] > 0)
                {
                    StartOldest(desk.Lists[l], urgency, lane, cohort[l], week);
                }
            }
        }
        return false;
    }

    /// <summary>Finds those who wait longest, over all lists of the desk, and what they ask.</summary>
    private bool TakeCohort(Desk desk, int urgency, int lane, out Needs needs)
    {
        needs = default;
        var first = int.MaxValue;
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            var list = desk.Lists[l];
            cohort[l] = 0;
            if (waiting.Count(list, urgency, lane) == 0 || capacity.IsBeyond(list, lane, out _))
            {
                continue;
            }
            var oldest = waiting.OldestWeek(list, urgency, lane);
            if (oldest < first)
            {
                first = oldest;
                Array.Clear(cohort, 0, l);
                needs = default;
            }
            if (oldest == first)
            {
                cohort[l] = waiting.OldestCount(list, urgency, lane);
                needs += capacity.NeedsOf(list, lane, cohort[l]);
            }
        }
        return first < int.MaxValue;
    }

    /// <summary>
    /// Shares what is left over a cohort that does not fit: each list its part rounded down, then one more in the order of the
    /// parts that were cut off (the largest remainder), until somebody does not fit.
    /// </summary>
    private Constraint Divide(Desk desk, int urgency, int lane, int week, in Needs needs)
    {
        var shortage = capacity.ShortageOf(desk.Pool, lane, needs);
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            part[l] = -1;
            if (cohort[l] > 0)
            {
                var exact = shortage.PartOf(cohort[l]);
                var whole = Math.Floor(exact);
                part[l] = whole < cohort[l] ? Math.Floor(((exact - whole) * Grain) + 0.5) : -1;
                if (whole > 0)
                {
                    StartOldest(desk.Lists[l], urgency, lane, (int)whole, week);
                }
            }
        }
        while (true)
        {
            var next = Largest(part.AsSpan(0, desk.Lists.Length));
            if (next < 0)
            {
                return shortage.By;
            }
            var one = capacity.NeedsOf(desk.Lists[next], lane, 1);
            if (!capacity.Fits(desk.Pool, lane, one))
            {
                return capacity.ShortageOf(desk.Pool, lane, one).By;
            }
            StartOldest(desk.Lists[next], urgency, lane, 1, week);
            part[next] = -1;
        }
    }

    /// <summary>The first of the largest; −1 when none is left.</summary>
    private static int Largest(ReadOnlySpan<double> parts)
    {
        var (best, at) = (-1.0, -1);
        for (var l = 0; l < parts.Length; l++)
        {
            if (parts[l] > best)
            {
                (best, at) = (parts[l], l);
            }
        }
        return at;
    }

    /// <summary>Who waits now does so because of what stopped the first who could not start.</summary>
    private void Hold(Desk desk, int lane, Constraint stop)
    {
        foreach (var list in desk.Lists)
        {
            var people = waiting.Count(list, lane);
            if (people == 0)
            {
                continue;
            }
            var by = capacity.IsBeyond(list, lane, out var beyond) ? beyond : stop;
            outputs.Held[QueueOutputs.HeldAt(list, by, lane)] += people;
        }
    }

    private void StartOldest(int list, int urgency, int lane, int people, int week)
    {
        var waited = week - waiting.OldestWeek(list, urgency, lane);
        waiting.TakeOldest(list, urgency, lane, people);
        Start(list, lane, urgency + 1, people, waited);
    }

    private void Start(int list, int lane, int priority, double people, int waited)
    {
        capacity.Use(list, lane, people);
        outputs.Started[(list * Lanes) + lane] += people;
        outputs.WaitedWeeks[(list * Lanes) + lane] += people * waited;
        outputs.WaitHistogram[QueueOutputs.HistogramAt(list, WaitBins.Of(waited), lane)] += people;
        if (plan.Lists[list].IsDecision)
        {
            arrivals.Of(plan.Lists[list].Destination)[(priority * Lanes) + lane] += people;
        }
    }

    private static int MostLists(QueuePlan plan) => plan.Desks.IsEmpty ? 0 : plan.Desks.Max(d => d.Lists.Length);
}
