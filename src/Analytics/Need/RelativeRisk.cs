using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Need;

/// <summary>
/// Gamma–Poisson empirical Bayes: y ~ Poisson(θE), θ ~ Gamma(α, α), so that y is negative binomial and θ given y is
/// Gamma(y + α, E + α). Method: docs/method/fit.md.
/// </summary>
public static class RelativeRisk
{
    /// <summary>α is sought between these; at or beyond the upper one nothing differs measurably.</summary>
    public const double SmallestAlpha = 1e-3;
    public const double LargestAlpha = 1e5;

    private const int GridPoints = 48;
    private const int Sections = 60;

    /// <summary>Gain in log-likelihood over Poisson below which α is called infinite.</summary>
    private const double Gain = 1e-6;

    /// <summary>α by marginal maximum likelihood: a grid on log α, then golden sections around its best point.</summary>
    /// <param name="observed">Shape [Buurt]; requests, ≥ 0.</param>
    /// <param name="expected">Shape [Buurt]; ≥ 0; a buurt with 0 tells nothing.</param>
    /// <returns>α &gt; 0; +∞ where the likelihood has no maximum inside: no over-dispersion, or nothing seen.</returns>
    /// <remarks>Independent of the order of the buurten but for rounding in a fixed order. Error: log α within 1e-9.</remarks>
    public static double EstimateAlpha(ReadOnlySpan<double> observed, ReadOnlySpan<double> expected) =>
        EstimateAlpha(observed, expected, []);

    /// <param name="likeness">Shape [Buurt]: α of each buurt is α times this, > 0; empty: 1 everywhere.</param>
    internal static double EstimateAlpha(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<double> likeness
    )
    {
        var low = FixedMath.Log(SmallestAlpha);
        var step = (FixedMath.Log(LargestAlpha) - low) / (GridPoints - 1);
        var best = 0;
        var bestValue = double.NegativeInfinity;
        for (var point = 0; point < GridPoints; point++)
        {
            var value = At(observed, expected, likeness, low + (point * step));
            if (value > bestValue)
            {
                (best, bestValue) = (point, value);
            }
        }
        if (bestValue <= Gain || best == GridPoints - 1)
        {
            return double.PositiveInfinity;
        }
        const double Golden = 0.6180339887498949;
        var (left, right) = (low + (Math.Max(0, best - 1) * step), low + ((best + 1) * step));
        var (a, b) = (right - (Golden * (right - left)), left + (Golden * (right - left)));
        var (valueA, valueB) = (At(observed, expected, likeness, a), At(observed, expected, likeness, b));
        for (var i = 0; i < Sections; i++)
        {
            if (valueA >= valueB)
            {
                (right, b, valueB) = (b, a, valueA);
                a = right - (Golden * (right - left));
                valueA = At(observed, expected, likeness, a);
            }
            else
            {
                (left, a, valueA) = (a, b, valueB);
                b = left + (Golden * (right - left));
                valueB = At(observed, expected, likeness, b);
            }
        }
        return FixedMath.Exp((left + right) / 2);
    }

    /// <summary>
    /// Marginal log-likelihood of α less that of α = ∞ (Poisson):
    /// Σ ln Γ(y+α) − ln Γ(α) − y ln α − (y+α) ln(1+E/α) + E. Tends to 0 as α → ∞.
    /// </summary>
    public static double GainOverPoisson(ReadOnlySpan<double> observed, ReadOnlySpan<double> expected, double alpha) =>
        GainOverPoisson(observed, expected, [], alpha);

    internal static double GainOverPoisson(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<double> likeness,
        double alpha
    )
    {
        var (own, logGamma, log) = (alpha, FixedMath.LogGamma(alpha), FixedMath.Log(alpha));
        double sum = 0;
        for (var i = 0; i < observed.Length; i++)
        {
            var (y, e) = (observed[i], expected[i]);
            if (e > 0)
            {
                if (!likeness.IsEmpty)
                {
                    own = alpha * likeness[i];
                    (logGamma, log) = y > 0 ? (FixedMath.LogGamma(own), FixedMath.Log(own)) : (0, 0);
                }
                sum +=
                    (y > 0 ? FixedMath.LogGamma(y + own) - logGamma - (y * log) : 0)
                    - ((y + own) * FixedMath.Log1p(e / own))
                    + e;
            }
        }
        return sum;
    }

    /// <summary>
    /// Gamma posterior of θ. No exposure gives the prior (law N3); α = ∞ gives certainty that θ = 1, α → 0 gives a mean of
    /// y/E (law N1).
    /// </summary>
    /// <returns>Shape and rate; mean = shape ÷ rate. Both finite.</returns>
    public static (double Shape, double Rate) Posterior(double observed, double expected, double alpha) =>
        alpha < Fit.CertainShape && double.IsFinite(alpha)
            ? (observed + alpha, expected + alpha)
            : (Fit.CertainShape, Fit.CertainShape);

    /// <summary>Central interval of a Gamma posterior.</summary>
    /// <param name="share">Probability inside, for example 0.9.</param>
    /// <returns>0 ≤ Low ≤ High. Error: relative 1e-10; for shape ≥ 10⁷ the normal limit, relative error below 10⁻⁷.</returns>
    public static (double Low, double High) Interval(double shape, double rate, double share)
    {
        var tail = (1 - share) / 2;
        if (shape >= 1e7)
        {
            var z = FixedMath.NormalQuantile(1 - tail) / Math.Sqrt(shape);
            return (shape / rate * (1 - z), shape / rate * (1 + z));
        }
        return (FixedMath.GammaQuantile(tail, shape, rate), FixedMath.GammaQuantile(1 - tail, shape, rate));
    }

    private static double At(
        ReadOnlySpan<double> observed,
        ReadOnlySpan<double> expected,
        ReadOnlySpan<double> likeness,
        double logAlpha
    ) => GainOverPoisson(observed, expected, likeness, FixedMath.Exp(logAlpha));
}
