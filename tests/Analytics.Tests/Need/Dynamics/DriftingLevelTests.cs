using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
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

    /// <summary>By dense algebra: nowhere in a wide neighbourhood are the changes and the belief likelier together.</summary>
    [Theory]
    [InlineData(1, 2.0)]
    [InlineData(2, 4.0)]
    [InlineData(3, 20.0)]
    public void The_pair_of_variances_is_the_likeliest(int seed, double weight)
    {
        var random = new Random(seed);
        var changes = Changes(random, 0.02, 0.04, 0.02, 0.03);
        var belief = new DriftingLevel.Belief(0.012, 0.02, 0.01, weight, 0);
        var found = DriftingLevel.Learn(changes, belief);
        var best = Dense(changes, belief, found.Volatility, found.Moment);
        for (var i = 0; i < 400; i++)
        {
            var (stays, passes) = (
                found.Volatility * Math.Exp(Normal.Sample(random, 0, 0.5)),
                found.Moment * Math.Exp(Normal.Sample(random, 0, 0.5))
            );
            Dense(changes, belief, stays, passes).ShouldBeLessThan(best + 1e-3);
        }
    }

    [Fact]
    public void Changes_that_are_mostly_chance_hardly_move_a_belief()
    {
        const int Series = 400;
        var (random, squares, passing) = (new Random(11), 0.0, 0.0);
        var belief = new DriftingLevel.Belief(0.012, 0.02, 0.01, 2, 0.005);
        for (var series = 0; series < Series; series++)
        {
            // Nothing moves, and a hundred requests a year are counted.
            var found = DriftingLevel.Learn(Changes(random, 0, 0, 0, 0.1), belief);
            (squares, passing) = (
                squares + (found.Volatility * found.Volatility),
                passing + (found.Moment * found.Moment)
            );
        }
        Math.Sqrt(squares / Series).ShouldBeInRange(0.015, 0.022);
        Math.Sqrt(passing / Series).ShouldBeInRange(0.008, 0.011);
    }

    private static double Dense(
        List<(double Change, double Noise)> changes,
        DriftingLevel.Belief belief,
        double stays,
        double passes
    )
    {
        var (v, p) = (stays * stays, passes * passes);
        var covariance = Matrix<double>.Build.Dense(
            changes.Count,
            changes.Count,
            (i, j) =>
                (belief.DriftSpread * belief.DriftSpread)
                + (
                    i == j ? v + changes[i].Noise + (2 * p)
                    : Math.Abs(i - j) == 1 ? -p - (0.25 * (changes[i].Noise + changes[j].Noise))
                    : 0
                )
        );
        var seen = Vector<double>.Build.DenseOfEnumerable(changes.Select(c => c.Change));
        double Believed(double variance, double mode) =>
            -0.5 * belief.Weight * (Math.Log(variance) + (mode / variance));
        return (-0.5 * (Math.Log(covariance.Determinant()) + (seen * covariance.Solve(seen))))
            + Believed(v, belief.Volatility * belief.Volatility)
            + Believed(p, belief.Moment * belief.Moment);
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
