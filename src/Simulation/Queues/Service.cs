using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who starts in a week. Safety first and always, also above capacity; then the urgent, then the rest; within a class first
/// come over all lists of the desk. Nobody is passed over for someone who came later, except by whom the pool could not
/// serve at all. Eight replicates are served at once, each as it would be alone: a mask says which are meant.
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
    private static readonly Vector512<double> Nobody = Vector512<double>.Zero;
    private readonly int[] busy = new int[MostLists(plan)];

    /// <summary>Serves all desks: decisions first, so that who is decided on at once can start at once.</summary>
    public void Serve(int week)
    {
        for (var d = 0; d < plan.Desks.Length; d++)
        {
            var desk = new BusyDesk(plan.Desks[d].Pool, BusyOf(plan.Desks[d]));
            if (desk.Lists.IsEmpty)
            {
                continue;
            }
            if (longest[d] > 0)
            {
                ServeAfterInquiry(desk, longest[d], week);
                continue;
            }
            var slow = ~StartAtOnce(desk);
            if (Eight.IsAny(slow))
            {
                ServeInTurn(desk, slow, week);
            }
        }
    }

    /// <summary>The lists of a desk that anybody comes to or waits on, in any replicate: the others can be passed over.</summary>
    private ReadOnlySpan<int> BusyOf(Desk desk)
    {
        var count = 0;
        foreach (var list in desk.Lists)
        {
            if (arrivals.IsAny(list) || waiting.IsAny(list))
            {
                busy[count++] = list;
            }
        }
        return busy.AsSpan(0, count);
    }

    private void ServeInTurn(BusyDesk desk, Vector512<double> here, int week)
    {
        var (all, others) = (default(NeedsOfEight), Nobody);
        foreach (var list in desk.Lists)
        {
            StartNow(list, 0, Come(list, 0) & here);
            var people = (Come(list, 1) + Come(list, 2) + waiting.Counts(list)) & here;
            others += people;
            all += capacity.NeedsOf(list, Vector512.AndNot(people, capacity.IsBeyond(list)));
        }
        here &= Vector512.GreaterThan(others, Nobody);
        if (!Eight.IsAny(here))
        {
            return;
        }
        var fits = capacity.Fits(desk.Pool, all) & here;
        var quiet = StartUrgent(desk, Vector512.AndNot(here, fits));
        foreach (var list in desk.Lists)
        {
            var now = (Vector512.AndNot(fits, capacity.IsBeyond(list)) | capacity.NeedsNothing(list)) & here;
            if (Eight.IsAny(now))
            {
                StartAll(list, now, week);
            }
            var line = Vector512.AndNot(here, now);
            waiting.Add(
                list,
                0,
                week,
                Come(list, 1) & Vector512.AndNot(line, Vector512.AndNot(quiet, capacity.IsBeyond(list)))
            );
            waiting.Add(list, 1, week, Come(list, 2) & line);
        }
        var (stop, stuck) = (Vector512.Create((double)Constraint.Staff), Vector512.AndNot(here, fits));
        if (Eight.IsAny(stuck))
        {
            var inTurn = Vector512.AndNot(stuck, quiet);
            var stopped = Eight.IsAny(inTurn) ? ServeInOrder(desk, 0, inTurn, week, ref stop) : Nobody;
            ServeInOrder(desk, 1, Vector512.AndNot(stuck, stopped), week, ref stop);
        }
        foreach (var list in desk.Lists)
        {
            Hold(list, waiting.Counts(list) & here, stop);
        }
    }

    /// <summary>The urgent of this week start where none waits and all of them fit: no line is needed to tell who is next.</summary>
    /// <returns>Where that was so.</returns>
    private Vector512<double> StartUrgent(BusyDesk desk, Vector512<double> stuck)
    {
        if (!Eight.IsAny(stuck))
        {
            return stuck;
        }
        var (all, queue) = (default(NeedsOfEight), Nobody);
        foreach (var list in desk.Lists)
        {
            all += capacity.NeedsOf(list, Vector512.AndNot(Urgent(list) & stuck, capacity.IsBeyond(list)));
            queue += waiting.Counts(list, 0);
        }
        var quiet = stuck & Vector512.Equals(queue, Nobody) & capacity.Fits(desk.Pool, all);
        if (Eight.IsAny(quiet))
        {
            foreach (var list in desk.Lists)
            {
                StartNow(list, 1, Vector512.AndNot(Urgent(list) & quiet, capacity.IsBeyond(list)));
            }
        }
        return quiet;
    }

    /// <summary>The urgent who come in this week and ask something: who asks nothing starts with the others.</summary>
    private Vector512<double> Urgent(int list) => Vector512.AndNot(Come(list, 1), capacity.NeedsNothing(list));

    private void StartAll(int list, Vector512<double> here, int week)
    {
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            while ((waiting.Front(list, urgency) & here) is var people && people != Nobody)
            {
                StartOldest(list, urgency, people, week);
            }
            StartNow(list, urgency + 1, Come(list, urgency + 1) & here);
        }
    }

    /// <summary>Who waits now does so because of what stopped the first who could not start.</summary>
    private void Hold(int list, Vector512<double> people, Vector512<double> stop)
    {
        if (people == Nobody)
        {
            return;
        }
        var by = Vector512.ConditionalSelect(capacity.IsBeyond(list), capacity.Beyond(list), stop);
        for (var constraint = 0; constraint < QueueOutputs.Constraints; constraint++)
        {
            var held = people & Vector512.Equals(by, Vector512.Create((double)constraint));
            Eight.Add(outputs.Held, (list * QueueOutputs.Constraints) + constraint, held);
        }
    }

    /// <summary>Those of a list who wait longest start.</summary>
    /// <param name="people">All of them, or none.</param>
    private void StartOldest(int list, int urgency, Vector512<double> people, int week)
    {
        var started = Vector512.GreaterThan(people, Nobody);
        var waited = Vector512.Create((double)week) - waiting.Oldest(list, urgency);
        waited = Vector512.ConditionalSelect(started, waited, Nobody);
        waiting.TakeOldest(list, urgency, people);
        capacity.Use(list, people);
        CountWaits(list, people, waited, started);
        Begin(list, urgency + 1, people, people * waited);
    }

    /// <summary>People start in the week in which they came.</summary>
    private void StartNow(int list, int priority, Vector512<double> people)
    {
        if (people != Nobody)
        {
            capacity.Use(list, people);
            outputs.CountAtOnce(list, people);
            Begin(list, priority, people, Nobody);
        }
    }

    /// <summary>Who started is counted, and goes on to the next leg.</summary>
    /// <param name="waited">Weeks waited, of all of them together.</param>
    private void Begin(int list, int priority, Vector512<double> people, Vector512<double> waited)
    {
        if (people == Nobody)
        {
            return;
        }
        Eight.Add(outputs.Started, list, people);
        Eight.Add(outputs.WaitedWeeks, list, waited);
        if (plan.DestinationOf[list] is >= 0 and var next)
        {
            arrivals.Add(next, priority, people);
        }
        else
        {
            capacity.Enter(list, people);
        }
    }

    /// <summary>Who comes to a list in this week, of all classes.</summary>
    private Vector512<double> Come(int list) => Come(list, 0) + Come(list, 1) + Come(list, 2);

    private Vector512<double> Come(int list, int priority) => arrivals.Of(list, priority);

    /// <summary>A desk as it is in a week: those of its lists that have anybody to serve.</summary>
    private readonly ref struct BusyDesk(int pool, ReadOnlySpan<int> lists)
    {
        public int Pool { get; } = pool;

        public ReadOnlySpan<int> Lists { get; } = lists;
    }
}
