namespace Populatie.Analytics.Need;

/// <summary>Relative risks of all buurten and products. B buurten, P products.</summary>
/// <param name="Shape">Shape [B, P] of the Gamma posterior.</param>
/// <param name="Rate">Shape [B, P]; in units of the city's (or the national) rates.</param>
/// <param name="Alpha">Shape [P].</param>
internal sealed record RiskTable(double[] Shape, double[] Rate, double[] Alpha)
{
    /// <summary>
    /// α and posteriors against what the reference expects of located requests; then the rate is rescaled, so that θ
    /// multiplies the rates that a projection uses, and θ × their expectation is what the reference and the data said.
    /// </summary>
    /// <param name="located">Shape [B, P]: requests whose buurt is known.</param>
    /// <param name="expected">Shape [B, P]: by the reference, unknown places included.</param>
    /// <param name="byRates">Shape [B, P]: by the rates that a projection uses.</param>
    /// <param name="completeness">Shape [P].</param>
    public static RiskTable Estimate(
        double[] located,
        double[] expected,
        double[] byRates,
        double[] completeness,
        int buurten
    )
    {
        var products = completeness.Length;
        var table = new RiskTable(new double[located.Length], new double[located.Length], new double[products]);
        var y = new double[buurten];
        var e = new double[buurten];
        for (var product = 0; product < products; product++)
        {
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                y[buurt] = located[(buurt * products) + product];
                e[buurt] = expected[(buurt * products) + product] * completeness[product];
            }
            var seen = y.Any(v => v > 0);
            var alpha = seen ? RelativeRisk.EstimateAlpha(y, e) : double.PositiveInfinity;
            var belief = seen ? new AlphaBelief(y, e, alpha) : null;
            table.Alpha[product] = alpha;
            for (var buurt = 0; buurt < buurten; buurt++)
            {
                var i = (buurt * products) + product;
                var (shape, rate) =
                    belief?.Posterior(y[buurt], e[buurt]) ?? RelativeRisk.Posterior(y[buurt], e[buurt], alpha);
                var rescale = expected[i] > 0 && byRates[i] > 0 ? byRates[i] / expected[i] : 1;
                (table.Shape[i], table.Rate[i]) = (shape, rate * rescale);
            }
        }
        return table;
    }
}
