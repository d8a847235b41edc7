using Populatie.Analytics.Need;
using Populatie.Analytics.Population;

namespace Populatie.Simulation.Grain;

/// <summary>
/// A fit on wijken from one on buurten. Counts and expectations are summed. The relative risk of a wijk is the mean of those
/// of its buurten, each weighted by the requests that the rates lead one to expect of its residents: what the buurten ask
/// together, the wijk asks. Its Gamma has the mean Σ w m and the variance Σ w² v, the posteriors of buurten being independent.
/// </summary>
internal static class CoarseFit
{
    private const int Sexes = PopulationTable.SexCount;

    /// <param name="fine">Fit on buurten.</param>
    /// <param name="residents">Residents per buurt at the begin of the projection.</param>
    public static Fit Of(Fit fine, WijkUnits units, PopulationTable residents)
    {
        var (shape, rate) = Risks(fine, units, Weights(fine, residents));
        return new Fit
        {
            Areas = units.Areas,
            Products = fine.Products,
            Bands = fine.Bands,
            Reference = fine.Reference,
            FirstYear = fine.FirstYear,
            LastYear = fine.LastYear,
            RequestRate = fine.RequestRate,
            RequestCount = fine.RequestCount,
            CarriedByRisks = fine.CarriedByRisks,
            PersonYears = units.Sum<double>(fine.PersonYears),
            Completeness = fine.Completeness,
            StepShare = fine.StepShare,
            RiskShape = shape,
            RiskRate = rate,
            Alpha = fine.Alpha,
            Stays = fine.Stays,
            EndReason = fine.EndReason,
            StepTo = fine.StepTo,
            ReturnRate = fine.ReturnRate,
            OpenAtEnd = units.Sum<int>(fine.OpenAtEnd),
            EndedInLastYear = units.Sum<int>(fine.EndedInLastYear),
            ClientsPerSpell = fine.ClientsPerSpell,
            MinutesPerDay = fine.MinutesPerDay,
            CentsPerDay = fine.CentsPerDay,
            CostBasis = fine.CostBasis,
            RateVolatility = fine.RateVolatility,
            Expected = units.Sum<double>(fine.Expected),
            Observed = units.Sum<double>(fine.Observed),
            Features = fine.Features,
            Dynamics = fine.Dynamics,
            ClientRatios = fine.ClientRatios is { } r
                ? r with
                {
                    Clients = units.Sum<double>(r.Clients),
                    Spells = units.Sum<double>(r.Spells),
                }
                : null,
            RequestDays = fine.RequestDays,
            Unseen = fine.Unseen,
            Waits = fine.Waits,
            Eighteen = fine.Eighteen,
            Hours = fine.Hours,
            Basis = fine.Basis,
            Inputs = fine.Inputs,
        };
    }

    /// <returns>Shape [Buurt, Product]: requests per year at the fit's rates, before the relative risk.</returns>
    private static double[] Weights(Fit fit, PopulationTable residents)
    {
        var (products, bands) = (fit.Products.ProductCount, fit.Bands.Count);
        var weights = new double[residents.BuurtCount * products];
        var perBand = new long[bands * Sexes];
        for (var buurt = 0; buurt < residents.BuurtCount; buurt++)
        {
            perBand.AsSpan().Clear();
            var persons = residents.OfBuurt(buurt);
            for (var cell = 0; cell < persons.Length; cell++)
            {
                var (sex, age) = Math.DivRem(cell, persons.Length / Sexes);
                perBand[(fit.Bands.OfAge(age) * Sexes) + sex] += persons[cell];
            }
            for (var product = 0; product < products; product++)
            {
                var rates = fit.RequestRate.AsSpan(product * perBand.Length, perBand.Length);
                for (var i = 0; i < rates.Length; i++)
                {
                    weights[(buurt * products) + product] += rates[i] * perBand[i];
                }
            }
        }
        return weights;
    }

    private static (double[] Shape, double[] Rate) Risks(Fit fine, WijkUnits units, double[] weights)
    {
        var products = fine.Products.ProductCount;
        var totals = units.Sum<double>(weights);
        var buurtenPer = new int[units.Areas.BuurtCount];
        foreach (var wijk in units.WijkOfBuurt)
        {
            buurtenPer[wijk]++;
        }
        var (mean, variance) = (new double[totals.Length], new double[totals.Length]);
        var certain = new bool[totals.Length];
        certain.AsSpan().Fill(true);
        for (var i = 0; i < weights.Length; i++)
        {
            var wijk = units.WijkOfBuurt[i / products];
            var at = (wijk * products) + (i % products);
            // Where nothing is expected every buurt counts as much; it does not matter.
            var weight = totals[at] > 0 ? weights[i] / totals[at] : 1.0 / buurtenPer[wijk];
            var m = fine.RiskShape[i] / fine.RiskRate[i];
            mean[at] += weight * m;
            variance[at] += weight * weight * (m / fine.RiskRate[i]);
            certain[at] &= fine.RiskShape[i] >= Fit.CertainShape && fine.RiskRate[i] >= Fit.CertainShape;
        }
        var (shape, rate) = (new double[totals.Length], new double[totals.Length]);
        for (var at = 0; at < totals.Length; at++)
        {
            (shape[at], rate[at]) = certain[at]
                ? (Fit.CertainShape, Fit.CertainShape)
                : (mean[at] / variance[at] * mean[at], mean[at] / variance[at]);
        }
        return (shape, rate);
    }
}
