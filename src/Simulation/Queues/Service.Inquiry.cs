using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>
/// A decision takes an inquiry first, and care takes time to arrange: whoever can wait is not served before that is over,
/// however much room there is. How long differs between products; who is ready is served in the order of arrival.
/// </summary>
internal sealed partial class Service
{
    /// <summary>Shape [List, Lane]; weeks.</summary>
    private double[] inquiry = new double[plan.ListLanes];

    /// <summary>Per desk, over lists and lanes; 0 where everybody may be served in the week of arrival.</summary>
    private readonly int[] longest = new int[plan.Desks.Length];

    /// <summary>How long inquiries take in this step.</summary>
    public void Begin(QueueInputs inputs)
    {
        inquiry = inputs.Inquiry;
        for (var d = 0; d < plan.Desks.Length; d++)
        {
            longest[d] = 0;
            foreach (var list in plan.Desks[d].Lists)
            {
                foreach (var length in QueueInputs.Of(inquiry, list))
                {
                    longest[d] = Math.Max(longest[d], (int)length);
                }
            }
        }
    }

    private void ServeAfterInquiry(BusyDesk desk, int most, int week)
    {
        var (all, others) = (default(NeedsOfEight), Nobody);
        foreach (var list in desk.Lists)
        {
            Eight.Add(outputs.Arrived, list, Come(list));
            StartNow(list, 0, Come(list, 0));
            waiting.Add(list, 0, week, Come(list, 1));
            waiting.Add(list, 1, week, Come(list, 2));
            var people = waiting.Until(list, ReadyAt(list, week), week, most);
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
                StartReady(list, now, ReadyAt(list, week), week);
            }
        }
        var (stop, stuck) = (Vector512.Create((double)Constraint.Staff), Vector512.AndNot(here, fits));
        if (Eight.IsAny(stuck))
        {
            var stopped = ServeInOrder(desk, 0, stuck, week, ref stop);
            ServeInOrder(desk, 1, Vector512.AndNot(stuck, stopped), week, ref stop);
        }
        foreach (var list in desk.Lists)
        {
            // Where all fit, only those are left whom the pool could not serve at all.
            var left = stuck | (here & capacity.IsBeyond(list));
            if (Eight.IsAny(left))
            {
                Hold(list, waiting.Until(list, ReadyAt(list, week), week, most) & left, stop);
            }
        }
    }

    /// <summary>Who came later than this week cannot be served yet.</summary>
    private Vector512<double> ReadyAt(int list, int week) => Vector512.Create((double)week) - Eight.Load(inquiry, list);

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
