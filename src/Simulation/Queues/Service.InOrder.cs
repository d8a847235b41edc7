using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Queues;

/// <summary>Not all fit: who is next, cohort by cohort, and how the last cohort shares what is left.</summary>
internal sealed partial class Service
{
    /// <summary>Parts of a person that are told apart: rounding does not decide who is next.</summary>
    private const double Grain = 1 << 20;

    // Scratch of one class at one desk. Shape [List of the desk, Lane]: the cohort whose turn it is, the last one, which does
    // not fit, the parts of a person cut off from that, who began in all, and the weeks that they waited.
    private readonly double[] cohort = new double[MostLists(plan) * Lanes];
    private readonly double[] last = new double[MostLists(plan) * Lanes];
    private readonly double[] part = new double[MostLists(plan) * Lanes];
    private readonly double[] begun = new double[MostLists(plan) * Lanes];
    private readonly double[] weeks = new double[MostLists(plan) * Lanes];

    // Scratch of a cohort that starts. Shape [Lane].
    private readonly double[] bins = new double[Lanes];
    private readonly double[] counted = new double[Lanes];

    /// <summary>Serves a class cohort by cohort until one does not fit.</summary>
    /// <returns>Where somebody could not start.</returns>
    private Vector512<double> ServeInOrder(
        BusyDesk desk,
        int urgency,
        Vector512<double> here,
        int week,
        ref Vector512<double> stop
    )
    {
        var (stopped, lastWaited, lastNeeds) = (Nobody, Nobody, default(NeedsOfEight));
        if (!TakeCohort(desk, urgency, here, week, out var came, out var needs))
        {
            return stopped;
        }
        begun.AsSpan(0, desk.Lists.Length * Lanes).Clear();
        weeks.AsSpan(0, desk.Lists.Length * Lanes).Clear();
        var room = capacity.RoomOf(desk.Pool);
        do
        {
            here &= Vector512.LessThan(came, Vector512.Create(double.PositiveInfinity));
            var waited = Vector512.Create((double)week) - came;
            var fits = room.Fits(needs) & here;
            var tight = Vector512.AndNot(here, fits);
            if (Eight.IsAny(tight))
            {
                stopped |= tight;
                lastWaited = Vector512.ConditionalSelect(tight, waited, lastWaited);
                lastNeeds = NeedsOfEight.Select(tight, needs, lastNeeds);
                for (var l = 0; l < desk.Lists.Length; l++)
                {
                    Eight.Store(Vector512.ConditionalSelect(tight, Of(cohort, l), Of(last, l)), last, l);
                }
            }
            here = fits;
            for (var l = 0; l < desk.Lists.Length && Eight.IsAny(here); l++)
            {
                var people = Of(cohort, l) & here;
                room.Use(capacity.NeedsOf(desk.Lists[l], people));
                TakeOut(desk.Lists[l], urgency, l, people, waited);
            }
        } while (TakeCohort(desk, urgency, here, week, out came, out needs));
        if (Eight.IsAny(stopped))
        {
            Divide(desk, stopped, lastNeeds, ref room, ref stop);
            for (var l = 0; l < desk.Lists.Length; l++)
            {
                TakeOut(desk.Lists[l], urgency, l, Of(last, l) & stopped, lastWaited);
            }
        }
        capacity.Keep(desk.Pool, room.Used);
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            Begin(desk.Lists[l], urgency + 1, Of(begun, l), Of(weeks, l));
        }
        return stopped;
    }

    /// <summary>Finds those who wait longest, over all lists of the desk, and what they ask.</summary>
    /// <param name="here">Where to look.</param>
    /// <param name="week">Whose inquiry is not over by then does not count.</param>
    /// <param name="came">The week in which they came; +∞ where nobody waits.</param>
    /// <returns>Whether anybody waits where it looked.</returns>
    private bool TakeCohort(
        BusyDesk desk,
        int urgency,
        Vector512<double> here,
        int week,
        out Vector512<double> came,
        out NeedsOfEight needs
    )
    {
        var none = Vector512.Create(double.PositiveInfinity);
        var first = none;
        foreach (var list in desk.Lists)
        {
            var oldest = waiting.Oldest(list, urgency);
            oldest = Vector512.ConditionalSelect(
                capacity.IsBeyond(list) | Vector512.GreaterThan(oldest, ReadyAt(list, week)),
                none,
                oldest
            );
            first = Vector512.ConditionalSelect(Vector512.LessThan(oldest, first), oldest, first);
        }
        came = first;
        needs = default;
        here &= Vector512.LessThan(first, none);
        if (!Eight.IsAny(here))
        {
            return false;
        }
        var all = default(NeedsOfEight);
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            var list = desk.Lists[l];
            // Who came in the same week to another list may not be ready yet.
            var next =
                Vector512.Equals(waiting.Oldest(list, urgency), first)
                & Vector512.LessThanOrEqual(first, ReadyAt(list, week))
                & here;
            var people = waiting.Front(list, urgency) & Vector512.AndNot(next, capacity.IsBeyond(list));
            Eight.Store(people, cohort, l);
            all += capacity.NeedsOf(list, people);
        }
        needs = all;
        return true;
    }

    /// <summary>
    /// Shares what is left over a cohort that does not fit: each list its part rounded down, then one more in the order of the
    /// parts that were cut off (the largest remainder), until somebody does not fit.
    /// </summary>
    /// <param name="here">Where that is so; there the last cohort is set to those of it who start.</param>
    private void Divide(
        BusyDesk desk,
        Vector512<double> here,
        in NeedsOfEight needs,
        ref RoomOfEight room,
        ref Vector512<double> stop
    )
    {
        var shortage = room.ShortageOf(needs);
        var nothing = Vector512.Create(-1.0);
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            var people = Of(last, l) & here;
            var exact = shortage.PartOf(people);
            var whole = Vector512.Floor(exact);
            var cutOff = Vector512.Floor(((exact - whole) * Vector512.Create(Grain)) + Vector512.Create(0.5));
            Eight.Store(Vector512.ConditionalSelect(Vector512.LessThan(whole, people), cutOff, nothing), part, l);
            Eight.Store(whole, last, l);
            room.Use(capacity.NeedsOf(desk.Lists[l], whole));
        }
        stop = Vector512.ConditionalSelect(here, shortage.By, stop);
        while (Eight.IsAny(here))
        {
            var next = Largest(desk, out var one);
            here &= Vector512.GreaterThanOrEqual(next, Nobody);
            var fits = room.Fits(one) & here;
            var tight = Vector512.AndNot(here, fits);
            if (Eight.IsAny(tight))
            {
                stop = Vector512.ConditionalSelect(tight, room.ShortageOf(one).By, stop);
            }
            here = fits;
            if (Eight.IsAny(here))
            {
                room.Use(NeedsOfEight.Select(here, one, default));
                for (var l = 0; l < desk.Lists.Length; l++)
                {
                    var chosen = Vector512.Equals(next, Vector512.Create((double)l)) & here;
                    Eight.Add(last, l, Vector512<double>.One & chosen);
                    Eight.Store(Vector512.ConditionalSelect(chosen, nothing, Of(part, l)), part, l);
                }
            }
        }
    }

    /// <summary>The first list of the largest part, and what one of its people asks; −1 when none is left.</summary>
    private Vector512<double> Largest(BusyDesk desk, out NeedsOfEight one)
    {
        var best = Vector512.Create(-1.0);
        var at = best;
        one = default;
        for (var l = 0; l < desk.Lists.Length; l++)
        {
            var larger = Vector512.GreaterThan(Of(part, l), best);
            best = Vector512.ConditionalSelect(larger, Of(part, l), best);
            at = Vector512.ConditionalSelect(larger, Vector512.Create((double)l), at);
            one = NeedsOfEight.Select(larger, capacity.NeedsOf(desk.Lists[l], Vector512<double>.One), one);
        }
        return at;
    }

    /// <summary>Those of the cohort who start no longer wait.</summary>
    private void TakeOut(int list, int urgency, int l, Vector512<double> people, Vector512<double> waited)
    {
        if (people == Nobody)
        {
            return;
        }
        waiting.TakeOldest(list, urgency, people);
        Eight.Add(begun, l, people);
        var started = Vector512.GreaterThan(people, Nobody);
        Eight.Add(weeks, l, people * Vector512.ConditionalSelect(started, waited, Nobody));
        CountWaits(list, people, waited, started);
    }

    private void CountWaits(int list, Vector512<double> people, Vector512<double> waited, Vector512<double> started)
    {
        // Lane by lane from memory: a lane of a vector is had by way of it anyhow.
        WaitBins.Of(waited).CopyTo(bins);
        people.CopyTo(counted);
        var used = 0ul;
        var histogram = outputs.WaitHistogram.AsSpan(list * WaitBins.Count * Lanes, WaitBins.Count * Lanes);
        for (var bits = started.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
        {
            var lane = BitOperations.TrailingZeroCount(bits);
            var bin = unchecked((int)bins[lane]);
            used |= 1ul << bin;
            histogram[unchecked((bin * Lanes) + lane)] += counted[lane];
        }
        outputs.BinsUsed[list] |= used;
    }

    private static Vector512<double> Of(double[] perList, int l) => Eight.Load(perList, l);

    private static int MostLists(QueuePlan plan) => plan.Desks.IsEmpty ? 0 : plan.Desks.Max(d => d.Lists.Length);
}
