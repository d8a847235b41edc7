using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Tests.Numerics;

public sealed class WholeNumbersTests
{
    [Fact]
    public void Apportion_keeps_the_total_and_stays_within_one()
    {
        var random = new Random(11);
        for (var run = 0; run < 200; run++)
        {
            var weights = Enumerable.Range(0, random.Next(1, 30)).Select(_ => random.NextDouble()).ToArray();
            var total = random.Next(0, 5000);
            var whole = WholeNumbers.Apportion(weights, total);
            whole.Sum().ShouldBe(total);
            for (var i = 0; i < whole.Length; i++)
            {
                Math.Abs(whole[i] - (weights[i] * total / weights.Sum())).ShouldBeLessThan(1);
            }
        }
    }

    [Fact]
    public void Ties_go_to_the_lowest_index() => WholeNumbers.Apportion([1, 1, 1], 4).ShouldBe([2, 1, 1]);

    [Fact]
    public void No_weights_at_all_count_as_equal() => WholeNumbers.Apportion([0, 0], 3).ShouldBe([2, 1]);

    [Fact]
    public void Rare_cells_get_their_number_over_many_rows()
    {
        double[] expected = [4.8, 0.2];
        var carry = new double[2];
        var rare = 0;
        var without = 0;
        for (var row = 0; row < 100; row++)
        {
            rare += WholeNumbers.Round(expected, 5, carry)[1];
            without += WholeNumbers.Round(expected, 5, carry: [])[1];
        }
        (rare, without).ShouldBe((20, 0));
    }

    [Fact]
    public void Zero_stays_zero() => WholeNumbers.Round([0, 2.4, 2.6], 5, carry: [])[0].ShouldBe(0);

    [Fact]
    public void Two_way_rounding_meets_both_sums()
    {
        var random = new Random(12);
        for (var run = 0; run < 100; run++)
        {
            var (height, width) = (random.Next(1, 40), random.Next(2, 6));
            var goal = Enumerable.Range(0, height * width).Select(_ => random.Next(1, 60)).ToArray();
            var rows = Enumerable.Range(0, height).Select(r => goal.Skip(r * width).Take(width).Sum()).ToArray();
            var columns = Enumerable.Range(0, width).Select(c => goal.Where((_, i) => i % width == c).Sum()).ToArray();
            var expected = goal.Select((_, i) => (double)rows[i / width] * columns[i % width] / goal.Sum()).ToArray();
            var whole = WholeNumbers.TwoWay(expected, rows, columns);
            whole.ShouldAllBe(v => v >= 0);
            Enumerable.Range(0, height).Select(r => whole.Skip(r * width).Take(width).Sum()).ShouldBe(rows);
            Enumerable.Range(0, width).Select(c => whole.Where((_, i) => i % width == c).Sum()).ShouldBe(columns);
        }
        Should.Throw<ArgumentException>(() => WholeNumbers.TwoWay([1, 1], [3], [1, 1]));
    }
}
