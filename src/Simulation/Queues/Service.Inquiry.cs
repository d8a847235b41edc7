using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Queues;

/// <summary>
/// A decision takes an inquiry first: whoever can wait is not decided on before it is over, however much room there is. Who
/// came in one week is ready in one week, so the order of service is that of the other desks.
/// </summary>
internal sealed partial class Service
{
    /// <summary>Shape [Desk, Lane]; weeks.</summary>
    private readonly double[] inquiry = new double[plan.Desks.Length * Lanes];

    /// <summary>Per desk, over the lanes; 0 where decisions are taken in the week of the request, and at desks for a start.</summary>
    private readonly int[] longest = new int[plan.Desks.Length];

    /// <summary>How long inquiries take in this step.</summary>
    public void Begin(QueueInputs inputs)
    {
        for (var d = 0; d < plan.Desks.Length; d++)
        {
            var first = plan.Desks[d].Lists[0];
            longest[d] = 0;
            for (var lane = 0; lane < Lanes && plan.Lists[first].IsDecision; lane++)
            {
                var length = inputs.Inquiry[(first * Lanes) + lane];
                inquiry[(d * Lanes) + lane] = length;
                longest[d] = Math.Max(longest[d], (int)length);
            }
        }
    }

    private void ServeAfterInquiry(Desk desk, Vector512<double> length, int most, int week)
    {
        var ready = Vector512.Create((double)week) - length;
        var (all, others) = (default(NeedsOfEight), Nobody);
        foreach (var list in desk.Lists)
        {
            Eight.Add(outputs.Arrived, list, Come(list));
            StartNow(list, 0, Come(list, 0));
            waiting.Add(list, 0, week, Come(list, 1));
            waiting.Add(list, 1, week, Come(list, 2));
            var people = Ready(list, ready, week, most);
            others += people;
            all += capacity.NeedsOf(list, Vector512.AndNot(people, capacity.IsBeyond(list)));
        }
        var here = Vector512.GreaterThan(others, Nobody);
        if (!Eight.IsAny(here))
        {
            return;
        }
        var fits = capacity.Fits(desk.Pool, all) & here;
        foreach (var list in desk.Lists)
        {
            var now = (Vector512.AndNot(fits, capacity.IsBeyond(list)) | capacity.NeedsNothing(list)) & here;
            if (Eight.IsAny(now))
            {
                StartReady(list, now, ready, week);
            }
        }
        var (stop, stuck) = (Vector512.Create((double)Constraint.Staff), Vector512.AndNot(here, fits));
        if (Eight.IsAny(stuck))
        {
            var stopped = ServeInOrder(desk, 0, stuck, week, ready, ref stop);
            ServeInOrder(desk, 1, Vector512.AndNot(stuck, stopped), week, ready, ref stop);
        }
        foreach (var list in desk.Lists)
        {
            Hold(list, Ready(list, ready, week, most) & here, stop);
        }
    }

    /// <summary>Who waits on a list and could be decided on.</summary>
    private Vector512<double> Ready(int list, Vector512<double> ready, int week, int most) =>
        waiting.Counts(list) - waiting.Since(list, 0, ready, week, most) - waiting.Since(list, 1, ready, week, most);

    private void StartReady(int list, Vector512<double> here, Vector512<double> ready, int week)
    {
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            while (true)
            {
                var due = here & Vector512.LessThanOrEqual(waiting.Oldest(list, urgency), ready);
                var people = waiting.Front(list, urgency) & due;
                if (people == Nobody)
                {
                    break;
                }
                StartOldest(list, urgency, people, week);
            }
        }
    }
}
