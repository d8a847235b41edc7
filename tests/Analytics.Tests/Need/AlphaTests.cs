using MathNet.Numerics.Distributions;
using Populatie.Analytics.Need;
using Xunit.Abstractions;

namespace Populatie.Analytics.Tests.Need;

/// <summary>α against MathNet's negative binomial, and against the α that counts were drawn with.</summary>
public sealed class AlphaTests(ITestOutputHelper output)
{
    private const int Buurten = 111;

    [Theory]
    [InlineData(0.05)]
    [InlineData(3)]
    [InlineData(400)]
    public void Likelihood_equals_negative_binomial_less_poisson(double alpha)
    {
        double[] observed = [0, 1, 7, 0, 30, 2];
        double[] expected = [0.3, 2, 4, 0, 41.5, 1];
        double oracle = 0;
        for (var i = 0; i < observed.Length; i++)
        {
            if (expected[i] > 0)
            {
                var success = alpha / (alpha + expected[i]);
                oracle +=
                    new NegativeBinomial(alpha, success).ProbabilityLn((int)observed[i])
                    - new Poisson(expected[i]).ProbabilityLn((int)observed[i]);
            }
        }
        RelativeRisk.GainOverPoisson(observed, expected, alpha).ShouldBe(oracle, 1e-8);
    }

    [Fact]
    public void No_other_alpha_is_likelier_than_the_estimate()
    {
        var (observed, expected, _) = Draw(new Random(1), 8, 20);
        var estimate = RelativeRisk.EstimateAlpha(observed, expected);
        var best = RelativeRisk.GainOverPoisson(observed, expected, estimate);
        for (var i = -200; i <= 200; i++)
        {
            RelativeRisk
                .GainOverPoisson(observed, expected, estimate * Math.Exp(i / 40.0))
                .ShouldBeLessThanOrEqualTo(best + 1e-9);
        }
    }

    [Fact]
    public void Order_of_buurten_does_not_matter()
    {
        var (observed, expected, _) = Draw(new Random(2), 5, 10);
        var estimate = RelativeRisk.EstimateAlpha(observed, expected);
        Array.Reverse(observed);
        Array.Reverse(expected);
        RelativeRisk.EstimateAlpha(observed, expected).ShouldBe(estimate, estimate * 1e-6);
    }

    [Theory]
    [InlineData(2, 20)]
    [InlineData(10, 40)]
    [InlineData(30, 100)]
    public void Alpha_of_simulated_counts_is_found_again(double alpha, double mean)
    {
        const int Cities = 60;
        var random = new Random(20261121);
        var logs = new double[Cities];
        for (var city = 0; city < Cities; city++)
        {
            var (observed, expected, _) = Draw(random, alpha, mean);
            logs[city] = Math.Log(RelativeRisk.EstimateAlpha(observed, expected) / alpha);
        }
        var average = logs.Average();
        var error = Math.Sqrt(logs.Sum(l => (l - average) * (l - average)) / (Cities - 1) / Cities);
        output.WriteLine($"alpha {alpha}: mean log ratio {average:0.000} ± {error:0.000}");

        // Maximum likelihood is biased upwards by about 1/n per parameter on the log scale: allowed for by 3/Buurten.
        Math.Abs(average).ShouldBeLessThan((4.5 * error) + (3.0 / Buurten));
    }

    /// <summary>
    /// Coverage of the 90% interval of θ, averaged over θ drawn from its prior. θ is what a buurt is relative to its city,
    /// because the level of the city is in the rates. Pooled over seeds, α from 3 to 30 and 3 to 100 requests per buurt.
    /// </summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void Intervals_of_relative_risk_cover_the_truth_87_to_93_percent()
    {
        const int Seeds = 40;
        var shares = new List<double>();
        foreach (var alpha in new[] { 3.0, 10, 30 })
        {
            foreach (var mean in new[] { 3.0, 10, 30, 100 })
            {
                var cell = new List<double>();
                for (var seed = 0; seed < Seeds; seed++)
                {
                    cell.Add(CoverageOfOneCity(new Random(1000 + seed), alpha, mean));
                }
                output.WriteLine($"alpha {alpha}, {mean} requests per buurt: {100 * cell.Average():0.0}%");
                cell.Average().ShouldBeInRange(0.75, 0.99);
                shares.AddRange(cell);
            }
        }
        var pooled = shares.Average();
        var error = Math.Sqrt(shares.Sum(s => (s - pooled) * (s - pooled)) / (shares.Count - 1.0) / shares.Count);
        output.WriteLine($"pooled: {100 * pooled:0.0}% ± {100 * error:0.00}");
        error.ShouldBeLessThan(0.01);
        pooled.ShouldBeInRange(0.87, 0.93);
    }

    private static double CoverageOfOneCity(Random random, double alpha, double mean)
    {
        var (observed, expected, theta) = Draw(random, alpha, mean);
        var scale = observed.Sum() / expected.Sum();
        var level = theta.Zip(expected, (t, e) => t * e).Sum() / expected.Sum();
        var reference = expected.Select(e => e * scale).ToArray();
        var estimate = RelativeRisk.EstimateAlpha(observed, reference);
        var belief = new AlphaBelief(observed, reference, estimate);
        var inside = 0;
        for (var b = 0; b < Buurten; b++)
        {
            var (shape, rate) = belief.Posterior(observed[b], reference[b]);
            var (low, high) = RelativeRisk.Interval(shape, rate, 0.9);
            inside += low <= theta[b] / level && theta[b] / level <= high ? 1 : 0;
        }
        return (double)inside / Buurten;
    }

    private static (double[] Observed, double[] Expected, double[] Theta) Draw(Random random, double alpha, double mean)
    {
        var (observed, expected, theta) = (new double[Buurten], new double[Buurten], new double[Buurten]);
        for (var b = 0; b < Buurten; b++)
        {
            expected[b] = mean * Gamma.Sample(random, 4, 4);
            theta[b] = Gamma.Sample(random, alpha, alpha);
            observed[b] = Poisson.Sample(random, theta[b] * expected[b]);
        }
        return (observed, expected, theta);
    }
}
