using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Queues;

/// <summary>
/// Who leaves a list without having been served: gives up, is helped informally, or turns out to need something heavier. How
/// many is drawn per list, class and week; who they are is a systematic sample of the list; why is drawn once per step.
/// </summary>
internal sealed class Leaving(QueuePlan plan, WaitingCells waiting, QueueOutputs outputs)
{
    private const int Lanes = Block8.Size;

    /// <summary>Shape [List, Lane]: chance per week to leave; of those: the share that does not need something heavier.</summary>
    private readonly double[] chance = new double[plan.ListLanes];
    private readonly double[] givenUp = new double[plan.ListLanes];

    /// <summary>Shape [List, Lane].</summary>
    private readonly double[] left = new double[plan.ListLanes];

    public void Begin(QueueInputs inputs)
    {
        Array.Clear(left);
        for (var i = 0; i < chance.Length; i++)
        {
            var worsens = (1 - inputs.DropOut[i]) * inputs.Worsen[i];
            chance[i] = Math.Min(1, inputs.DropOut[i] + worsens);
            givenUp[i] = chance[i] > 0 ? Math.Min(1, inputs.DropOut[i] / chance[i]) : 0;
        }
    }

    /// <summary>Takes off the lists who leaves at the end of a week.</summary>
    public void Leave(int weekOfStep, in QueueDraws at)
    {
        Span<double> people = stackalloc double[Lanes];
        Span<double> first = stackalloc double[Lanes];
        Span<double> second = stackalloc double[Lanes];
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
            {
                if (!waiting.IsAny(list, urgency))
                {
                    continue;
                }
                waiting.Counts(list, urgency).CopyTo(people);
                var address = at.At(list, Purpose.QueueLeave, (weekOfStep * WaitingCells.Classes) + urgency);
                at.Draws.Binomial(address, people, QueueInputs.Of(chance, list), people);
                if (!people.ContainsAnyExcept(0))
                {
                    continue;
                }
                at.Draws.Uniforms(address, first, second);
                for (var lane = 0; lane < Lanes; lane++)
                {
                    if (people[lane] > 0)
                    {
                        waiting.TakeSample(list, urgency, lane, (int)people[lane], second[lane]);
                        left[(list * Lanes) + lane] += people[lane];
                    }
                }
            }
        }
    }

    /// <summary>Why they left, over the whole step.</summary>
    public void Divide(QueueInputs inputs, in QueueDraws at)
    {
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var gone = QueueInputs.Of(left, list);
            if (!gone.ContainsAnyExcept(0))
            {
                continue;
            }
            var up = QueueInputs.Of(outputs.Dropped, list);
            var helped = QueueInputs.Of(outputs.HelpedInformally, list);
            var worse = QueueInputs.Of(outputs.Worsened, list);
            at.Draws.Binomials(
                at.At(list, Purpose.QueueLeaveReason),
                gone,
                QueueInputs.Of(givenUp, list),
                up,
                up,
                QueueInputs.Of(inputs.Helped, list),
                helped
            );
            for (var lane = 0; lane < Lanes; lane++)
            {
                worse[lane] = gone[lane] - up[lane];
                up[lane] -= helped[lane];
            }
        }
    }
}
