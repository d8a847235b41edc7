using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;

namespace Populatie.Analytics.Published;

/// <summary>
/// Relative risk from a count of which only an interval is known: y ~ Poisson(θE), θ ~ Gamma(α, α), low ≤ y ≤ high. The
/// posterior is the mixture of Gamma(y + α, E + α) over the possible y, each as likely as the negative binomial makes it;
/// given back as the Gamma with the same mean and variance.
/// </summary>
public static class IntervalRisk
{
    /// <summary>Weights are scaled down before they overflow; only their ratios matter.</summary>
    private const double TooLarge = 1e200;

    /// <param name="count">What the table lets one know.</param>
    /// <param name="expected">E &gt; 0; persons.</param>
    /// <param name="alpha">α; +∞ gives certainty that θ = 1.</param>
    /// <returns>
    /// Shape and rate; mean and variance of θ are exact but for rounding (relative 1e-12 per hundred counts in the interval).
    /// With low = high this is <see cref="RelativeRisk.Posterior"/> itself.
    /// </returns>
    public static (double Shape, double Rate) Posterior(CountInterval count, double expected, double alpha)
    {
        if (count.IsExact || !(alpha < Fit.CertainShape) || expected <= 0)
        {
            return RelativeRisk.Posterior(expected > 0 ? count.Low : 0, Math.Max(0, expected), alpha);
        }
        var rate = expected + alpha;
        var odds = expected / rate;
        double weight = 1;
        double sum = 0;
        double first = 0;
        double second = 0;
        for (var y = count.Low; y <= count.High; y++)
        {
            var mean = (y + alpha) / rate;
            sum += weight;
            first += weight * mean;
            second += weight * mean * (mean + (1 / rate));
            weight *= (y + alpha) / (y + 1) * odds;
            if (sum > TooLarge || weight > TooLarge)
            {
                (weight, sum) = (weight / TooLarge, sum / TooLarge);
                (first, second) = (first / TooLarge, second / TooLarge);
            }
        }
        var (middle, square) = (first / sum, second / sum);
        var variance = square - (middle * middle);
        return variance > 0
            ? (middle * middle / variance, middle / variance)
            : (Fit.CertainShape, Fit.CertainShape / middle);
    }
}
