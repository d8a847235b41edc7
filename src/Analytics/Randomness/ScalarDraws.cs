using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Randomness;

/// <summary>Draws of real parameters for one replicate. Pure functions of (key, address, parameters); thread-safe.</summary>
public static class ScalarDraws
{
    /// <summary>Standard normal by inversion of the midpoint of a 53-bit uniform, so never infinite.</summary>
    public static double Normal(StreamKey key, in DrawAddress at) => Normal(key.Uniforms(at).First);

    /// <summary>Gamma(shape, 1).</summary>
    /// <param name="at">Attempts use the draws <c>Draw + (attempt &lt;&lt; 16)</c>: keep <c>Draw</c> below 65,536.</param>
    /// <param name="shape">&gt; 0.</param>
    /// <remarks>
    /// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000); below shape 1 by
    /// Gamma(shape + 1) · u^(1/shape). Exact apart from rounding.
    /// </remarks>
    public static double Gamma(StreamKey key, in DrawAddress at, double shape)
    {
        if (!(shape > 0) || double.IsInfinity(shape))
        {
            throw new ArgumentOutOfRangeException(nameof(shape), shape, "a gamma shape is positive and finite");
        }
        if (shape < 1)
        {
            // Attempt 0 is kept for this power: attempts of the rejection start at 1.
            var (u, _) = key.Uniforms(at);
            return Gamma(key, at, shape + 1) * FixedMath.Exp(FixedMath.Log(u + Half) / shape);
        }
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        for (var attempt = 1u; ; attempt++)
        {
            var (first, second) = key.Uniforms(at with { Draw = unchecked(at.Draw + (attempt << 16)) });
            var x = Normal(first);
            var root = 1 + (c * x);
            if (root <= 0)
            {
                continue;
            }
            var v = root * root * root;
            var u = second + Half;
            if (u < 1 - (0.0331 * x * x * x * x) || FixedMath.Log(u) < (0.5 * x * x) + (d * (1 - v + FixedMath.Log(v))))
            {
                return d * v;
            }
        }
    }

    private const double Half = 1.0 / (1UL << 54);

    private static double Normal(double uniform) =>
        // Above ½ the midpoint has no room beside 1: mirror it.
        uniform < 0.5
            ? FixedMath.NormalQuantile(uniform + Half)
            : -FixedMath.NormalQuantile(1 - (2 * Half) - uniform + Half);
}
