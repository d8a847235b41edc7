using System.Collections.Immutable;
using Populatie.Simulation.Queues;

namespace Populatie.Simulation.Tests.Queues;

/// <summary>People who wait before the first step, and people whose pool becomes another.</summary>
public sealed class HandoverTests
{
    [Fact]
    public void Seeded_people_have_waited_the_given_weeks_on_average()
    {
        var board = new QueueBoard(Lists.Single());
        board.Seed(0, [0, 1, 2, 10, 40, 100, 7, 3], meanWeeks: 5);
        var inputs = new QueueInputs(board.Plan);
        board.Step(inputs, Lists.Draws, 0, 0);
        board.Outputs.Started.ShouldBe([0, 1, 2, 10, 40, 100, 7, 3]);
        // Who came k weeks back starts k weeks later: half a week more than the mean until now.
        (board.Outputs.WaitedWeeks[5] / 100).ShouldBe(5.5, 0.1);
    }

    [Fact]
    public void Everyone_goes_on_waiting_somewhere_and_no_week_is_forgotten()
    {
        var random = new Random(2);
        for (var round = 0; round < 60; round++)
        {
            var from = Waiting(random);
            var plan = Lists.Random(random, 1);
            var shares = Shares(random, from.Plan.Lists.Length, plan.Lists.Length);
            var (before, targets) = (Counts(from), shares.ToLookup(s => s.From));
            var into = new QueueBoard(plan);
            from.Remap(into, shares);

            Counts(from).ShouldAllBe(c => c == 0);
            var after = Counts(into);
            for (var lane = 0; lane < Lists.Lanes; lane++)
            {
                OfLane(after, lane).ShouldBe(OfLane(before, lane));
            }
            for (var i = 0; i < after.Length; i++)
            {
                var to = i / Lists.Lanes;
                var want = shares
                    .Where(s => s.To == to)
                    .Sum(s => before[Lists.At(s.From, i % Lists.Lanes)] * s.Share / targets[s.From].Sum(t => t.Share));
                after[i].ShouldBe(want, 1 + (2 * shares.Count(s => s.To == to)));
            }
        }
    }

    [Fact]
    public void Lists_that_become_one_are_served_as_if_they_had_always_been_one()
    {
        var random = new Random(4);
        var apart = new QueuePlan(
            [new("a", 0, true, false), new("a", 1, true, false)],
            [new(0, 0, -1), new(1, 0, -1)],
            1
        );
        var (two, one) = (new QueueBoard(apart), new QueueBoard(Lists.Single()));
        for (var week = 0u; week < 20; week++)
        {
            var (inputs, together) = (new QueueInputs(apart), new QueueInputs(one.Plan));
            Array.Fill(inputs.Places, 0);
            Array.Fill(together.Places, 0);
            for (var i = 0; i < inputs.Arrivals.Length; i++)
            {
                inputs.Arrivals[i] = random.Next(4);
                together.Arrivals[i % Lists.Lanes] += inputs.Arrivals[i];
            }
            two.Step(inputs, Lists.Draws, 0, week);
            one.Step(together, Lists.Draws, 0, week);
        }
        var joined = new QueueBoard(Lists.Single());
        two.Remap(joined, [new(0, 0, 1), new(1, 0, 5)]);
        var last = new QueueInputs(one.Plan);
        Array.Fill(last.Places, 30);
        joined.Step(last, Lists.Draws, 0, 20);
        one.Outputs.ForgetWaits();
        one.Step(last, Lists.Draws, 0, 20);
        joined.Outputs.WaitHistogram.ShouldBe(one.Outputs.WaitHistogram);
        joined.Outputs.Waiting.ShouldBe(one.Outputs.Waiting);
    }

    [Fact]
    public void The_same_lists_under_other_pools_go_on_as_they_were()
    {
        var (from, inputs) = (Waiting(new Random(6)), new Random(7));
        var (same, other) = (Waiting(new Random(6)), new QueueBoard(from.Plan));
        from.Remap(other);
        var next = Lists.Inputs(from.Plan, inputs);
        other.Step(next, Lists.Draws, 0, 5);
        same.Outputs.ForgetWaits();
        same.Step(next, Lists.Draws, 0, 5);
        other.Outputs.Waiting.Sum().ShouldBeGreaterThan(0);
        other.Outputs.Waiting.ShouldBe(same.Outputs.Waiting);
        other.Outputs.WaitHistogram.ShouldBe(same.Outputs.WaitHistogram);
    }

    [Fact]
    public void People_cannot_be_sent_nowhere()
    {
        var board = new QueueBoard(Lists.Single());
        board.Seed(0, [0, 0, 0, 1, 0, 0, 0, 0], 1);
        Should.Throw<ArgumentException>(() => board.Remap(new QueueBoard(Lists.Single()), []));
    }

    private static QueueBoard Waiting(Random random)
    {
        var plan = Lists.Random(random, 3);
        var board = new QueueBoard(plan);
        for (var step = 0u; step < 5; step++)
        {
            board.Step(Lists.Inputs(plan, random), Lists.Draws, 0, step);
        }
        return board;
    }

    private static ImmutableArray<ListShare> Shares(Random random, int from, int to) =>
        [
            .. Enumerable
                .Range(0, from)
                .SelectMany(f =>
                    Enumerable
                        .Range(0, random.Next(1, 4))
                        .Select(_ => new ListShare(f, random.Next(to), random.Next(1, 9)))
                ),
        ];

    private static double[] Counts(QueueBoard board)
    {
        var counts = new double[board.Plan.ListLanes];
        for (var list = 0; list < board.Plan.Lists.Length; list++)
        {
            board.CountWaiting(list, QueueInputs.Of(counts, list));
        }
        return counts;
    }

    private static double OfLane(double[] counts, int lane) => counts.Where((_, i) => i % Lists.Lanes == lane).Sum();
}
