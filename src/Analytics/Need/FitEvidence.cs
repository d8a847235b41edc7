using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Need;

/// <summary>The evidence behind what a fit says of an area: its located requests over the window.</summary>
internal static class FitEvidence
{
    /// <param name="buurten">Ordinals of the buurten of the area.</param>
    /// <param name="products">Ordinals of products proper.</param>
    public static string Of(Fit fit, IReadOnlyList<int> buurten, IReadOnlyList<int> products, Basis basis)
    {
        var years = fit.LastYear - fit.FirstYear + 1;
        double located = 0;
        foreach (var buurt in buurten)
        {
            foreach (var product in products)
            {
                var observed = fit.Observed[(buurt * fit.Products.ProductCount) + product];
                located += observed * years * fit.Completeness[product];
            }
        }
        return EvidenceGrade.Of(located, UnknownShare(fit, products), years, basis);
    }

    /// <summary>Share of the city's requests for these products whose buurt is not known.</summary>
    private static double UnknownShare(Fit fit, IReadOnlyList<int> products)
    {
        double all = 0;
        double unknown = 0;
        for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
        {
            foreach (var product in products)
            {
                var observed = fit.Observed[(buurt * fit.Products.ProductCount) + product];
                all += observed;
                unknown += observed * (1 - fit.Completeness[product]);
            }
        }
        return all > 0 ? unknown / all : 0;
    }
}
