using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>A fit as figures: what is shown, exported and asserted.</summary>
public static class FitFigures
{
    private const double Share = 0.9;

    /// <summary>
    /// The figures that a query asks for, ordered by measure, area, product. Areas are the real ones: a fit has spread
    /// <c>onbekend</c> over them. Relative risk of a set is its posterior mean of requests ÷ what the reference expects.
    /// </summary>
    /// <exception cref="UsageException">The measure is not one of <see cref="FitMeasures.All"/>.</exception>
    public static IEnumerable<Figure> Select(Fit fit, FigureQuery query)
    {
        if (query.Measure is { } asked && !FitMeasures.All.Contains(asked, StringComparer.Ordinal))
        {
            var known = string.Join(", ", FitMeasures.All);
            throw new UsageException(
                new(
                    $"a fit has no measure '{asked}'; it has {known}{Spelling.Advice(asked, FitMeasures.All).English}",
                    $"een schatting heeft geen maat '{asked}'; wel {known}{Spelling.Advice(asked, FitMeasures.All).Dutch}"
                )
            );
        }
        if (query.Year is { } year && year != fit.LastYear)
        {
            yield break;
        }
        var products = ProductsOf(fit, query);
        foreach (var measure in FitMeasures.All.Where(m => query.Measure is null || Same(m, query.Measure)))
        {
            foreach (var (area, buurten) in AreasOf(fit, query))
            {
                foreach (var ordinal in products)
                {
                    if (FigureOf(fit, measure, area, buurten, ordinal) is { } figure)
                    {
                        yield return figure;
                    }
                }
            }
        }
    }

    /// <summary>
    /// The buurten where requests fall furthest below what the reference expects, most first; equal ones by code.
    /// </summary>
    /// <param name="product">A product or total: <c>all</c>, <c>Wmo</c>, <c>Jeugd</c>, <c>track-2</c>, …</param>
    /// <exception cref="UsageException">No such product.</exception>
    public static IReadOnlyList<(Figure Figure, ExpectedMinusObserved Difference)> MostExpectedMinusObserved(
        Fit fit,
        string product,
        int count
    )
    {
        if (!fit.Products.TryFind(product, out var ordinal))
        {
            throw new UsageException(
                new($"there is no product or total {product}", $"er is geen product of totaal {product}")
            );
        }
        var parts = Parts(fit, ordinal);
        return
        [
            .. AreasOf(fit, new FigureQuery { Level = AreaLevel.Buurt })
                .Select(a => (a.Area, a.Buurten, Difference: ExpectedMinusObserved.Of(fit, a.Buurten, parts)))
                .OrderByDescending(a => a.Difference.Value)
                .ThenBy(a => a.Area.Code, StringComparer.Ordinal)
                .Take(count)
                .Select(a =>
                    (FigureOf(fit, FitMeasures.ExpectedMinusObserved, a.Area, a.Buurten, ordinal)!, a.Difference)
                ),
        ];
    }

    private static Figure? FigureOf(Fit fit, string measure, Area area, int[] buurten, int ordinal)
    {
        var parts = Parts(fit, ordinal);
        var (unit, value) = measure switch
        {
            FitMeasures.Expected => ("requests/yr", Alone(Sum(fit, fit.Expected, buurten, parts))),
            FitMeasures.Observed => ("requests/yr", Alone(Sum(fit, fit.Observed, buurten, parts))),
            FitMeasures.ExpectedMinusObserved => ("requests/yr", Difference(fit, buurten, parts)),
            FitMeasures.RelativeRisk => ("ratio", Risk(fit, buurten, parts)),
            FitMeasures.RequestRate => ("requests/1000 person-years", Alone(Rate(fit, buurten, parts))),
            FitMeasures.EndsAtEighteen => ("share", Eighteen(fit, parts)),
            _ => ("months", fit.Products.IsTotal(ordinal) ? default : MeanStay(fit, ordinal)),
        };
        return value.Value is not { } central || !double.IsFinite(central)
            ? null
            : new Figure
            {
                Area = area.Code,
                AreaName = area.Name,
                Level = area.Level,
                Year = fit.LastYear,
                Product = fit.Products.Codes[ordinal],
                Measure = measure,
                Unit = unit,
                Value = central,
                Low = value.Low,
                High = value.High,
                Basis = Basis.Estimated,
                Evidence = FitEvidence.Of(fit, buurten, parts, Basis.Estimated),
            };
    }

    private static (double? Value, double? Low, double? High) Alone(double value) => (value, null, null);

    private static (double? Value, double? Low, double? High) Difference(Fit fit, int[] buurten, int[] parts)
    {
        var difference = ExpectedMinusObserved.Of(fit, buurten, parts);
        return (difference.Value, difference.Low, difference.High);
    }

