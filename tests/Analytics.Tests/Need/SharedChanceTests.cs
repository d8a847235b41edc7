using MathNet.Numerics.Distributions;
using Populatie.Analytics.Need;

namespace Populatie.Analytics.Tests.Need;

/// <summary>The chance in the requests of a city is drawn once: by relative risks as far as they carry it, by rates for the rest.</summary>
public sealed class SharedChanceTests
{
    private const int Buurten = 60;

    [Theory]
    [InlineData(0.0, 0, 0.4)]
    [InlineData(0.3, 0.6, 0.9)]
    [InlineData(1.0, 0.85, 0.9)]
    public void The_more_buurten_differ_the_more_of_it_their_risks_carry(double spread, double least, double most)
    {
        var (table, expected, counts) = Table(spread, seed: 5);
        table.ShareOfChance(expected, counts).Single().ShouldBeInRange(least, most);
    }

    /// <summary>By sampling: risks and rates together vary as a count of so many does.</summary>
    [Fact]
    public void Drawn_together_they_vary_as_one_count()
    {
        const int Draws = 20_000;
        var (table, expected, counts) = Table(0.3, seed: 8);
        var share = table.ShareOfChance(expected, counts).Single();
        share.ShouldBeLessThan(0.9, "not held back");
        var random = new Random(3);
        var count = counts.Sum();
        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            var rate = Gamma.Sample(random, count / (1 - share), count / (1 - share));
            var all = 0.0;
            for (var b = 0; b < Buurten; b++)
            {
                all += expected[b] * Gamma.Sample(random, table.Shape[b], table.Rate[b]);
            }
            (sum, squares) = (sum + (rate * all), squares + (rate * all * rate * all));
        }
        var mean = sum / Draws;
        var relative = ((squares / Draws) - (mean * mean)) / (mean * mean);
        relative.ShouldBe(1 / count, 4.5 * Math.Sqrt(2.0 / Draws) / count);
    }

    private static (RiskTable Table, double[] Expected, double[] Counts) Table(double spread, int seed)
    {
        const double PerBuurt = 40;
        var random = new Random(seed);
        var expected = Enumerable.Repeat(PerBuurt, Buurten).ToArray();
        double[] located =
        [
            .. expected.Select(e =>
            {
                var risk = spread > 0 ? Gamma.Sample(random, 1 / spread / spread, 1 / spread / spread) : 1;
                return (double)Poisson.Sample(random, e * risk);
            }),
        ];
        var table = RiskTable.Estimate(located, new double[Buurten], expected, expected, [1], [0]);
        return (table, expected, [located.Sum()]);
    }
}
