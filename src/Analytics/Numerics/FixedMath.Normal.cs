namespace Populatie.Analytics.Numerics;

public static partial class FixedMath
{
    private const double SqrtPi = 1.772453850905516;

    /// <summary>Quantile of the standard normal distribution at 95%: a 90% interval reaches so many standard errors either way.</summary>
    public const double Normal95 = 1.6448536269514722;

    /// <summary>erf(x). Error ≤ 1e-12 relative; odd to the bit.</summary>
    public static double Erf(double x)
    {
        if (double.IsNaN(x) || x == 0)
        {
            return x;
        }
        if (Math.Abs(x) < 1e-8)
        {
            return x * (2 / SqrtPi);
        }
        var value = GammaCdf(x * x, 0.5);
        return x < 0 ? -value : value;
    }

    /// <summary>Standard normal distribution function. Relative error ≤ 1e-12 in both tails down to 1e-300.</summary>
    public static double NormalCdf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }
        return x < 0 ? 0.5 * GammaUpperCdf(0.5 * x * x, 0.5) : 0.5 + (0.5 * GammaCdf(0.5 * x * x, 0.5));
    }

    /// <summary>The x at which <see cref="NormalCdf"/>(x) = p. Relative error ≤ 1e-15 · 8 over (0, 1).</summary>
    /// <returns>∓∞ at 0 and 1; NaN outside.</returns>
    /// <remarks>Source: Wichura, "Algorithm AS 241", Applied Statistics 37 (1988), routine PPND16.</remarks>
    public static double NormalQuantile(double p)
    {
        if (!(p is > 0 and < 1))
        {
            return p switch
            {
                0 => double.NegativeInfinity,
                1 => double.PositiveInfinity,
                _ => double.NaN,
            };
        }
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var near = 0.180625 - (q * q);
            return q * Horner(MiddleTop, near) / Horner(MiddleBottom, near);
        }
        var r = Math.Sqrt(-Log(q < 0 ? p : 1 - p));
        var value =
            r <= 5
                ? Horner(TailTop, r - 1.6) / Horner(TailBottom, r - 1.6)
                : Horner(FarTop, r - 5) / Horner(FarBottom, r - 5);
        return q < 0 ? -value : value;
    }

    private static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        var p = 0.0;
        for (var i = coefficients.Length - 1; i >= 0; i--)
        {
            p = (p * x) + coefficients[i];
        }
        return p;
    }

    private static ReadOnlySpan<double> MiddleTop =>
        [
            3.3871328727963666080e0,
            1.3314166789178437745e2,
            1.9715909503065514427e3,
            1.3731693765509461125e4,
            4.5921953931549871457e4,
            6.7265770927008700853e4,
            3.3430575583588128105e4,
            2.5090809287301226727e3,
        ];

    private static ReadOnlySpan<double> MiddleBottom =>
        [
            1,
            4.2313330701600911252e1,
            6.8718700749205790830e2,
            5.3941960214247511077e3,
            2.1213794301586595867e4,
            3.9307895800092710610e4,
            2.8729085735721942674e4,
            5.2264952788528545610e3,
        ];

    private static ReadOnlySpan<double> TailTop =>
        [
            1.42343711074968357734e0,
            4.63033784615654529590e0,
            5.76949722146069140550e0,
            3.64784832476320460504e0,
            1.27045825245236838258e0,
            2.41780725177450611770e-1,
            2.27238449892691845833e-2,
            7.74545014278341407640e-4,
        ];

    private static ReadOnlySpan<double> TailBottom =>
        [
            1,
            2.05319162663775882187e0,
            1.67638483018380384940e0,
            6.89767334985100004550e-1,
            1.48103976427480074590e-1,
            1.51986665636164571966e-2,
            5.47593808499534494600e-4,
            1.05075007164441684324e-9,
        ];

    private static ReadOnlySpan<double> FarTop =>
        [
            6.65790464350110377720e0,
            5.46378491116411436990e0,
            1.78482653991729133580e0,
            2.96560571828504891230e-1,
            2.65321895265761230930e-2,
            1.24266094738807843860e-3,
            2.71155556874348757815e-5,
            2.01033439929228813265e-7,
        ];

    private static ReadOnlySpan<double> FarBottom =>
        [
            1,
            5.99832206555887937690e-1,
            1.36929880922735805310e-1,
            1.48753612908506148525e-2,
            7.86869131145613259100e-4,
            1.84631831751005468180e-5,
            1.42151175831644588870e-7,
            2.04426310338993978564e-15,
        ];
}
