using MathNet.Numerics.Distributions;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Randomness;

/// <summary>Law P12: Poisson and binomial draws are exact up to 2⁻³⁰ in total variation.</summary>
public sealed class P12_ExactDrawsTests
{
    private const double Sigma = 4.5;

    /// <summary>
    /// The uniform at which the count steps from k to k + 1 is found by bisection; it must be P(X ≤ k). So the law that the
    /// kernel really draws from is measured, tails included, without sampling.
    /// </summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(9)]
    [InlineData(31.999)]
    [InlineData(32.001)]
    [InlineData(100)]
    [InlineData(5000.5)]
    [InlineData(100000)]
    [Trait("Speed", "slow")]
    public void P12_Poisson_total_variation_is_below_two_to_the_minus_30(double mean) =>
        TotalVariation(
                k => FixedMath.GammaUpperCdf(mean, k + 1),
                u => Scalar(PoissonDraw.Draw<ScalarLanes, ScalarWords>(new(u), new(mean))),
                mean,
                mean,
                double.PositiveInfinity
            )
            .ShouldBeLessThan(1.0 / (1 << 30));

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(10, 0.1)]
    [InlineData(100, 0.02)]
    [InlineData(100, 0.98)]
    [InlineData(64, 0.5)]
    [InlineData(66, 0.5)]
    [InlineData(4096, 0.0078)]
    [InlineData(5000, 0.001)]
    [InlineData(1000000, 0.00001)]
    [InlineData(1000000, 0.01)]
    [InlineData(1000000, 0.7)]
    [Trait("Speed", "slow")]
    public void P12_binomial_total_variation_is_below_two_to_the_minus_30(int n, double p) =>
        TotalVariation(
                new NaiveBinomial(n, p).UpTo,
                u => Scalar(BinomialDraw.Draw<ScalarLanes, ScalarWords>(new(u), new(n), new(p))),
                n * p,
                n * p * (1 - p),
                n
            )
            .ShouldBeLessThan(1.0 / (1 << 30));

    [Theory]
    [InlineData(60_000)]
    [Trait("Speed", "slow")]
    public void P12_samples_pass_chi_square_and_moments(int size) => Sample(size);

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData(10_000_000)]
    public void P12_large_samples_pass_chi_square_and_moments(int size) => Sample(size);

    [Fact]
    public void Counts_are_monotone_in_the_uniform()
    {
        foreach (var mean in new[] { 0.3, 20, 80, 3000 })
        {
            var (lastPoisson, lastBinomial) = (0.0, 0.0);
            for (var i = 0; i < 4000; i++)
            {
                var u = i / 4000.0;
                var poisson = Scalar(PoissonDraw.Draw<ScalarLanes, ScalarWords>(new(u), new(mean)));
                var binomial = Scalar(BinomialDraw.Draw<ScalarLanes, ScalarWords>(new(u), new(4000), new(mean / 4000)));
                poisson.ShouldBeGreaterThanOrEqualTo(lastPoisson);
                binomial.ShouldBeGreaterThanOrEqualTo(lastBinomial);
                (lastPoisson, lastBinomial) = (poisson, binomial);
            }
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.7)]
    [InlineData(1)]
    [InlineData(30)]
    [Trait("Speed", "slow")]
    public void Gamma_and_normal_draws_follow_their_distribution_functions(double shape)
    {
        const int size = 100_000;
        var (gamma, normal) = (new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            var key = StreamKey.Of(9, i);
            gamma[i] = FixedMath.GammaCdf(ScalarDraws.Gamma(key, new(1, 2, 3), shape), shape);
            normal[i] = FixedMath.NormalCdf(ScalarDraws.Normal(key, new(1, 2, 4)));
        }
        Kolmogorov(gamma).ShouldBeLessThan(2.6 / Math.Sqrt(size));
        Kolmogorov(normal).ShouldBeLessThan(2.6 / Math.Sqrt(size));
    }

    private static void Sample(int size)
    {
        var draws = BlockDraws.For(LaneWidth.Bits512, 20261121, 0);
        var (count, a, b) = (new double[8], new double[8], new double[8]);
        foreach (var mean in new[] { 0.05, 2, 30, 400 })
        {
            a.AsSpan().Fill(mean);
            var law = new Law(k => Poisson.PMF(mean, k), mean, mean, (3 * mean) + 60);
            Check(size, cell => draws.Poisson(new(cell, 0, 1), a, count), count, law);
            var (means, zero) = (Rows.Filled(mean), Rows.Filled(0));
            draws.AtZero(means, zero);
            var rows = new Rows(draws);
            Check(size, step => rows.Draw(step, (u, k) => draws.PoissonRows(u, means, zero, [], k)), rows.Count, law);
        }
        foreach (var (n, p) in new[] { (10, 0.1), (100, 0.02), (100, 0.9), (3000, 0.1) })
        {
            a.AsSpan().Fill(n);
            b.AsSpan().Fill(p);
            var law = new Law(k => k > n ? 0 : Binomial.PMF(p, n, k), n * p, n * p * (1 - p), n + 1);
            Check(size, cell => draws.Binomial(new(cell, 0, 2), a, b, count), count, law);
            var (trials, chance) = (Rows.Filled(n), new double[ChanceLaw.Width]);
            ChanceLaw.Write(b, chance);
            var rows = new Rows(draws);
            var ofLaw = new int[rows.Count.Length / 8];
            Check(
                size,
                step => rows.Draw(step, (u, k) => draws.BinomialRows(u, trials, [], chance, ofLaw, 0, k, [])),
                rows.Count,
                law
            );
        }
    }

    /// <param name="Variance">The fourth central moment is at most 3 times its square and itself.</param>
    private sealed record Law(Func<int, double> Mass, double Mean, double Variance, double Most);

    /// <summary>Four cells at a time.</summary>
    private sealed class Rows(BlockDraws draws)
    {
        private static readonly uint[] Cells = [0, 1, 2, 3];
        private readonly double[] first = Filled(0);
        private readonly double[] second = Filled(0);

        public double[] Count { get; } = Filled(0);

        public static double[] Filled(double value) => [.. Enumerable.Repeat(value, RowInversion.Group)];

        public void Draw(uint step, Action<double[], double[]> draw)
        {
            draws.UniformRows(Cells, step, 3, first, second);
            draw(step % 2 == 0 ? first : second, Count);
        }
    }

    private static void Check(int size, Action<uint> draw, double[] count, Law law)
    {
        var (probability, mean, variance, most) = law;
        var seen = new long[(int)most + 1];
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0u; i < size / count.Length; i++)
        {
            draw(i);
            foreach (var k in count)
            {
                seen[Math.Min((int)k, seen.Length - 1)]++;
                sum += k;
                squares += (k - mean) * (k - mean);
            }
        }
        double total = size / count.Length * count.Length;
        Math.Abs((sum / total) - mean).ShouldBeLessThan(Sigma * Math.Sqrt(variance / total));
        Math.Abs((squares / total) - variance)
            .ShouldBeLessThan(Sigma * Math.Sqrt(((2 * variance * variance) + variance) / total));

        var (chi, degrees, expected, observed) = (0.0, -1, 0.0, 0L);
        for (var k = 0; k < seen.Length; k++)
        {
            expected += total * probability(k);
            observed += seen[k];
            if (expected >= 8)
            {
                chi += (observed - expected) * (observed - expected) / expected;
                (degrees, expected, observed) = (degrees + 1, 0, 0);
            }
        }
        // What is left over is the far tail: fewer than 8 expected, so 40 would be a fault.
        observed.ShouldBeLessThan(40);
        FixedMath.GammaUpperCdf(chi / 2, Math.Max(1, degrees) / 2.0).ShouldBeGreaterThan(3.4e-6);
        CheckTails(seen, total, probability);
    }

    /// <summary>Kolmogorov's distance, and how many lie beyond the points that some twenty should: on both sides.</summary>
    private static void CheckTails(long[] seen, double total, Func<int, double> probability)
    {
        const double few = 20;
        var (below, expected, worst) = (0.0, 0.0, 0.0);
        var (lower, upper) = (-1, -1);
        for (var k = 0; k < seen.Length; k++)
        {
            (below, expected) = (below + seen[k], expected + (total * probability(k)));
            worst = Math.Max(worst, Math.Abs(below - expected) / total);
            lower = expected <= few ? k : lower;
            upper = upper < 0 && total - expected <= few ? k : upper;
        }
        // For steps the distance is smaller still than for a continuous law, whose 1e-5 point this is.
        worst.ShouldBeLessThan(2.6 / Math.Sqrt(total));
        Tail(seen.AsSpan(0, lower + 1), Enumerable.Range(0, lower + 1));
        Tail(seen.AsSpan(upper + 1), Enumerable.Range(upper + 1, seen.Length - upper - 1));

        void Tail(ReadOnlySpan<long> counts, IEnumerable<int> outcomes)
        {
            var mass = total * outcomes.Sum(probability);
            var found = 0L;
            foreach (var n in counts)
            {
                found += n;
            }
            Math.Abs(found - mass).ShouldBeLessThan((Sigma * Math.Sqrt(mass)) + Sigma);
        }
    }

    private static double TotalVariation(
        Func<double, double> cumulative,
        Func<double, double> draw,
        double mean,
        double variance,
        double most
    )
    {
        var reach = (7.5 * Math.Sqrt(variance)) + 40;
        var first = Math.Max(0, Math.Floor(mean - reach));
        var last = Math.Min(most, Math.Ceiling(mean + reach));
        // Some 300 boundaries evenly over the support are enough for the wide laws: errors drift, they do not jump.
        var stride = Math.Max(1, Math.Floor((last - first) / 300));
        var (distance, drawnBefore, exactBefore) = (0.0, 0.0, 0.0);
        for (var k = first; k <= last; k += stride)
        {
            var (drawn, exact) = (Boundary(draw, k), cumulative(k));
            distance += Math.Abs(drawn - drawnBefore - (exact - exactBefore)) / 2;
            (drawnBefore, exactBefore) = (drawn, exact);
        }
        return distance;
    }

    /// <summary>The smallest uniform that gives more than k.</summary>
    private static double Boundary(Func<double, double> draw, double k)
    {
        const double unit = 1.0 / (1L << 53);
        var (low, high) = (0L, 1L << 53);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = draw(middle * unit) > k ? (low, middle) : (middle + 1, high);
        }
        return low * unit;
    }

    private static double Kolmogorov(double[] uniforms)
    {
        Array.Sort(uniforms);
        var worst = 0.0;
        for (var i = 0; i < uniforms.Length; i++)
        {
            var (before, after) = (i / (double)uniforms.Length, (i + 1) / (double)uniforms.Length);
            worst = Math.Max(worst, Math.Max(uniforms[i] - before, after - uniforms[i]));
        }
        return worst;
    }

    private static double Scalar(ScalarLanes lanes)
    {
        var value = 0.0;
        ScalarLanes.Store(lanes, ref value);
        return value;
    }
}
