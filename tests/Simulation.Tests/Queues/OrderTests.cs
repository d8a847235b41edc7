using Populatie.Simulation.Queues;
using Populatie.Simulation.Statistics;
using Populatie.Simulation.Tests.Reference;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>Who goes first: against persons kept one by one, and by hand.</summary>
public sealed class OrderTests
{
    private const int Weeks = 30;

    [Fact]
    [Trait("Speed", "slow")]
    public void Each_week_is_that_of_persons_kept_one_by_one()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var plan = Lists.Random(random, weeksPerStep: 1);
            // Every other time an inquiry comes first, for each list as long as it takes there.
            double[] inquiry = [.. Enumerable.Range(0, plan.ListLanes).Select(_ => seed % 2 * random.Next(5))];
            var board = new QueueBoard(plan);
            var oracles = Enumerable.Range(0, Lists.Lanes).Select(_ => new NaiveQueue(plan)).ToArray();
            for (var now = 0; now < Weeks; now++)
            {
                var inputs = Certain(plan, random);
                inquiry.CopyTo(inputs.Inquiry, 0);
                board.Step(inputs, Lists.Draws, 0, (uint)now);
                board.CountOverNorm(inputs);
                for (var lane = 0; lane < Lists.Lanes; lane++)
                {
                    Same(plan, inputs, board.Outputs, oracles[lane], now, lane);
                }
            }
        }
    }

    [Fact]
    public void Safety_starts_at_once_above_capacity_and_urgent_goes_before_who_came_earlier()
    {
        var board = new QueueBoard(Lists.Single());
        var inputs = new QueueInputs(board.Plan);
        Array.Fill(inputs.Places, 0);
        Array.Fill(inputs.Arrivals, 2);
        board.Step(inputs, Lists.Draws, 0, 0);
        board.Outputs.Waiting[0].ShouldBe(2);

        Array.Fill(inputs.SafetyShare, 1);
        board.Step(inputs, Lists.Draws, 0, 1);
        (board.Outputs.Started[0], board.Outputs.Waiting[0], board.Outputs.WaitedWeeks[0]).ShouldBe((2, 2, 0));

        Array.Fill(inputs.SafetyShare, 0);
        Array.Fill(inputs.UrgentShare, 1);
        Array.Fill(inputs.Places, 3);
        board.Step(inputs, Lists.Draws, 0, 2);
        (board.Outputs.Started[0], board.Outputs.Waiting[0], board.Outputs.WaitedWeeks[0]).ShouldBe((3, 1, 2));
        board.Outputs.Held[QueueOutputs.HeldAt(0, Constraint.Space, 0)].ShouldBe(1);
    }

    [Fact]
    public void Who_can_wait_is_decided_on_when_the_inquiry_is_over_however_much_room_there_is()
    {
        var plan = new QueuePlan([new("team", 0, false, true)], [new(0, 0, -1), new(0, 0, 0)], 1);
        var board = new QueueBoard(plan);
        var inputs = new QueueInputs(plan);
        QueueInputs.Of(inputs.Inquiry, 1).Fill(3);
        QueueInputs.Of(inputs.NormWeeks, 1).Fill(8);
        for (var week = 0u; week < 10; week++)
        {
            QueueInputs.Of(inputs.Arrivals, 1).Fill(week < 5 ? 4 : 0);
            QueueInputs.Of(inputs.SafetyShare, 1).Fill(week == 4 ? 1 : 0);
            board.Step(inputs, Lists.Draws, 0, week);
            board.CountOverNorm(inputs);
            var (asked, begun) = (Lists.At(1, 6), Lists.At(0, 6));
            double[] decided = [0, 0, 0, 4, 4 + 4, 4, 4, 0, 0, 0];
            board.Outputs.Started[asked].ShouldBe(decided[week]);
            board.Outputs.Started[begun].ShouldBe(decided[week]);
            board.Outputs.WaitedWeeks[asked].ShouldBe((decided[week] - (week == 4 ? 4 : 0)) * 3);
            board.Outputs.WaitedWeeks[begun].ShouldBe(0);
            board.Outputs.Held.ShouldAllBe(h => h == 0);
            board.Outputs.OverNorm.ShouldAllBe(o => o == 0);
        }
        board.Outputs.Waiting.ShouldAllBe(w => w == 0);
    }

    [Fact]
    public void Who_asks_more_than_the_whole_pool_has_holds_up_nobody_else()
    {
        var plan = new QueuePlan([new("team", 0, false, false)], [new(0, 0, -1), new(0, 1, -1)], 1);
        var board = new QueueBoard(plan);
        var inputs = new QueueInputs(plan);
        Array.Fill(inputs.Minutes, 100);
        Array.Fill(inputs.Arrivals, 1);
        QueueInputs.Of(inputs.MinutesEach, 0).Fill(101);
        QueueInputs.Of(inputs.MinutesEach, 1).Fill(60);
        for (var week = 0u; week < 3; week++)
        {
            board.Step(inputs, Lists.Draws, 0, week);
            board.Outputs.Started[Lists.At(0, 4)].ShouldBe(0);
            board.Outputs.Started[Lists.At(1, 4)].ShouldBe(1);
            board.Outputs.Held[QueueOutputs.HeldAt(0, Constraint.Staff, 4)].ShouldBe(week + 1);
        }
    }

    [Fact]
    public void Who_waits_longer_than_the_weeks_told_apart_is_still_served_first_and_not_lost()
    {
        var board = new QueueBoard(Lists.Single());
        var inputs = new QueueInputs(board.Plan);
        Array.Fill(inputs.Places, 0);
        Array.Fill(inputs.Arrivals, 1);
        const int weeks = 700;
        for (var week = 0u; week < weeks; week++)
        {
            board.Step(inputs, Lists.Draws, 0, week);
        }
        board.Outputs.Waiting.ShouldAllBe(w => w == weeks);
        Array.Fill(inputs.Places, 10);
        board.Outputs.ForgetWaits();
        board.Step(inputs, Lists.Draws, 0, weeks);
        board.Outputs.Waiting.ShouldAllBe(w => w == weeks - 9);
        board.Outputs.WaitHistogram[QueueOutputs.HistogramAt(0, WaitBins.Count - 1, 0)].ShouldBe(10);
    }

    /// <summary>Nothing left to chance: all who come to a list in a week are of one class, and all or none give up.</summary>
    private static QueueInputs Certain(QueuePlan plan, Random random)
    {
        var inputs = Lists.Inputs(plan, random);
        for (var i = 0; i < plan.ListLanes; i++)
        {
            var priority = random.Next(5);
            inputs.SafetyShare[i] = priority == 0 ? 1 : 0;
            inputs.UrgentShare[i] = priority == 1 ? 1 : 0;
            inputs.DropOut[i] = random.Next(12) == 0 ? 1 : 0;
            inputs.Worsen[i] = 0;
        }
        return inputs;
    }

    private static void Same(QueuePlan plan, QueueInputs inputs, QueueOutputs got, NaiveQueue oracle, int now, int lane)
    {
        var week = WeekOf(plan, inputs, lane);
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var i = Lists.At(list, lane);
            var priority =
                inputs.SafetyShare[i] == 1 ? 0
                : inputs.UrgentShare[i] == 1 ? 1
                : 2;
            oracle.Come(list, priority, now, (long)inputs.Arrivals[i]);
        }
        oracle.Live(week, now);
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var i = Lists.At(list, lane);
            var started = week.Started.Where(s => s.Who.List == list).ToList();
            var held = week.Held.Where(h => h.Who.List == list).ToList();
            var norm = inputs.NormWeeks[i];
            double[] want =
            [
                started.Count,
                started.Sum(s => s.Waited),
                week.GaveUp.Count(p => p.List == list),
                oracle.Waiting(list),
                oracle.WaitingSince(list, now - (int)norm),
                .. Enumerable.Range(0, 3).Select(c => (double)held.Count(h => h.By == c)),
            ];
            double[] have =
            [
                got.Started[i],
                got.WaitedWeeks[i],
                got.Dropped[i] + got.HelpedInformally[i],
                got.Waiting[i],
                got.OverNorm[i],
                .. Enumerable.Range(0, 3).Select(c => got.Held[QueueOutputs.HeldAt(list, (Constraint)c, lane)]),
            ];
            if (!have.SequenceEqual(want))
            {
                have.ShouldBe(want, $"list {list}, week {now}, lane {lane}");
            }
        }
    }

    private static NaiveQueue.Week WeekOf(QueuePlan plan, QueueInputs inputs, int lane)
    {
        const long plenty = 1_000_000_000;
        long Whole(double value) => double.IsPositiveInfinity(value) ? plenty : (long)value;
        var asks = plan
            .Lists.Select(
                (list, l) =>
                    new NaiveQueue.Ask([
                        (long)inputs.MinutesEach[Lists.At(l, lane)],
                        plan.Pools[list.Pool].HasPlaces && list.Destination < 0 ? 1 : 0,
                        (long)inputs.CentsEach[Lists.At(l, lane)],
                    ])
            )
            .ToArray();
        var limit = plan
            .Pools.Select(
                (_, p) =>
                    new[]
                    {
                        Whole(inputs.Minutes[Lists.At(p, lane)]),
                        Whole(inputs.Places[Lists.At(p, lane)]) - (long)inputs.Blocked[Lists.At(p, lane)],
                        Whole(inputs.Cents[Lists.At(p, lane)]),
                    }
            )
            .ToArray();
        var left = limit.Select(l => l.ToArray()).ToArray();
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            for (var kind = 0; kind < 3 && plan.Lists[list].Destination < 0; kind++)
            {
                var inCare = (long)(inputs.Open[Lists.At(list, lane)] - inputs.Ends[Lists.At(list, lane)]);
                left[plan.Lists[list].Pool][kind] -= inCare * asks[list].Of[kind];
            }
        }
        return new()
        {
            Asks = asks,
            Limit = limit,
            Left = left,
            Inquiry = [.. plan.Lists.Select((_, l) => (int)inputs.Inquiry[Lists.At(l, lane)])],
            GiveUp = [.. plan.Lists.Select((_, l) => inputs.DropOut[Lists.At(l, lane)] == 1)],
        };
    }
}
