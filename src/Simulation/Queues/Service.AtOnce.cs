using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;

namespace Populatie.Simulation.Queues;

/// <summary>The usual week: nobody waits and all who come can start.</summary>
internal sealed partial class Service
{
    /// <summary>Starts all who come to a desk in those replicates where nobody waits there and all fit.</summary>
    /// <returns>Per lane all bits set where that was so.</returns>
    private Vector512<double> StartAtOnce(BusyDesk desk)
    {
        var (all, come, queue) = (default(NeedsOfEight), Nobody, Nobody);
        foreach (var list in desk.Lists)
        {
            var people = Come(list);
            Eight.Add(outputs.Arrived, list, people);
            come += people;
            all += capacity.NeedsOf(list, people);
            queue += waiting.Counts(list);
        }
        var open = capacity.Fits(desk.Pool, all) & Vector512.Equals(queue, Nobody);
        if ((come & open) != Nobody)
        {
            foreach (var list in desk.Lists)
            {
                StartAtOnce(list, open);
            }
        }
        return open;
    }

    private void StartAtOnce(int list, Vector512<double> open)
    {
        var people = Come(list) & open;
        if (people == Nobody)
        {
            return;
        }
        capacity.Use(list, people);
        Eight.Add(outputs.Started, list, people);
        outputs.CountAtOnce(list, people);
        if (plan.DestinationOf[list] is >= 0 and var next)
        {
            for (var c = 0; c < WeekArrivals.Classes; c++)
            {
                arrivals.Add(next, c, Come(list, c) & open);
            }
        }
        else
        {
            capacity.Enter(list, people);
        }
    }
}