    /// <summary>
    /// One buurt and product: the Gamma posterior itself. A set: Σ posterior ÷ Σ expected, as the Gamma with the same mean
    /// and variance, buurten and products taken as independent.
    /// </summary>
    private static (double? Value, double? Low, double? High) Risk(Fit fit, int[] buurten, int[] parts)
    {
        double mean = 0;
        double variance = 0;
        double expected = 0;
        foreach (var buurt in buurten)
        {
            foreach (var product in parts)
            {
                var i = (buurt * fit.Products.ProductCount) + product;
                var foreseen = ByRates(fit, buurt, product);
                var (shape, rate) = (fit.RiskShape[i], fit.RiskRate[i]);
                if (buurten.Length == 1 && parts.Length == 1)
                {
                    var scale = foreseen > 0 && fit.Expected[i] > 0 ? foreseen / fit.Expected[i] : 1;
                    var (lowest, highest) = RelativeRisk.Interval(shape, rate, Share);
                    return (scale * shape / rate, scale * lowest, scale * highest);
                }
                mean += foreseen * shape / rate;
                variance += foreseen * foreseen * shape / rate / rate;
                expected += fit.Expected[i];
            }
        }
        if (expected <= 0 || mean <= 0)
        {
            return WithoutPeople(fit, buurten, parts);
        }
        var (low, high) = RelativeRisk.Interval(mean * mean / variance, mean / variance, Share);
        return (mean / expected, low / expected, high / expected);
    }

    /// <summary>
    /// Nobody lives there: the prior, weighed by what the city expects of each product, instead of a gap (law N3).
    /// </summary>
    private static (double? Value, double? Low, double? High) WithoutPeople(Fit fit, int[] buurten, int[] parts)
    {
        double mean = 0;
        double variance = 0;
        double weights = 0;
        foreach (var product in parts)
        {
            var i = (buurten[0] * fit.Products.ProductCount) + product;
            double weight = 0;
            for (var buurt = 0; buurt < fit.Areas.BuurtCount; buurt++)
            {
                weight += fit.Expected[(buurt * fit.Products.ProductCount) + product];
            }
            mean += weight * fit.RiskShape[i] / fit.RiskRate[i];
            variance += weight * weight * fit.RiskShape[i] / fit.RiskRate[i] / fit.RiskRate[i];
            weights += weight;
        }
        if (weights <= 0)
        {
            return default;
        }
        var (low, high) = RelativeRisk.Interval(mean * mean / variance, mean / variance, Share);
        return (mean / weights, low / weights, high / weights);
    }

    private static (double? Value, double? Low, double? High) MeanStay(Fit fit, int product)
    {
        if (fit.Stays[product] is not { } stay)
        {
            return default;
        }
        var months = stay.MeanYears * 12;
        var spread = FixedMath.Exp(FixedMath.NormalQuantile((1 + Share) / 2) * stay.RelativeError);
        return (months, months / spread, months * spread);
    }

    private static (double? Value, double? Low, double? High) Eighteen(Fit fit, int[] parts)
    {
        var share = fit.Eighteen is { } told ? told.ShareOfWhoCame(parts.Where(p => told.Rate[p] > 0)) : null;
        return (share?.Value, share?.Low, share?.High);
    }

    /// <summary>Yearly requests that the stored rates give for the people of a buurt, steps included, θ left out.</summary>
    private static double ByRates(Fit fit, int buurt, int product)
    {
        var cells = fit.Bands.Count * Exposure.SexCount;
        double sum = 0;
        for (var cell = 0; cell < cells; cell++)
        {
            sum += fit.RequestRate[(product * cells) + cell] * fit.PersonYears[(buurt * cells) + cell];
        }
        return sum / (1 - fit.StepShare[product]);
    }

    private static double Rate(Fit fit, int[] buurten, int[] parts)
    {
        var cells = fit.Bands.Count * Exposure.SexCount;
        double people = 0;
        foreach (var buurt in buurten)
        {
            for (var cell = 0; cell < cells; cell++)
            {
                people += fit.PersonYears[(buurt * cells) + cell];
            }
        }
        return people > 0 ? 1000 * Sum(fit, fit.Expected, buurten, parts) / people : double.NaN;
    }

    private static double Sum(Fit fit, double[] table, int[] buurten, int[] parts)
    {
        double sum = 0;
        foreach (var buurt in buurten)
        {
            foreach (var product in parts)
            {
                sum += table[(buurt * fit.Products.ProductCount) + product];
            }
        }
        return sum;
    }

    private static int[] Parts(Fit fit, int ordinal) =>
        [.. Enumerable.Range(0, fit.Products.ProductCount).Where(p => fit.Products.Contains(ordinal, p))];

    private static List<int> ProductsOf(Fit fit, FigureQuery query) =>
        [
            .. Enumerable
                .Range(0, fit.Products.Count)
                .Where(o => query.Product is null || Same(fit.Products.Codes[o], query.Product))
                .Where(o => fit.Products.IsTotal(o) || fit.Stays[o] is not null || HasRequests(fit, o)),
        ];

    private static bool HasRequests(Fit fit, int product) =>
        Enumerable.Range(0, fit.Areas.BuurtCount).Any(b => fit.Expected[(b * fit.Products.ProductCount) + product] > 0);

    private static IEnumerable<(Area Area, int[] Buurten)> AreasOf(Fit fit, FigureQuery query)
    {
        if (!fit.Areas.Has(query.Level))
        {
            yield break;
        }
        var ofLeaf = fit.Areas.OfLeaf(query.Level);
        var members = Enumerable.Range(0, fit.Areas.BuurtCount).ToLookup(b => ofLeaf[b]);
        var areas = fit.Areas.AreasAt(query.Level);
        for (var i = 0; i < areas.Length; i++)
        {
            if (members.Contains(i) && (query.Area is null || Same(areas[i].Code, query.Area)))
            {
                yield return (areas[i], [.. members[i]]);
            }
        }
    }

    private static bool Same(string left, string? right) => string.Equals(left, right, StringComparison.Ordinal);
}
