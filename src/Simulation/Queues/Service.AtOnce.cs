using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Queues;

/// <summary>The usual week: nobody waits and all who come can start. For eight replicates at once.</summary>
internal sealed partial class Service
{
    /// <summary>Starts all who come to a desk in those replicates where nobody waits there and all fit.</summary>
    /// <returns>Per lane all bits set where that was so.</returns>
    private Vector512<double> StartAtOnce(Desk desk)
    {
        var (all, come) = (default(NeedsOfEight), Vector512<double>.Zero);
        Span<double> queue = stackalloc double[Lanes];
        queue.Clear();
        foreach (var list in desk.Lists)
        {
            var people = Come(list);
            come += people;
            all += capacity.NeedsOf(list, people);
            if (waiting.IsAny(list))
            {
                for (var lane = 0; lane < Lanes; lane++)
                {
                    queue[lane] += waiting.Count(list, lane);
                }
            }
        }
        var open = capacity.Fits(desk.Pool, all) & Vector512.Equals(Load(queue), Vector512<double>.Zero);
        if ((come & open) != Vector512<double>.Zero)
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
        if (people == Vector512<double>.Zero)
        {
            return;
        }
        capacity.Use(list, people);
        Add(outputs.Started, list * Lanes, people);
        Add(outputs.WaitHistogram, QueueOutputs.HistogramAt(list, 0, 0), people);
        if (plan.Lists[list].IsDecision)
        {
            var from = arrivals.Of(list);
            var to = arrivals.Of(plan.Lists[list].Destination);
            for (var c = 0; c < WeekArrivals.Classes; c++)
            {
                var next = to.Slice(c * Lanes, Lanes);
                Store(Load(next) + (Load(from.Slice(c * Lanes, Lanes)) & open), next);
            }
        }
    }

    /// <summary>Who comes to a list in this week, of all classes.</summary>
    private Vector512<double> Come(int list)
    {
        var people = arrivals.Of(list);
        return Load(people[..Lanes]) + Load(people.Slice(Lanes, Lanes)) + Load(people[(2 * Lanes)..]);
    }

    private static void Add(double[] into, int at, Vector512<double> people)
    {
        var eight = into.AsSpan(at, Lanes);
        Store(Load(eight) + people, eight);
    }

    private static Vector512<double> Load(ReadOnlySpan<double> eight) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes]));

    private static void Store(Vector512<double> value, Span<double> eight) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes]));
}
