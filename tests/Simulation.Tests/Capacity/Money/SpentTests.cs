using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Capacity.Money;

public sealed class SpentTests
{
    private const int Lanes = Providers.Lanes;

    /// <summary>
    /// Only money is scarce, nobody's safety is at stake, nobody leaves, and more people ask than it can buy: what those in care
    /// cost in a week stays within what their pool was allocated, on every replicate, and all of it is used up to one client.
    /// </summary>
    [Fact]
    public void P10_spent_stays_within_allocated_on_every_replicate_when_money_makes_people_wait()
    {
        var scenario = Providers.Scarce(uncertain: true) with
        {
            Capacity = new(Staff: false, Space: false, Money: true),
        };
        var plan = Providers.Plan(scenario);
        var (set, block) = (plan.Pools.Sets[0], Providers.Block(plan));
        var board = new QueueBoard(set.Queue);
        var inputs = new QueueInputs(set.Queue);
        var draws = BlockDraws.For(LaneWidth.Scalar, 7, 0);
        var ones = Enumerable.Repeat(1.0, Lanes).ToArray();
        for (var list = 0; list < set.ListCount; list++)
        {
            if (!set.Queue.Lists[list].IsDecision)
            {
                var slot = set.Queue.Lists[list].Slot;
                var pool = plan.Pools.BuurtenOfPool[set.FirstPool + set.Queue.Lists[list].Pool];
                QueueInputs.Of(inputs.Open, list).Fill(pool.Sum(b => plan.Use.Open(b, slot)));
                QueueInputs.Of(inputs.Arrivals, list).Fill(60);
            }
        }
        for (var step = 0u; step < 8; step++)
        {
            if (step % 4 == 0)
            {
                block.OpenYear((int)(step / 4));
                block.FillEach((int)(step / 4), ones, inputs.MinutesEach, inputs.CentsEach);
            }
            block.FillWeek(inputs.Minutes, inputs.Places, inputs.Cents);
            board.Step(inputs, draws, 0, step);
            for (var at = 0; at < inputs.Open.Length; at++)
            {
                inputs.Open[at] += set.Queue.Lists[at / Lanes].IsDecision ? 0 : board.Outputs.Started[at];
            }
        }
        var (over, idle) = (0, 0);
        for (var pool = 0; pool < set.PoolCount; pool++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                var (spent, dearest) = (0.0, 0.0);
                for (var list = 0; list < set.ListCount; list++)
                {
                    var at = (list * Lanes) + lane;
                    if (set.Queue.Lists[list] is { IsDecision: false } own && own.Pool == pool)
                    {
                        spent += inputs.Open[at] * inputs.CentsEach[at];
                        dearest = Math.Max(dearest, inputs.CentsEach[at]);
                    }
                }
                var allocated = inputs.Cents[(pool * Lanes) + lane];
                over += spent > allocated + 1e-5 ? 1 : 0;
                idle += spent + dearest < allocated ? 1 : 0;
            }
        }
        over.ShouldBe(0);
        idle.ShouldBe(0, "money that is left would have let someone begin");
        board.Outputs.Waiting.Sum().ShouldBeGreaterThan(0);
    }
}
