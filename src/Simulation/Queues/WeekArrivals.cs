using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Queues;

/// <summary>Who comes, week by week and by class: the arrivals of a step divided by chance.</summary>
internal sealed class WeekArrivals(QueuePlan plan)
{
    /// <summary>Safety, urgent, the rest; in the order of service.</summary>
    public const int Classes = 3;

    private const int Lanes = Block8.Size;

    private readonly int weeks = plan.WeeksPerStep;

    /// <summary>Shape [List, Class, Lane]: those of this week.</summary>
    private readonly double[] coming = new double[plan.ListLanes * Classes];

    /// <summary>Shape [List, Class, Lane]: those of the weeks after this one, and after the next.</summary>
    private readonly double[] later = new double[plan.ListLanes * Classes];
    private readonly double[] muchLater = new double[plan.ListLanes * Classes];

    /// <summary>Shape [2, <see cref="ChanceLaw.Width"/>]: who comes now or next week comes later.</summary>
    private readonly double[] laws = new double[2 * ChanceLaw.Width];
    private readonly RowBatch batch = new();

    /// <summary>Shape [List, Class]: whether any are still to come in this step.</summary>
    private readonly bool[] isAny = new bool[plan.Lists.Length * Classes];

    /// <summary>Shape [List]: whether any come in this week.</summary>
    private readonly bool[] isComing = new bool[plan.Lists.Length];

    /// <summary>Shape [Class, Lane] of a list.</summary>
    public Span<double> Of(int list) => coming.AsSpan(list * Classes * Lanes, Classes * Lanes);

    /// <summary>Of a class of a list.</summary>
    public Vector512<double> Of(int list, int priority) => Eight.Load(coming, unchecked((list * Classes) + priority));

    /// <summary>Whether anybody comes to a list in this week, in any replicate.</summary>
    public bool IsAny(int list) => isComing[list];

    /// <summary>Who was decided on in this week comes to the second leg in it.</summary>
    public void Add(int list, int priority, Vector512<double> people)
    {
        Eight.Add(coming, unchecked((list * Classes) + priority), people);
        isComing[list] = true;
    }

    /// <summary>Divides the arrivals of a step over the classes.</summary>
    public void Begin(QueueInputs inputs, in QueueDraws at)
    {
        Span<double> first = stackalloc double[Lanes];
        Span<double> second = stackalloc double[Lanes];
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var people = QueueInputs.Of(inputs.Arrivals, list);
            if (Eight.Load(inputs.Arrivals, list) == Vector512<double>.Zero)
            {
                isAny.AsSpan(list * Classes, Classes).Clear();
                continue;
            }
            var safety = QueueInputs.Of(inputs.SafetyShare, list);
            var urgent = QueueInputs.Of(inputs.UrgentShare, list);
            for (var lane = 0; lane < Lanes; lane++)
            {
                first[lane] = Math.Min(1, safety[lane] + urgent[lane]);
                second[lane] = first[lane] > 0 ? Math.Min(1, safety[lane] / first[lane]) : 0;
            }
            var classes = later.AsSpan(list * Classes * Lanes, Classes * Lanes);
            var safe = classes[..Lanes];
            var early = classes.Slice(Lanes, Lanes);
            var rest = classes[(2 * Lanes)..];
            at.Draws.Binomials(at.At(list, Purpose.QueueClass), people, first, early, early, second, safe);
            for (var lane = 0; lane < Lanes; lane++)
            {
                rest[lane] = people[lane] - early[lane];
                early[lane] -= safe[lane];
            }
            for (var c = 0; c < Classes; c++)
            {
                isAny[(list * Classes) + c] = classes.Slice(c * Lanes, Lanes).ContainsAnyExcept(0);
            }
        }
    }

    /// <summary>
    /// Who comes in a week: of n people for k more weeks each has the chance 1/k. Two weeks share an address: what is drawn is
    /// who comes later, and of those who comes later still.
    /// </summary>
    public void Come(int week, in QueueDraws at)
    {
        Array.Clear(coming);
        Array.Clear(isComing);
        var left = weeks - week;
        if (week % 2 == 0 && left > 1)
        {
            WriteLaws(left);
            for (var c = 0; c < Classes; c++)
            {
                Draw(c, week, at);
            }
            return;
        }
        for (var row = 0; row < isAny.Length; row++)
        {
            if (left == 1)
            {
                Eight.Store(Vector512<double>.Zero, muchLater, row);
            }
            if (isAny[row])
            {
                Come(row, Eight.Load(muchLater, row));
            }
        }
    }

    /// <summary>Whoever does not come later comes now.</summary>
    private void Come(int row, Vector512<double> after)
    {
        var now = Eight.Load(later, row) - after;
        Eight.Store(now, coming, row);
        Eight.Store(after, later, row);
        isComing[row / Classes] |= now != Vector512<double>.Zero;
        isAny[row] = after != Vector512<double>.Zero;
    }

    /// <summary>Not now; of those, not next week either.</summary>
    private void WriteLaws(int left)
    {
        for (var lane = 0; lane < Lanes; lane++)
        {
            ChanceLaw.Write(1 - (1.0 / left), lane, laws.AsSpan(0, ChanceLaw.Width));
            ChanceLaw.Write(1 - (1.0 / (left - 1)), lane, laws.AsSpan(ChanceLaw.Width, ChanceLaw.Width));
        }
    }

    private void Draw(int c, int week, in QueueDraws at)
    {
        batch.Clear();
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var row = (list * Classes) + c;
            if (isAny[row])
            {
                batch.Add(row, 0, at.At(list, Purpose.QueueWeek).Cell);
            }
            if (batch.IsFull || (list == plan.Lists.Length - 1 && batch.Count > 0))
            {
                var draw = unchecked((uint)((week * Classes) + c));
                batch.Draw(at.Draws, at.Step, (uint)Purpose.QueueWeek, draw);
                Divide(at.Draws);
                batch.Clear();
            }
        }
    }

    private void Divide(BlockDraws draws)
    {
        var notNow = batch.One[..batch.Length];
        var notNext = batch.Other[..batch.Length];
        draws.BinomialRows(batch.First, later, batch.Rows, laws, batch.Laws, ChanceLaw.Width, notNow, []);
        var next = laws.AsSpan(ChanceLaw.Width);
        draws.BinomialRows(batch.Second, notNow, [], next, batch.Laws, ChanceLaw.Width, notNext, []);
        for (var i = 0; i < batch.Count; i++)
        {
            var row = batch.Rows[i];
            Come(row, Vector512.Create<double>(notNow.Slice(i * Lanes, Lanes)));
            notNext.Slice(i * Lanes, Lanes).CopyTo(muchLater.AsSpan(row * Lanes));
        }
    }
}
