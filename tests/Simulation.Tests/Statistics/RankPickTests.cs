using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Tests.Statistics;

public sealed class RankPickTests
{
    [Theory]
    [InlineData(2, 1, 0L)]
    [InlineData(48, 3, 0L)]
    [InlineData(49, 3, -1L)]
    [InlineData(100, 511, -200L)]
    [InlineData(1000, 512, 7L)]
    [InlineData(1000, 513, -1L)]
    [InlineData(1000, 4_000_000_000, -1_000_000_000L)]
    [InlineData(4001, 9_000_000_000_000, -4_000_000_000_000L)]
    public void The_values_at_all_ranks_are_those_of_all_values_in_order(int count, long range, long from)
    {
        var random = new Random(count);
        foreach (var skew in new[] { 1.0, 8.0, 40.0 })
        {
            // Of the last kind nearly all lie in one bin.
            var values = Enumerable
                .Range(0, count)
                .Select(_ => from + (long)(range * Math.Pow(random.NextDouble(), skew)))
                .ToArray();
            var ordered = values.Order().ToArray();
            var ranks = Enumerable.Range(1, count).ToArray();
            var picked = new long[count];
            RankPick.Of(values, ordered[0], ordered[^1], ranks, picked);
            picked.ShouldBe(ordered);

            var summary = Summary.Of(values);
            for (var i = 0; i < summary.Quantiles.Length; i++)
            {
                summary.Quantiles[i].ShouldBe(ordered[Summary.RankOf(i, count) - 1]);
            }
        }
    }

    [Fact]
    public void The_widest_range_there_can_be_is_no_trouble()
    {
        long[] values = [.. Enumerable.Range(0, 60).Select(i => i % 3 - 1L).Select(s => s * long.MaxValue)];
        var picked = new long[3];
        RankPick.Of(values, -long.MaxValue, long.MaxValue, [1, 30, 60], picked);
        picked.ShouldBe([-long.MaxValue, 0, long.MaxValue]);
    }
}
