using MathNet.Numerics.Distributions;
using Populatie.Analytics.Need.Dynamics;

namespace Populatie.Analytics.Tests.Need.Dynamics;

/// <summary>Growth, shocks that stay and shocks that pass, learnt from series whose law is known.</summary>
public sealed class DriftingLevelTests
{
    private const int Years = 12;
    private static readonly DriftingLevel.Belief Faint = new(0.05, 0.05, 0.02, 0.01, 0);

    [Fact]
    public void What_is_believed_holds_where_nothing_is_seen()
    {
        var found = DriftingLevel.Learn([], new(0.012, 0.02, 0.01, 2, 0.005));
        found.Drift.ShouldBe(0);
        found.Error.ShouldBe(0.012, 1e-12);
        found.Volatility.ShouldBe(0.02, 1e-12);
        found.Moment.ShouldBe(0.01, 1e-12);
    }

    [Theory]
    [InlineData(0.05, 0.0)]
    [InlineData(0.03, 0.06)]
    public void What_stays_is_told_from_what_passes(double stays, double passes)
    {
        const int Series = 600;
        var (random, drift, squares, passing) = (new Random(20261122), 0.0, 0.0, 0.0);
        for (var series = 0; series < Series; series++)
        {
            var found = DriftingLevel.Learn(Changes(random, 0.02, stays, passes, 0.02), Faint);
            (drift, squares) = (drift + found.Drift, squares + (found.Volatility * found.Volatility));
            passing += found.Moment * found.Moment;
        }
        var spread = Math.Sqrt(((stays * stays) + (2 * passes * passes / Years)) / Years / Series);
        (drift / Series).ShouldBe(0.02, (4.5 * spread) + 0.003);
        // Neither is below 0, so that a few years of nothing but the other look like a little of it.
        Math.Sqrt(squares / Series).ShouldBe(stays, 0.015 + (0.35 * passes));
        Math.Sqrt(passing / Series).ShouldBe(passes, 0.01 + (0.35 * stays));
    }

    [Fact]
    public void The_error_of_growth_covers_it()
    {
        const int Series = 2000;
        var (random, inside) = (new Random(7), 0);
        for (var series = 0; series < Series; series++)
        {
            // Drawn from the belief itself: then the interval is exact but for the estimated variances.
            var drift = 0.05 * Normal.Sample(random, 0, 1);
            var found = DriftingLevel.Learn(
                Changes(random, drift, 0.03, 0, 0.02),
                Faint with
                {
                    Weight = 20,
                    Volatility = 0.03,
                    Moment = 0,
                }
            );
            inside += Math.Abs(found.Drift - drift) <= 1.645 * found.Error ? 1 : 0;
        }
        (inside / (double)Series).ShouldBeInRange(0.86, 0.98);
    }

    [Fact]
    public void Where_a_walk_stands_is_its_posterior()
    {
        // One step by hand: prior from the first year, then one Kalman update.
        (double, double)[] seen = [(0.1, 0.04), (0.3, 0.01)];
        var (mean, variance) = DriftingLevel.Stand(seen, drift: 0.02, variance: 0.02);
        var (prior, ahead) = (0.1 + 0.02, 0.04 + 0.02);
        var gain = ahead / (ahead + 0.01);
        mean.ShouldBe(prior + (gain * (0.3 - prior)), 1e-12);
        variance.ShouldBe(ahead * (1 - gain), 1e-12);
        double.IsInfinity(DriftingLevel.Stand([(0, double.PositiveInfinity)], 0, 1).Variance).ShouldBeTrue();
        // A year without a count only widens.
        DriftingLevel
            .Stand([.. seen, (0, double.PositiveInfinity)], 0.02, 0.02)
            .Variance.ShouldBe(variance + 0.02, 1e-12);
    }

    private static List<(double Change, double Noise)> Changes(
        Random random,
        double drift,
        double stays,
        double passes,
        double counting
    )
    {
        var (level, seen) = (0.0, new double[Years + 1]);
        for (var year = 0; year <= Years; year++)
        {
            seen[year] = level + (passes * Normal.Sample(random, 0, 1)) + (counting * Normal.Sample(random, 0, 1));
            level += drift + (stays * Normal.Sample(random, 0, 1));
        }
        return [.. Enumerable.Range(1, Years).Select(t => (seen[t] - seen[t - 1], 2 * counting * counting))];
    }
}
