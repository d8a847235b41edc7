using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

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

    /// <summary>Shape [List, Class]: whether any come in this step.</summary>
    private readonly bool[] isAny = new bool[plan.Lists.Length * Classes];

    /// <summary>Shape [Class, Lane] of a list.</summary>
    public Span<double> Of(int list) => coming.AsSpan(list * Classes * Lanes, Classes * Lanes);

    /// <summary>Of a class of a list.</summary>
    public Vector512<double> Of(int list, int priority) => Eight.Load(coming, unchecked((list * Classes) + priority));

    /// <summary>Who was decided on in this week comes to the second leg in it.</summary>
    public void Add(int list, int priority, Vector512<double> people) =>
        Eight.Add(coming, unchecked((list * Classes) + priority), people);

    /// <summary>Divides the arrivals of a step over the classes.</summary>
    public void Begin(QueueInputs inputs, in QueueDraws at)
    {
        Span<double> first = stackalloc double[Lanes];
        Span<double> second = stackalloc double[Lanes];
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var people = QueueInputs.Of(inputs.Arrivals, list);
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
        Span<double> notNow = stackalloc double[Lanes];
        Span<double> notNext = stackalloc double[Lanes];
        var left = weeks - week;
        notNow.Fill(1 - (1.0 / left));
        notNext.Fill(left > 1 ? 1 - (1.0 / (left - 1)) : 0);
        for (var row = 0; row < isAny.Length; row++)
        {
            if (!isAny[row])
            {
                continue;
            }
            var now = coming.AsSpan(row * Lanes, Lanes);
            var after = later.AsSpan(row * Lanes, Lanes);
            var afterNext = muchLater.AsSpan(row * Lanes, Lanes);
            after.CopyTo(now);
            if (week % 2 == 1)
            {
                afterNext.CopyTo(after);
            }
            else if (left == 1)
            {
                after.Clear();
            }
            else
            {
                var address = at.At(row / Classes, Purpose.QueueWeek, (week * Classes) + (row % Classes));
                at.Draws.Binomials(address, after, notNow, after, after, notNext, afterNext);
            }
            for (var lane = 0; lane < Lanes; lane++)
            {
                now[lane] -= after[lane];
            }
        }
    }
}
