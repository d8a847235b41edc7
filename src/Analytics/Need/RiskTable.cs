namespace Populatie.Analytics.Need;

/// <summary>Relative risks of all buurten and products. B buurten, P products.</summary>
/// <param name="Shape">Shape [B, P] of the Gamma posterior.</param>
/// <param name="Rate">Shape [B, P]; in units of the city's (or the national) rates.</param>
/// <param name="Alpha">Shape [P].</param>
internal sealed record RiskTable(double[] Shape, double[] Rate, double[] Alpha)
{
    /// <summary>Fewer requests than this over all buurten cannot tell one α from another: their likelihood is all but flat.</summary>
    private const double LeastRequests = 10;

    /// <summary>Rates of ages and sexes keep at least a tenth of their chance: relative risks tell nothing of ages.</summary>
    private const double MostCarried = 0.9;

    /// <summary>Least mean of θ that is reported where steps alone explain more than what was seen.</summary>
    private const double LeastRisk = 0.01;

    /// <summary>
    /// α and posteriors against what the reference expects of located requests; then the rate is rescaled, so that θ
    /// multiplies the rates that a projection uses.
    /// <para>
    /// Requests that came by a step follow another product's θ. Of the E + S requests foreseen in a buurt only E follow the
    /// own θ, so (θE + S)/(E + S) has mean 1 and variance (E/(E + S))²/α: a relative risk whose α is ((E + S)/E)² times as
    /// large. That one is estimated as usual, and θ is read back from it. Without steps S is 0 and nothing changes.
    /// </para>
    /// </summary>
    /// <param name="located">Shape [B, P]: requests whose buurt is known.</param>
    /// <param name="stepped">Shape [B, P]: those among them that came by a step, as far as can be foreseen.</param>
    /// <param name="expected">Shape [B, P]: by the reference, unknown places and steps included.</param>
    /// <param name="byRates">Shape [B, P]: by the rates that a projection uses, unknown places and steps included.</param>
    /// <param name="completeness">Shape [P].</param>
    /// <param name="stepShare">Shape [P].</param>
    public static RiskTable Estimate(
        double[] located,
        double[] stepped,
        double[] expected,
        double[] byRates,
        double[] completeness,
        double[] stepShare
    )
    {
        var products = completeness.Length;
        var buurten = located.Length / products;
        var table = new RiskTable(new double[located.Length], new double[located.Length], new double[products]);
        var y = new double[buurten];
        var own = new double[buurten];
        var foreseen = new double[buurten];
        var likeness = new double[buurten];
        for (var product = 0; product < products; product++)
        {
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var i = (buurt * products) + product;
                y[buurt] = located[i];
                own[buurt] = expected[i] * completeness[product] * (1 - stepShare[product]);
                foreseen[buurt] = own[buurt] > 0 ? own[buurt] + stepped[i] : 0;
                var ratio = own[buurt] > 0 ? foreseen[buurt] / own[buurt] : 1;
                likeness[buurt] = ratio * ratio;
            }
            var factors = stepShare[product] > 0 ? likeness : [];
            var seen = y.Any(v => v > 0);
            var enough = y.Sum() >= LeastRequests;
            var alpha = enough ? RelativeRisk.EstimateAlpha(y, foreseen, factors) : double.PositiveInfinity;
            var belief = seen ? new AlphaBelief(y, foreseen, alpha, factors) : null;
            table.Alpha[product] = alpha;
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var i = (buurt * products) + product;
                var (shape, rate) =
                    belief?.Posterior(y[buurt], foreseen[buurt], likeness[buurt])
                    ?? RelativeRisk.Posterior(y[buurt], foreseen[buurt], alpha);
                if (stepShare[product] > 0 && own[buurt] > 0)
                {
                    (shape, rate) = OwnRisk(shape, rate, own[buurt], foreseen[buurt]);
                }
                var rescale = expected[i] > 0 && byRates[i] > 0 ? byRates[i] / expected[i] : 1;
                (table.Shape[i], table.Rate[i]) = (shape, rate * rescale);
            }
        }
        return table;
    }

    /// <summary>
    /// Of the chance in the city's requests, the share that comes back when all relative risks are drawn: variance of Σ θE
    /// against what it would be of a count. It is 1 where buurten differ so much that each is known by its own requests alone,
    /// and 0 where none differ.
    /// </summary>
    /// <param name="byRates">Shape [B, P], as in <see cref="Estimate"/>.</param>
    /// <param name="counts">Shape [P, n]: requests behind each rate.</param>
    /// <returns>Shape [P], in [0, <see cref="MostCarried"/>].</returns>
    public double[] ShareOfChance(double[] byRates, double[] counts)
    {
        var products = Alpha.Length;
        var cells = counts.Length / products;
        var shares = new double[products];
        for (var product = 0; product < products; product++)
        {
            var (mean, variance, count) = (0.0, 0.0, 0.0);
            for (var i = product; i < byRates.Length; i += products)
            {
                var scaled = byRates[i] / Rate[i];
                (mean, variance) = (mean + (scaled * Shape[i]), variance + (scaled * scaled * Shape[i]));
            }
            for (var cell = 0; cell < cells; cell++)
            {
                count += counts[(product * cells) + cell];
            }
            shares[product] = mean > 0 ? Math.Clamp(count * variance / mean / mean, 0, MostCarried) : 0;
        }
        return shares;
    }

    /// <summary>From the Gamma of (θE + S)/(E + S) to the Gamma of θ with the mean and variance that follow.</summary>
    private static (double Shape, double Rate) OwnRisk(double shape, double rate, double own, double foreseen)
    {
        var scale = foreseen / own;
        var mean = Math.Max(LeastRisk, 1 + (scale * ((shape / rate) - 1)));
        var variance = scale * scale * shape / rate / rate;
        return (mean * mean / variance, mean / variance);
    }
}
