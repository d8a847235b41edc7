using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Chance;

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

    /// <summary>Shape [List, <see cref="ChanceLaw.Width"/>]: the chance to leave.</summary>
    private readonly double[] laws = new double[plan.Lists.Length * ChanceLaw.Width];
    private readonly RowBatch batch = new();

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
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            ChanceLaw.Write(QueueInputs.Of(chance, list), laws.AsSpan(list * ChanceLaw.Width, ChanceLaw.Width));
        }
    }

    /// <summary>Takes off the lists who leaves at the end of a week.</summary>
    public void Leave(int weekOfStep, in QueueDraws at)
    {
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            batch.Clear();
            for (var list = 0; list < plan.Lists.Length; list++)
            {
                if (waiting.IsAny(list, urgency))
                {
                    batch.Add(WaitingCells.Row(list, urgency), list, at.At(list, Purpose.QueueLeave).Cell);
                }
                if (batch.IsFull || (list == plan.Lists.Length - 1 && batch.Count > 0))
                {
                    var draw = unchecked((uint)((weekOfStep * WaitingCells.Classes) + urgency));
                    batch.Draw(at.Draws, at.Step, (uint)Purpose.QueueLeave, draw);
                    Leave(at.Draws, urgency);
                    batch.Clear();
                }
            }
        }
    }

    private void Leave(BlockDraws draws, int urgency)
    {
        var gone = batch.One[..batch.Length];
        draws.BinomialRows(batch.First, waiting.AllCounts, batch.Rows, laws, batch.Laws, ChanceLaw.Width, gone, []);
        for (var i = 0; i < batch.Count; i++)
        {
            var list = batch.Laws[i];
            var people = Vector512.Create<double>(gone.Slice(i * Lanes, Lanes));
            if (people != Vector512<double>.Zero)
            {
                var start = Vector512.Create<double>(batch.Second.Slice(i * Lanes, Lanes));
                waiting.TakeSample(list, urgency, people, start);
                Eight.Add(left, list, people);
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
