using Populatie.Analytics.Areas;
using Populatie.Analytics.Need.Sources;

namespace Populatie.Analytics.Need.Features;

/// <summary>
/// What a fit learnt from features of buurten: how much the relative risk changes with one standard deviation of each over the
/// buurten, the others the same. P products, F features.
/// </summary>
/// <param name="Names">Shape [F].</param>
/// <param name="Effect">Shape [P, F]; change of the log of the relative risk.</param>
/// <param name="Error">Shape [P, F]; standard error.</param>
public sealed record FeatureEffects(IReadOnlyList<string> Names, double[] Effect, double[] Error);

/// <summary>Regresses each product on the features and gives the prior mean of the relative risk of each buurt.</summary>
internal static class FeatureModel
{
    /// <summary>Features per resident; ages are in the expected use already.</summary>
    public static readonly IReadOnlyList<string> Names = ["assistance", "disability", "one_person_households"];

    /// <summary>Fewer requests than this and a product keeps to a prior mean of 1.</summary>
    private const double LeastRequests = 30;

    private static readonly Lazy<double> Spread = new(() =>
        AssumptionFile.Embedded("catalogue/fit.yaml")["feature_spread"].Value
    );

    /// <param name="located">Shape [B, P]: requests whose buurt is known.</param>
    /// <param name="expected">Shape [B, P]: by the reference, unknown places included.</param>
    /// <param name="completeness">Shape [P].</param>
    /// <returns>The effects, and m with shape [B, P].</returns>
    public static (FeatureEffects Effects, double[] Mean) Estimate(
        AreaIndex areas,
        AreaFeatures features,
        double[] located,
        double[] expected,
        double[] completeness
    )
    {
        var products = completeness.Length;
        var standard = Standardised(areas, features);
        var effects = new FeatureEffects(Names, new double[products * Names.Count], new double[products * Names.Count]);
        var mean = new double[located.Length];
        mean.AsSpan().Fill(1);
        var (y, e) = (new double[areas.BuurtCount], new double[areas.BuurtCount]);
        for (var product = 0; product < products; product++)
        {
            double all = 0;
            for (var buurt = 0; buurt < y.Length; buurt++)
            {
                y[buurt] = located[(buurt * products) + product];
                e[buurt] = expected[(buurt * products) + product] * completeness[product];
                all += y[buurt];
            }
            if (all < LeastRequests)
            {
                effects.Error.AsSpan(product * Names.Count, Names.Count).Fill(Spread.Value);
                continue;
            }
            var (effect, error, prior) = FeatureRegression.Estimate(y, e, standard, Spread.Value);
            effect.CopyTo(effects.Effect, product * Names.Count);
            error.CopyTo(effects.Error, product * Names.Count);
            for (var buurt = 0; buurt < prior.Length; buurt++)
            {
                mean[(buurt * products) + product] = prior[buurt];
            }
        }
        return (effects, mean);
    }

    /// <summary>Shape [B, F]: mean 0 and standard deviation 1 over the buurten; 0 where a feature does not differ.</summary>
    private static double[] Standardised(AreaIndex areas, AreaFeatures features)
    {
        var (buurten, width) = (areas.BuurtCount, Names.Count);
        var table = new double[buurten * width];
        for (var f = 0; f < width; f++)
        {
            double sum = 0;
            for (var b = 0; b < buurten; b++)
            {
                table[(b * width) + f] = features.PerResident(areas.Buurten[b], Names[f]) ?? 0;
                sum += table[(b * width) + f];
            }
            double squares = 0;
            for (var b = 0; b < buurten; b++)
            {
                table[(b * width) + f] -= sum / buurten;
                squares += table[(b * width) + f] * table[(b * width) + f];
            }
            var deviation = Math.Sqrt(squares / buurten);
            for (var b = 0; b < buurten; b++)
            {
                table[(b * width) + f] = deviation > 0 ? table[(b * width) + f] / deviation : 0;
            }
        }
        return table;
    }
}
