using Populatie.Simulation.Analysis.BreakEven;

namespace Populatie.Simulation.Tests.Analysis.BreakEven;

/// <summary>The search against looking at every position.</summary>
public sealed class BreakEvenSearchTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    [Trait("Speed", "slow")]
    public void The_answer_is_the_first_position_that_is_enough(double probability)
    {
        var random = new Random(17);
        for (var trial = 0; trial < 200; trial++)
        {
            var last = random.Next(4, 900);
            var replicates = random.Next(16, 300);
            // Each replicate meets the target from its own position on.
            var from = Enumerable.Range(0, replicates).Select(_ => random.Next(-50, last + 50)).ToArray();
            int Met(int position) => from.Count(f => f <= position);
            var answer = BreakEvenSearch.Find(Met, last, replicates, probability);
            var error = 1.6449 * Math.Sqrt(probability * (1 - probability) / replicates);
            int? FirstWith(double share)
            {
                for (var position = 0; position <= last; position++)
                {
                    if ((double)Met(position) / replicates >= share)
                    {
                        return position;
                    }
                }
                return null;
            }

            answer.IsMonotone.ShouldBeTrue();
            var expected = FirstWith(probability);
            answer.Outcome.ShouldBe(
                expected is null ? BreakEvenOutcome.Unreachable
                : expected == 0 ? BreakEvenOutcome.AlreadyMet
                : BreakEvenOutcome.Found
            );
            if (expected is { } first)
            {
                answer.Position.ShouldBe(first);
                answer.Low.ShouldBe(FirstWith(probability - error)!.Value);
                answer.High.ShouldBe(FirstWith(Math.Min(1, probability + error)));
            }
        }
    }

    [Fact]
    public void Each_position_is_tried_once_and_few_are()
    {
        var asked = new List<int>();
        var answer = BreakEvenSearch.Find(
            position =>
            {
                asked.Add(position);
                return Math.Min(100, position / 9);
            },
            last: 900,
            replicates: 100,
            probability: 0.8
        );
        asked.Distinct().Count().ShouldBe(asked.Count);
        asked.Count.ShouldBeLessThanOrEqualTo(BreakEvenSearch.MostTries(900));
        BreakEvenSearch.MostTries(900).ShouldBe(29);
        answer.Position.ShouldBe(720);
        answer.Curve.Select(c => c.Position).ShouldBe(asked.Order());
        answer.Curve.ShouldAllBe(c => c.Met == Math.Min(100, c.Position / 9));
    }

    [Fact]
    public void A_target_that_more_makes_worse_again_is_told_apart()
    {
        // Best in the middle, as of a budget that buys care until it draws new demand.
        int Met(int position) => 100 - (Math.Abs(position - 100) / 2);
        var answer = BreakEvenSearch.Find(Met, 200, 100, 0.9);
        answer.IsMonotone.ShouldBeFalse();
        answer.Outcome.ShouldBe(BreakEvenOutcome.Found);
        answer.Position.ShouldBe(79);
        // As much as chance does is no fault: ten of a hundred.
        BreakEvenSearch.Find(p => p == 200 ? 95 : 100, 200, 100, 0.99).IsMonotone.ShouldBeTrue();
    }

    [Fact]
    public void What_is_never_enough_says_where_it_was_best()
    {
        var answer = BreakEvenSearch.Find(position => position / 10, 200, 100, 0.8);
        answer.Outcome.ShouldBe(BreakEvenOutcome.Unreachable);
        answer.Position.ShouldBe(200);
        answer.High.ShouldBeNull();
        BreakEvenSearch.Find(_ => 90, 200, 100, 0.8).Outcome.ShouldBe(BreakEvenOutcome.AlreadyMet);
    }
}
