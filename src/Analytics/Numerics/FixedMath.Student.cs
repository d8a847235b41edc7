namespace Populatie.Analytics.Numerics;

public static partial class FixedMath
{
    private const int BetaTerms = 400;
    private const double BetaTiny = 1e-300;
    private const int Halvings = 200;

    /// <summary>
    /// The value below which a share <paramref name="p"/> of Student's t lies. Relative error ≤ 1e-9 for 1e-6 ≤ p ≤ 1 − 1e-6
    /// and up to a million degrees of freedom, against MathNet.
    /// </summary>
    /// <param name="p">In (0, 1); NaN outside.</param>
    /// <param name="degrees">Degrees of freedom; &gt; 0, not necessarily whole.</param>
    /// <remarks>The upper tail is ½ I(ν/(ν + t²); ν/2, ½), found back by halving.</remarks>
    public static double StudentQuantile(double p, double degrees)
    {
        if (!(p > 0 && p < 1 && degrees > 0))
        {
            return double.NaN;
        }
        if (p < 0.5)
        {
            return -StudentQuantile(1 - p, degrees);
        }
        // Σ of three logarithms that every step needs.
        var front = LogGamma((degrees + 1) / 2) - LogGamma(degrees / 2) - LogGamma(0.5);
        var (low, high) = (0.0, 1.0);
        while (StudentTail(high, degrees, front) > 1 - p)
        {
            (low, high) = (high, 2 * high);
        }
        for (var i = 0; i < Halvings; i++)
        {
            var middle = low + ((high - low) / 2);
            if (middle == low || middle == high)
            {
                break;
            }
            (low, high) = StudentTail(middle, degrees, front) > 1 - p ? (middle, high) : (low, middle);
        }
        return high;
    }

    /// <summary>The share of Student's t above <paramref name="t"/> ≥ 0.</summary>
    private static double StudentTail(double t, double degrees, double front)
    {
        var square = t * t;
        return 0.5 * BetaCdf(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5, front);
    }

    /// <summary>The regularised incomplete beta function I(x; a, b), from its continued fraction.</summary>
    /// <param name="rest">1 − x, which may be far too small to be found by subtraction.</param>
    /// <param name="front">ln Γ(a + b) − ln Γ(a) − ln Γ(b).</param>
    private static double BetaCdf(double x, double rest, double a, double b, double front)
    {
        if (x <= 0 || rest <= 0)
        {
            return x <= 0 ? 0 : 1;
        }
        var scale = Exp(front + (a * Log(x)) + (b * Log(rest)));
        return x < (a + 1) / (a + b + 2)
            ? scale * BetaFraction(x, a, b) / a
            : 1 - (scale * BetaFraction(rest, b, a) / b);
    }

    /// <summary>Lentz's evaluation, from the front: each step multiplies by a factor that goes to 1.</summary>
    private static double BetaFraction(double x, double a, double b)
    {
        static double Away(double value) => Math.Abs(value) < BetaTiny ? BetaTiny : value;

        var above = 1.0;
        var below = 1 / Away(1 - ((a + b) * x / (a + 1)));
        var value = below;
        for (var m = 1; m <= BetaTerms; m++)
        {
            var even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            below = 1 / Away(1 + (even * below));
            above = Away(1 + (even / above));
            value *= below * above;
            var odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            below = 1 / Away(1 + (odd * below));
            above = Away(1 + (odd / above));
            var factor = below * above;
            value *= factor;
            if (Math.Abs(factor - 1) < 1e-16)
            {
                break;
            }
        }
        return value;
    }
}
