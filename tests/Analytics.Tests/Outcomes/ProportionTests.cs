using Populatie.Analytics.Outcomes;

namespace Populatie.Analytics.Tests.Outcomes;

public sealed class ProportionTests
{
    private const double Z = 1.6448536269514722;

    /// <summary>The bounds are where the score test turns: found here by halving, without the formula.</summary>
    [Fact]
    public void The_bounds_solve_the_score_equation()
    {
        foreach (var cases in new[] { 1, 10, 37, 400 })
        {
            for (var hits = 0; hits <= cases; hits += Math.Max(1, cases / 9))
            {
                var share = Proportion.Wilson(hits, cases, Z);
                share.Low.ShouldBe(Turn(hits, cases, share.Value, 0), 1e-9);
                share.High.ShouldBe(Turn(hits, cases, share.Value, 1), 1e-9);
                share.Low.ShouldBeInRange(0, share.Value);
                share.High.ShouldBeInRange(share.Value, 1);
            }
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 5)]
    [InlineData(6, 5)]
    public void Impossible_counts_are_refused(long hits, long cases) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Proportion.Wilson(hits, cases, Z));

    private static double Turn(int hits, int cases, double share, double edge)
    {
        bool Refuted(double p) => Math.Abs(share - p) > Z * Math.Sqrt(p * (1 - p) / cases);
        if ((edge == 0 && hits == 0) || (edge == 1 && hits == cases))
        {
            return edge;
        }
        var (inside, outside) = (share, edge);
        for (var i = 0; i < 200; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = Refuted(middle) ? (inside, middle) : (middle, outside);
        }
        return inside;
    }
}
