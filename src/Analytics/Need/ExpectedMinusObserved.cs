using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>
/// Verwacht minus waargenomen: how many requests a year fewer than the reference leads one to expect. It is a difference,
/// not a shortage, and is never added to unmet need.
/// </summary>
/// <param name="Expected">Requests per year by the reference.</param>
/// <param name="Observed">Requests per year.</param>
/// <param name="Low">5% bound of the difference.</param>
/// <param name="High">95% bound of the difference.</param>
public readonly record struct ExpectedMinusObserved(double Expected, double Observed, double Low, double High)
{
    private const double Share = 0.9;

    public double Value => Expected - Observed;

    /// <summary>
    /// The difference of a set of buurten and products. The interval holds two uncertainties, taken as independent: chance
    /// in the observed count (Gamma with shape y + ½: the interval of the level behind a Poisson count), and in the
    /// reference rates (Poisson counts by age and sex behind them).
    /// </summary>
    /// <param name="buurten">Ordinals of buurten.</param>
    /// <param name="products">Ordinals of products proper.</param>
    public static ExpectedMinusObserved Of(Fit fit, IReadOnlyList<int> buurten, IReadOnlyList<int> products)
    {
        var all = fit.Products.ProductCount;
        double expected = 0;
        double observed = 0;
        double located = 0;
        foreach (var buurt in buurten)
        {
            foreach (var product in products)
            {
                var i = (buurt * all) + product;
                expected += fit.Expected[i];
                observed += fit.Observed[i];
                located += fit.Observed[i] * fit.Completeness[product] * Years(fit);
            }
        }
        var (low, high) = RelativeRisk.Interval(located + 0.5, 1, Share);
        var raise = located > 0 ? observed / located : 1.0 / Years(fit);
        var (below, above) = (
            observed - (Math.Min(low, located) * raise),
            (Math.Max(high, located) * raise) - observed
        );
        var rates = FixedMath.NormalQuantile((1 + Share) / 2) * Math.Sqrt(RateVariance(fit, buurten, products));
        var value = expected - observed;
        return new(
            expected,
            observed,
            value - Math.Sqrt((above * above) + (rates * rates)),
            value + Math.Sqrt((below * below) + (rates * rates))
        );
    }

    private static int Years(Fit fit) => fit.LastYear - fit.FirstYear + 1;

    /// <summary>Σ over products, bands and sexes of (rate × person-years)² ÷ count: counts are Poisson.</summary>
    private static double RateVariance(Fit fit, IReadOnlyList<int> buurten, IReadOnlyList<int> products)
    {
        var cells = fit.Bands.Count * Exposure.SexCount;
        var people = new double[cells];
        foreach (var buurt in buurten)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                people[cell] += fit.PersonYears[(buurt * cells) + cell];
            }
        }
        double variance = 0;
        foreach (var product in products)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                var count = fit.RequestCount[(product * cells) + cell];
                var requests = fit.RequestRate[(product * cells) + cell] / (1 - fit.StepShare[product]) * people[cell];
                variance += count > 0 ? requests * requests / count : 0;
            }
        }
        return variance;
    }
}
