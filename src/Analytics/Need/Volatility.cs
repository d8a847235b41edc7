using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>How much a product's request rate wanders from year to year, beyond the noise of counting.</summary>
internal static class Volatility
{
    /// <summary>
    /// Method of moments. With age-standardised ratios r = count ÷ expected count, the squared change of ln r has mean
    /// σ² + 1/n(t) + 1/n(t+1) under Poisson counts. The changes are not centred: a trend counts as volatility, because the
    /// projection has none. The assumption is worth <c>RateVolatilityYears</c> changes.
    /// </summary>
    /// <param name="counts">Shape [Year]; new requests of the city.</param>
    /// <param name="expected">Shape [Year]; what constant rates give for the people of each year.</param>
    /// <returns>σ in 1/√yr, at least the floor.</returns>
    public static double Estimate(ReadOnlySpan<long> counts, ReadOnlySpan<double> expected, FitAssumptions assumptions)
    {
        double sum = 0;
        var changes = 0;
        for (var year = 1; year < counts.Length; year++)
        {
            var usable = counts[year] > 0 && counts[year - 1] > 0 && expected[year] > 0 && expected[year - 1] > 0;
            if (usable)
            {
                var change = FixedMath.Log(counts[year] / expected[year] / (counts[year - 1] / expected[year - 1]));
                sum += (change * change) - (1.0 / counts[year]) - (1.0 / counts[year - 1]);
                changes++;
            }
        }
        var prior = assumptions.RateVolatility.Value;
        var weight = assumptions.RateVolatilityYears.Value;
        var variance = ((weight * prior * prior) + Math.Max(0, sum)) / (weight + changes);
        return Math.Max(assumptions.RateVolatilityFloor.Value, Math.Sqrt(variance));
    }
}
