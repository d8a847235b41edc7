using System.Runtime.Intrinsics;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who is in care in each week of a step. Of those who were in care before, the step tells how many end: evenly over its
/// weeks. Of those who start within it, the true ends are drawn later: here they end as expected. Both as whole people: where
/// an expected number is cut off depends on one random start per list and step, so that it is right on average.
/// </summary>
internal sealed class StepOccupancy(QueuePlan plan)
{
    /// <summary>Shape [List, Lane], in [0, 1): where the ends of who was in care, and of who starts, are cut off.</summary>
    private readonly double[] cutOld = new double[plan.ListLanes];
    private readonly double[] cutNew = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane]: who started in this step, and in the week before this one.</summary>
    private readonly double[] entered = new double[plan.ListLanes];
    private readonly double[] fresh = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane]: of those who started, who is expected still to be in care; without the fresh.</summary>
    private readonly double[] staying = new double[plan.ListLanes];

    /// <summary>Shape [List]: whether anybody started in this step; whether the cuts of this step are drawn.</summary>
    private readonly bool[] hasEntrants = new bool[plan.Lists.Length];
    private readonly bool[] isDrawn = new bool[plan.Lists.Length];
    private QueueDraws draws;

    public void Begin(in QueueDraws at)
    {
        draws = at;
        Array.Clear(entered);
        Array.Clear(fresh);
        Array.Clear(staying);
        Array.Clear(hasEntrants);
        Array.Clear(isDrawn);
    }

    /// <summary>Who is in care at the end of a week if nobody else starts in it. Eight replicates.</summary>
    public Vector512<double> Count(QueueInputs inputs, int list, int week)
    {
        var open = Eight.Load(inputs.Open, list);
        if (!hasEntrants[list] && open == Vector512<double>.Zero)
        {
            return open;
        }
        if (!isDrawn[list])
        {
            Draw(list);
        }
        var gone = Vector512.Create((week + 1.0) / plan.WeeksPerStep);
        var (survival, began, ends) = (
            Eight.Load(inputs.Survival, list),
            Eight.Load(entered, list),
            Eight.Load(inputs.Ends, list)
        );
        // Who started in the week before did so halfway on average: a week and a half ago by the end of this one.
        var recent = Eight.Load(fresh, list) * survival * (Vector512<double>.One + survival) * Vector512.Create(0.5);
        var stays = (Eight.Load(staying, list) * survival) + recent;
        Eight.Store(stays, staying, list);
        Eight.Store(Vector512<double>.Zero, fresh, list);
        var ended = Vector512.Min(ends, Vector512.Floor((ends * gone) + Eight.Load(cutOld, list)));
        var endedSoon = Vector512.Min(began, Vector512.Floor(began - stays + Eight.Load(cutNew, list)));
        return open - ended + began - endedSoon;
    }

    /// <summary>Where nobody is in care nothing is cut off: the cuts are drawn for who needs them.</summary>
    private void Draw(int list)
    {
        var address = draws.At(list, Purpose.QueueEnds);
        draws.Draws.Uniforms(address, QueueInputs.Of(cutOld, list), QueueInputs.Of(cutNew, list));
        isDrawn[list] = true;
    }

    /// <summary>People start.</summary>
    public void Enter(int list, Vector512<double> people)
    {
        Eight.Add(entered, list, people);
        Eight.Add(fresh, list, people);
        hasEntrants[list] = true;
    }
}
