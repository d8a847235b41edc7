using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Published;

namespace Populatie.Analytics.Tests.Published;

public sealed class IntervalRiskTests
{
    /// <summary>Oracle: Bayes on a grid of θ, with the Poisson probability of the interval as likelihood.</summary>
    [Theory]
    [InlineData(8, 12, 9.5, 4)]
    [InlineData(0, 9, 3.2, 8)]
    [InlineData(0, 40, 12, 6)]
    [InlineData(118, 122, 100, 9)]
    public void Mean_and_variance_are_those_of_bayes_on_the_interval(long low, long high, double expected, double alpha)
    {
        var (shape, rate) = IntervalRisk.Posterior(new(low, low, high, Basis.Published), expected, alpha);
        var (sum, first, second) = (0.0, 0.0, 0.0);
        for (var i = 1; i <= 60_000; i++)
        {
            var theta = i * 1e-4;
            var mean = theta * expected;
            var (term, likelihood) = (Math.Exp(-mean), 0.0);
            for (var y = 0; y <= high; y++)
            {
                likelihood += y >= low ? term : 0;
                term *= mean / (y + 1);
            }
            var weight = likelihood * Math.Exp(((alpha - 1) * Math.Log(theta)) - (alpha * theta));
            (sum, first, second) = (sum + weight, first + (weight * theta), second + (weight * theta * theta));
        }
        (shape / rate).ShouldBe(first / sum, 1e-4);
        (shape / rate / rate).ShouldBe((second / sum) - (first / sum * (first / sum)), 1e-4);
    }

    [Fact]
    public void An_exact_count_gives_the_usual_posterior() =>
        IntervalRisk.Posterior(new(17, 17, 17, Basis.Published), 12.5, 7).ShouldBe(RelativeRisk.Posterior(17, 12.5, 7));

    [Fact]
    public void N3_no_exposure_gives_the_prior() =>
        IntervalRisk.Posterior(new(0, 4, 9, Basis.Estimated), 0, 7).ShouldBe((7, 7));

    [Fact]
    public void A_wide_interval_of_large_counts_stays_finite()
    {
        var (shape, rate) = IntervalRisk.Posterior(new(0, 10, 30_000, Basis.Estimated), 20_000, 2);
        double.IsFinite(shape).ShouldBeTrue();
        (shape / rate).ShouldBeInRange(0, 1.5);
    }
}
