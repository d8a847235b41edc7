using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>
/// How sure the data are of α. A few requests over a hundred buurten leave α almost free, and often put its best value at
/// infinity; an interval for θ that took it as known would be far too narrow. So the variance of θ is averaged over α, by
/// its likelihood, from a belief before the data speak: the density of the spread of θ, α^−½, grows as its root, midway
/// between uniform on the spread and uniform on the variance. Where data are plenty this changes nothing. Method: docs/method/fit.md.
/// </summary>
internal sealed class AlphaBelief
{
    private const int Points = 97;

    /// <summary>The belief's weight of log α: α to the power of minus this.</summary>
    private const double Lean = 0.75;

    /// <summary>The spread of θ is believed to be at most 1/√this = 2, unless the data say more.</summary>
    private const double Widest = 0.25;

    private readonly double alpha;
    private readonly double[] alphas = new double[Points];
    private readonly double[] weights = new double[Points];

    /// <param name="observed">Shape [Buurt].</param>
    /// <param name="expected">Shape [Buurt].</param>
    /// <param name="alpha">Its maximum likelihood estimate; may be +∞.</param>
    /// <param name="likeness">Shape [Buurt]: α of each buurt is α times this; empty: 1 everywhere.</param>
    public AlphaBelief(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        double alpha,
        ReadOnlySpan<double> likeness = default
    )
    {
        this.alpha = alpha;
        var low = FixedMath.Log(Math.Min(Widest, alpha / 4));
        var step = (FixedMath.Log(RelativeRisk.LargestAlpha) - low) / (Points - 1);
        var highest = double.NegativeInfinity;
        for (var i = 0; i < Points; i++)
        {
            var logAlpha = low + (i * step);
            alphas[i] = FixedMath.Exp(logAlpha);
            weights[i] = RelativeRisk.GainOverPoisson(observed, expected, likeness, alphas[i]) - (Lean * logAlpha);
            highest = Math.Max(highest, weights[i]);
        }
        double sum = 0;
        for (var i = 0; i < Points; i++)
        {
            weights[i] = FixedMath.Exp(weights[i] - highest);
            sum += weights[i];
        }
        for (var i = 0; i < Points; i++)
        {
            weights[i] /= sum;
        }
    }

    /// <summary>
    /// The Gamma with the mean of the posterior at the estimated α, (y + α)/(E + α), and with the mean squared distance
    /// from it over all α believed.
    /// </summary>
    /// <param name="likeness">α of this buurt is α times this.</param>
    public (double Shape, double Rate) Posterior(double observed, double expected, double likeness = 1)
    {
        var (shape, rate) = RelativeRisk.Posterior(observed, expected, alpha * likeness);
        var mean = shape / rate;
        double variance = 0;
        for (var i = 0; i < Points; i++)
        {
            var here = alphas[i] * likeness;
            var meanHere = (observed + here) / (expected + here);
            var off = meanHere - mean;
            variance += weights[i] * ((meanHere / (expected + here)) + (off * off));
        }
        return (mean * mean / variance, mean / variance);
    }
}
