using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Nobody appears, nobody gets lost (law P2); nobody waits where nothing is scarce.</summary>
public sealed class ConservationTests
{
    [Fact]
    public void P2_who_waited_and_who_came_waits_or_started_or_left() =>
        Prop.ForAll<int>(seed => IsConserved(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(7, 11));

    [Fact]
    public void Without_scarcity_all_start_in_the_week_of_their_request() =>
        Prop.ForAll<int>(seed =>
            {
                var random = new Random(seed);
                var plan = Lists.Random(random, random.Next(1, 14));
                var (board, inputs) = (new QueueBoard(plan), Lists.Inputs(plan, random));
                foreach (var limit in (double[][])[inputs.Minutes, inputs.Places, inputs.Cents])
                {
                    Array.Fill(limit, double.PositiveInfinity);
                }
                Array.Clear(inputs.Inquiry);
                board.Step(inputs, Lists.Draws, 1, 2);
                var got = board.Outputs;
                return got.Started.SequenceEqual(got.Arrived)
                    && ((double[][])[got.Waiting, got.WaitedWeeks, got.Held, got.Dropped]).All(a => a.All(v => v == 0))
                    && Enumerable.Range(0, plan.ListLanes).All(i => got.WaitHistogram[FirstBin(i)] == got.Started[i])
                    && AllArrivalsGoThrough(plan, inputs, got);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(7, 11));

    [Fact]
    public void A_step_allocates_nothing()
    {
        var random = new Random(3);
        var plan = Lists.Random(random, 13);
        var (board, inputs) = (new QueueBoard(plan), Lists.Inputs(plan, random));
        board.Step(inputs, Lists.Draws, 1, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 2u; step < 20; step++)
        {
            board.Step(inputs, Lists.Draws, 1, step);
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static bool IsConserved(Random random)
    {
        var plan = Lists.Random(random, random.Next(1, 14));
        var board = new QueueBoard(plan);
        var before = new double[plan.ListLanes];
        for (var step = 0u; step < 5; step++)
        {
            var inputs = Lists.Inputs(plan, random);
            board.Outputs.ForgetWaits();
            board.Step(inputs, Lists.Draws, 1, step);
            board.CountOverNorm(inputs);
            var got = board.Outputs;
            for (var i = 0; i < plan.ListLanes; i++)
            {
                var gone = got.Started[i] + got.Dropped[i] + got.HelpedInformally[i] + got.Worsened[i];
                if (before[i] + got.Arrived[i] != got.Waiting[i] + gone || got.OverNorm[i] > got.Waiting[i])
                {
                    return false;
                }
                if (
                    Enumerable.Range(0, WaitBins.Count).Sum(b => got.WaitHistogram[FirstBin(i) + (b * 8)])
                    != got.Started[i]
                )
                {
                    return false;
                }
                before[i] = got.Waiting[i];
            }
            if (!AllArrivalsGoThrough(plan, inputs, got) || board.Outputs.Held.Any(h => h < 0))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Who is decided on comes to the list where care starts, in the same step.</summary>
    private static bool AllArrivalsGoThrough(QueuePlan plan, QueueInputs inputs, QueueOutputs got)
    {
        var expected = inputs.Arrivals.ToArray();
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            for (var lane = 0; lane < Block8.Size && plan.Lists[list].IsDecision; lane++)
            {
                expected[Lists.At(plan.Lists[list].Destination, lane)] += got.Started[Lists.At(list, lane)];
            }
        }
        return expected.SequenceEqual(got.Arrived);
    }

    private static int FirstBin(int listLane) =>
        QueueOutputs.HistogramAt(listLane / Block8.Size, 0, listLane % Block8.Size);
}
