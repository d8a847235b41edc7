using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>
/// The waiting lists of one coupling set for eight replicates. A replicate's result depends on its own numbers and its own
/// draws alone. One thread at a time; a step allocates nothing. Method: docs/method/queue.md.
/// </summary>
internal sealed class QueueBoard
{
    private const int Lanes = Block8.Size;

    private readonly QueuePlan plan;
    private readonly QueueRooms? rooms;
    private readonly WaitingCells waiting;
    private readonly WeekArrivals arrivals;
    private readonly WeekCapacity capacity;
    private readonly Service service;
    private readonly Leaving leaving;

    /// <summary>Ordinal of the week that comes next.</summary>
    private int week;

    /// <param name="rooms">Where large arrays are had from, and <see cref="GiveRoom"/> gives them back to; null: they are made.</param>
    public QueueBoard(QueuePlan plan, QueueRooms? rooms = null)
    {
        (this.plan, this.rooms) = (plan, rooms);
        Outputs = new(plan, rooms);
        waiting = new(plan.Lists.Length, rooms);
        arrivals = new(plan);
        capacity = new(plan);
        service = new(plan, arrivals, waiting, capacity, Outputs);
        leaving = new(plan, waiting, Outputs);
        Clear();
    }

    public QueuePlan Plan => plan;

    /// <summary>What the last step came to; overwritten by the next.</summary>
    public QueueOutputs Outputs { get; }

    /// <summary>Nobody waits.</summary>
    public void Clear()
    {
        waiting.Clear();
        Outputs.Clear();
        Outputs.ForgetWaits();
        week = WaitingCells.Weeks;
    }

    /// <summary>Ends the use of the board: its large arrays go to who comes next.</summary>
    public void GiveRoom() => rooms?.Keep(waiting.GiveRoom(), Outputs.GiveRoom());

    /// <summary>One step: week by week who comes, who starts, who leaves the list.</summary>
    /// <param name="set">Ordinal of the coupling set; below 65,536. Part of the address of the draws.</param>
    /// <param name="step">Ordinal of the step in the run. Part of the address of the draws.</param>
    public void Step(QueueInputs inputs, BlockDraws draws, uint set, uint step)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(set, QueueDraws.MostSets);
        var at = new QueueDraws(draws, set, step);
        Outputs.Clear();
        arrivals.Begin(inputs, at);
        capacity.Begin(inputs, at);
        leaving.Begin(inputs);
        service.Begin(inputs);
        for (var weekOfStep = 0; weekOfStep < plan.WeeksPerStep; weekOfStep++, week++)
        {
            arrivals.Come(weekOfStep, at);
            capacity.OpenWeek(inputs, weekOfStep);
            service.Serve(week);
            capacity.CloseWeek(Outputs.MinutesUsed);
            leaving.Leave(weekOfStep, at);
        }
        leaving.Divide(inputs, at);
        CountWaiting();
    }

    /// <summary>
    /// Puts people on a list who came before the first step: evenly over as many weeks back as makes their mean wait so far
    /// the given one. They are of the class without urgency.
    /// </summary>
    /// <param name="people">Shape [8]; whole.</param>
    /// <param name="meanWeeks">Weeks waited so far, on average; ≥ 0.</param>
    public void Seed(int list, ReadOnlySpan<double> people, double meanWeeks)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(meanWeeks);
        // Who comes next week has waited 0; evenly over ages ½ … k − ½ the mean is k/2.
        var weeks = (int)Math.Clamp(Math.Floor((2 * meanWeeks) + 0.5), 1, WaitingCells.Weeks - 1);
        for (var lane = 0; lane < Lanes; lane++)
        {
            var row = new SystematicSample(weeks, (long)people[lane], 0);
            for (var back = weeks; back >= 1; back--)
            {
                waiting.Add(list, WaitingCells.Classes - 1, lane, week - back, (int)row.Take(1));
            }
        }
    }

    /// <summary>
    /// Hands all who wait over to the board of another plan, which goes on from here: for when pools change. That board is
    /// cleared first.
    /// </summary>
    /// <exception cref="ArgumentException">People wait on a list that has no share.</exception>
    public void Remap(QueueBoard into, ImmutableArray<ListShare> shares)
    {
        into.Clear();
        into.week = week;
        Handover.Move(plan, waiting, into.waiting, shares, week);
        Clear();
    }

    /// <summary>The same where the lists of both plans are the same and only the pools that they wait for differ.</summary>
    /// <exception cref="ArgumentException">The other plan has another number of lists.</exception>
    public void Remap(QueueBoard into)
    {
        if (into.plan.Lists.Length != plan.Lists.Length)
        {
            throw new ArgumentException("the plans have different lists", nameof(into));
        }
        Remap(into, [.. Enumerable.Range(0, plan.Lists.Length).Select(l => new ListShare(l, l, 1))]);
    }

    /// <summary>Who waits on a list now. Shape [8].</summary>
    public void CountWaiting(int list, Span<double> people) => waiting.Counts(list).CopyTo(people);

    /// <summary>Of those who wait after the last step: who does so for longer than the norm. Asked for once a year.</summary>
    public void CountOverNorm(QueueInputs inputs)
    {
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            QueueInputs.Of(Outputs.OverNorm, list).Clear();
            for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
            {
                if (waiting.IsAny(list, urgency))
                {
                    CountOverNorm(inputs, list, urgency);
                }
            }
        }
    }

    private void CountWaiting()
    {
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            CountWaiting(list, QueueInputs.Of(Outputs.Waiting, list));
        }
    }

    /// <summary>Who came in week w has, at the end of week t, waited t − w + ½ on average: that is held against the norm.</summary>
    private void CountOverNorm(QueueInputs inputs, int list, int urgency)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            var i = (list * Lanes) + lane;
            if (waiting.Count(list, urgency, lane) > 0 && inputs.NormWeeks[i] < WaitingCells.Weeks)
            {
                Outputs.OverNorm[i] += waiting.CountBefore(list, urgency, lane, week - 0.5 - inputs.NormWeeks[i]);
            }
        }
    }
}
