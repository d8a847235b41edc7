using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who is in care in each week of a step. Of those who were in care before, the step tells how many end: evenly over its
/// weeks. Of those who start within it, the true ends are drawn later: here they end as expected. Both as whole people: where
/// an expected number is cut off depends on one random start per list and step, so that it is right on average.
/// </summary>
internal sealed class StepOccupancy(QueuePlan plan)
{
    private const int Lanes = Block8.Size;

    /// <summary>Shape [List, Lane], in [0, 1): where the ends of who was in care, and of who starts, are cut off.</summary>
    private readonly double[] cutOld = new double[plan.ListLanes];
    private readonly double[] cutNew = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane]: who started in this step, and in the week before this one.</summary>
    private readonly double[] entered = new double[plan.ListLanes];
    private readonly double[] fresh = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane]: of those who started, who is expected still to be in care; without the fresh.</summary>
    private readonly double[] staying = new double[plan.ListLanes];

    public void Begin(in QueueDraws at)
    {
        Array.Clear(entered);
        Array.Clear(fresh);
        Array.Clear(staying);
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            if (!plan.Lists[list].IsDecision)
            {
                var address = at.At(list, Purpose.QueueEnds);
                at.Draws.Uniforms(address, QueueInputs.Of(cutOld, list), QueueInputs.Of(cutNew, list));
            }
        }
    }

    /// <summary>Who is in care at the end of a week if nobody else starts in it.</summary>
    public void Count(QueueInputs inputs, int list, int week, Span<double> people)
    {
        var gone = (week + 1.0) / plan.WeeksPerStep;
        for (var lane = 0; lane < Lanes; lane++)
        {
            var i = (list * Lanes) + lane;
            var survival = inputs.Survival[i];
            // Who started in the week before did so halfway on average: a week and a half ago by the end of this one.
            staying[i] = (staying[i] * survival) + (fresh[i] * survival * (1 + survival) * 0.5);
            fresh[i] = 0;
            var ended = Math.Min(inputs.Ends[i], Math.Floor((inputs.Ends[i] * gone) + cutOld[i]));
            var endedSoon = Math.Min(entered[i], Math.Floor(entered[i] - staying[i] + cutNew[i]));
            people[lane] = inputs.Open[i] - ended + entered[i] - endedSoon;
        }
    }

    /// <summary>The same for eight replicates.</summary>
    public void Enter(int list, ReadOnlySpan<double> people)
    {
        LaneSums.Add(QueueInputs.Of(entered, list), people);
        LaneSums.Add(QueueInputs.Of(fresh, list), people);
    }

    public void Enter(int list, int lane, double people)
    {
        entered[(list * Lanes) + lane] += people;
        fresh[(list * Lanes) + lane] += people;
    }
}
