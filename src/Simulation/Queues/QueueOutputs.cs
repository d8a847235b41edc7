using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Queues;

/// <summary>What keeps who is next from starting.</summary>
internal enum Constraint
{
    Staff,
    Space,
    Money,
}

/// <summary>
/// What a step of the queues came to. All counts are whole. Shape [List, Lane] unless said otherwise. Per list and replicate
/// (law P2): waiting before + arrived = waiting after + started + dropped + helped informally + worsened.
/// </summary>
internal sealed class QueueOutputs
{
    public const int Constraints = 3;

    private readonly double[][] all;

    /// <param name="rooms">Where large arrays are had from; null: they are made.</param>
    public QueueOutputs(QueuePlan plan, QueueRooms? rooms = null)
    {
        var perList = plan.ListLanes;
        Arrived = new double[perList];
        Started = new double[perList];
        Dropped = new double[perList];
        HelpedInformally = new double[perList];
        Worsened = new double[perList];
        Waiting = new double[perList];
        OverNorm = new double[perList];
        WaitedWeeks = new double[perList];
        WaitHistogram = rooms?.Histogram(perList * WaitBins.Count) ?? new double[perList * WaitBins.Count];
        BinsUsed = new ulong[plan.Lists.Length];
        Held = new double[perList * Constraints];
        MinutesUsed = new double[plan.PoolLanes];
        all =
        [
            Arrived,
            Started,
            Dropped,
            HelpedInformally,
            Worsened,
            Waiting,
            OverNorm,
            WaitedWeeks,
            Held,
            MinutesUsed,
        ];
    }

    /// <summary>Who came: the arrivals of the inputs and, where care starts, those who were decided on.</summary>
    public double[] Arrived { get; }

    /// <summary>Who began care; for a decision: who was decided on.</summary>
    public double[] Started { get; }

    /// <summary>Who gave up and was not helped elsewhere.</summary>
    public double[] Dropped { get; }

    /// <summary>Who gave up because of help in track 1.</summary>
    public double[] HelpedInformally { get; }

    /// <summary>Who left the list because something heavier is needed.</summary>
    public double[] Worsened { get; }

    /// <summary>Who waits at the end of the step.</summary>
    public double[] Waiting { get; }

    /// <summary>Of them: longer than the norm, after <see cref="QueueBoard.CountOverNorm(QueueInputs)"/>.</summary>
    public double[] OverNorm { get; }

    /// <summary>Weeks waited by those who started, summed.</summary>
    public double[] WaitedWeeks { get; }

    /// <summary>
    /// Those who started since <see cref="ForgetWaits"/>, by weeks waited: it is large, and asked for once a year. Shape
    /// [List, <see cref="WaitBins"/>, Lane].
    /// </summary>
    public double[] WaitHistogram { get; private set; }

    /// <summary>Per list: the bins of <see cref="WaitHistogram"/> in which anybody is, as bits.</summary>
    public ulong[] BinsUsed { get; }

    /// <summary>
    /// Person-weeks waited while that constraint stopped the first who could not start. Shape [List, Constraint, Lane].
    /// </summary>
    public double[] Held { get; }

    /// <summary>Minutes worked in the step, by people in care and decisions. Shape [Pool, Lane].</summary>
    public double[] MinutesUsed { get; }

    internal void Clear()
    {
        foreach (var values in all)
        {
            Array.Clear(values);
        }
    }

    /// <summary>Begins to count waits anew.</summary>
    public void ForgetWaits()
    {
        for (var list = 0; list < BinsUsed.Length; list++)
        {
            for (var used = BinsUsed[list]; used != 0; used &= used - 1)
            {
                WaitHistogram.AsSpan(HistogramAt(list, BitOperations.TrailingZeroCount(used), 0), Block8.Size).Clear();
            }
            BinsUsed[list] = 0;
        }
    }

    /// <summary>Nothing is counted from here on: the room of the waits goes to who comes next.</summary>
    public double[] GiveRoom()
    {
        ForgetWaits();
        var room = WaitHistogram;
        WaitHistogram = [];
        return room;
    }

    /// <summary>Counts people who start in the week in which they came.</summary>
    internal void CountAtOnce(int list, Vector512<double> people)
    {
        Eight.Add(WaitHistogram, unchecked(list * WaitBins.Count), people);
        BinsUsed[list] |= 1;
    }

    internal static int HeldAt(int list, Constraint constraint, int lane) =>
        (((list * Constraints) + (int)constraint) * Block8.Size) + lane;

    internal static int HistogramAt(int list, int bin, int lane) =>
        (((list * WaitBins.Count) + bin) * Block8.Size) + lane;
}
