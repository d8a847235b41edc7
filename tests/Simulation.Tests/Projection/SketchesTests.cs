using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Tests.Projection;

public sealed class SketchesTests
{
    [Theory]
    [InlineData(20, 1)]
    [InlineData(400, 2)]
    [InlineData(50_000, 3)]
    [InlineData(40_000_000, 4)]
    public void A_quantile_is_off_by_at_most_one_bin(int scale, int seed)
    {
        var random = new Random(seed);
        // Round values with a bell shape, from a sum of twelve uniforms.
        var values = Enumerable
            .Range(0, 1000)
            .Select(_ => (long)(scale * (3 + (Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6) / 3)))
            .ToArray();
        var sketches = new Sketches(3);
        for (var i = 0; i < values.Length; i += 8)
        {
            sketches.Add(1, values.AsSpan(i, 8));
        }
        var exact = Summary.Of(values);
        var sketch = sketches.Summarise(1, values.Length);
        sketch.Mean.ShouldBe(exact.Mean);
        sketch.Sd.ShouldBe(exact.Sd);
        for (var q = 0; q < Summary.Levels.Length; q++)
        {
            Math.Abs(sketch.Quantiles[q] - exact.Quantiles[q]).ShouldBeLessThanOrEqualTo(sketches.WidthOf(1) - 1);
        }
        sketch.Quantiles.ShouldBe(sketch.Quantiles.Order());
    }

    [Fact]
    public void The_order_of_later_blocks_does_not_matter()
    {
        long[][] blocks =
        [
            [1, 5, 9, 3],
            [100, -4, 2, 2],
            [7, 7, 8, 40],
            [3, 3, 3, 1000],
        ];
        Summary With(params int[] order)
        {
            var sketches = new Sketches(1);
            foreach (var block in order)
            {
                sketches.Add(0, blocks[block]);
            }
            return sketches.Summarise(0, 16);
        }
        var straight = With(0, 1, 2, 3);
        var shuffled = With(0, 3, 1, 2);
        shuffled.Quantiles.ShouldBe(straight.Quantiles);
        (shuffled.Mean, shuffled.Sd).ShouldBe((straight.Mean, straight.Sd));
    }
}
