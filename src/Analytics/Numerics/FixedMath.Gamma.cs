namespace Populatie.Analytics.Numerics;

public static partial class FixedMath
{
    private const double HalfLog2Pi = 0.9189385332046728;
    private const double OneMinusEuler = 0.42278433509846713;

    /// <summary>Where the asymptotic series take over; below it arguments are shifted up.</summary>
    private const double Asymptotic = 12;

    private const int MostTerms = 100_000;

    /// <summary>(ζ(k) − 1)/k for k = 2, 3, …: the series of ln Γ about 2 (Abramowitz &amp; Stegun 6.1.33).</summary>
    private static ReadOnlySpan<double> ZetaTerms =>
        [
            0.3224670334241132,
            0.0673523010531981,
            0.020580808427784546,
            0.007385551028673986,
            0.0028905103307415234,
            0.001192753911703261,
            0.0005096695247430425,
            0.00022315475845357939,
            9.945751278180853e-05,
            4.492623673813314e-05,
            2.050721277567069e-05,
            9.439488275268397e-06,
            4.374866789907488e-06,
            2.039215753801366e-06,
            9.55141213040742e-07,
            4.492469198764566e-07,
            2.1207184805554665e-07,
            1.0043224823968099e-07,
            4.7698101693639804e-08,
            2.2711094608943164e-08,
            1.0838659214896955e-08,
            5.183475041970047e-09,
            2.4836745438024785e-09,
            1.1921401405860912e-09,
            5.731367241678862e-10,
            2.7595228851242334e-10,
            1.330476437424449e-10,
        ];

    /// <summary>ln Γ(x) for x &gt; 0. Error ≤ 1e-13 relative, at the zeros 1 and 2 too.</summary>
    /// <returns>+∞ at 0 and +∞; NaN below 0.</returns>
    public static double LogGamma(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return x is 0 or double.PositiveInfinity ? double.PositiveInfinity : double.NaN;
        }
        if (x >= Asymptotic)
        {
            return ((x - 0.5) * Log(x)) - x + HalfLog2Pi + StirlingError(x);
        }
        if (x < 0.5)
        {
            return LogGammaAboutTwo(x) - Log1p(x) - Log(x);
        }
        if (x < 1.5)
        {
            return LogGammaAboutTwo(x - 1) - Log1p(x - 1);
        }
        var product = 1.0;
        while (x > 2.5)
        {
            x--;
            product *= x;
        }
        return LogGammaAboutTwo(x - 2) + Log(product);
    }

    /// <summary>ψ(x) = d ln Γ(x)/dx for x &gt; 0. Error ≤ 1e-14 · max(1, |ψ|).</summary>
    /// <returns>−∞ at 0; NaN below; +∞ at +∞.</returns>
    public static double Digamma(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return LogAtTheEdge(x);
        }
        var shift = 0.0;
        while (x < Asymptotic)
        {
            shift += 1 / x;
            x++;
        }
        var z = 1 / (x * x);
        var p = 1.0 / 12;
        p = (p * -z) + (691.0 / 32760);
        p = (p * -z) + (1.0 / 132);
        p = (p * -z) + (1.0 / 240);
        p = (p * -z) + (1.0 / 252);
        p = (p * -z) + (1.0 / 120);
        p = (p * -z) + (1.0 / 12);
        return Log(x) - (0.5 / x) - (p * z) - shift;
    }

    /// <summary>P(shape, x): probability that a Gamma(shape, 1) variable is at most x. Relative error ≤ 1e-12 in the lower tail and absolute in the upper, shape ≤ 1e7.</summary>
    /// <param name="x">≥ 0; below that 0.</param>
    /// <param name="shape">&gt; 0; else NaN.</param>
    /// <remarks>Source: series and continued fraction, DLMF 8.11.4 and 8.9.2; prefactor as in Loader (2000).</remarks>
    public static double GammaCdf(double x, double shape) =>
        x < shape + 1 ? GammaSeries(x, shape) : 1 - GammaFraction(x, shape);

    /// <summary>Q(shape, x) = 1 − P(shape, x) with relative error ≤ 1e-12 in the upper tail.</summary>
    public static double GammaUpperCdf(double x, double shape) =>
        x < shape + 1 ? 1 - GammaSeries(x, shape) : GammaFraction(x, shape);

    /// <summary>
    /// The x at which <see cref="GammaCdf"/>(rate · x, shape) = p. Relative error of x ≤ 1e-12, or what one ulp of p does to it if that is more.
    /// </summary>
    /// <param name="p">In [0, 1]; else NaN. 0 gives 0, 1 gives +∞.</param>
    /// <param name="shape">&gt; 0. A tiny shape may underflow to 0.</param>
    /// <param name="rate">&gt; 0.</param>
    public static double GammaQuantile(double p, double shape, double rate = 1)
    {
        if (!(p is >= 0 and <= 1) || !(shape > 0) || !(rate > 0) || double.IsInfinity(shape))
        {
            return double.NaN;
        }
        if (p is 0 or 1)
        {
            return p == 0 ? 0 : double.PositiveInfinity;
        }
        // Newton on ln P, or ln Q, as a function of t = ln x: concave in both cases, so it closes in from one side.
        var lower = p <= 0.5;
        var target = lower ? Log(p) : Log1p(-p);
        var t = GuessLogQuantile(p, shape);
        for (var i = 0; i < 200; i++)
        {
            var x = Exp(t);
            if (x == 0)
            {
                return 0;
            }
            var tail = lower ? GammaCdf(x, shape) : GammaUpperCdf(x, shape);
            var slope = GammaPrefactor(x, shape) * shape / tail;
            var step = (target - Log(tail)) / (lower ? slope : -slope);
            // A tail or a slope that underflows says only on which side the answer lies.
            if (!double.IsFinite(step) || Math.Abs(step) > 2)
            {
                step = tail == 0 == lower ? 2 : -2;
                step = tail > 0 && lower == (target > Log(tail)) ? 2 : step;
            }
            t += step;
            if (Math.Abs(step) <= 4e-15 * Math.Max(1, Math.Abs(t)))
            {
                break;
            }
        }
        return Exp(t) / rate;
    }

    /// <summary>x·ln(x/m) + m − x ≥ 0 without cancellation near x = m (Loader's deviance term); x, m &gt; 0.</summary>
    internal static double Deviance(double x, double m)
    {
        var gap = x - m;
        if (Math.Abs(gap) >= 0.1 * (x + m))
        {
            return (x * Log(x / m)) - gap;
        }
        var v = gap / (x + m);
        var sum = gap * v;
        var term = 2 * x * v;
        for (var n = 3; n < 100; n += 2)
        {
            term *= v * v;
            var next = sum + (term / n);
            if (next == sum)
            {
                break;
            }
            sum = next;
        }
        return sum;
    }

    /// <summary>ln Γ(x) − ((x − ½) ln x − x + ½ ln 2π) for x &gt; 0.</summary>
    internal static double StirlingError(double x)
    {
        if (x < Asymptotic)
        {
            return LogGamma(x) - (((x - 0.5) * Log(x)) - x + HalfLog2Pi);
        }
        var z = 1 / (x * x);
        var p = -3617.0 / 122400;
        p = (p * z) + (1.0 / 156);
        p = (p * z) - (691.0 / 360360);
        p = (p * z) + (1.0 / 1188);
        p = (p * z) - (1.0 / 1680);
        p = (p * z) + (1.0 / 1260);
        p = (p * z) - (1.0 / 360);
        return ((p * z) + (1.0 / 12)) / x;
    }

    private static double LogGammaAboutTwo(double w)
    {
        var terms = ZetaTerms;
        var p = 0.0;
        for (var k = terms.Length - 1; k >= 0; k--)
        {
            p = terms[k] - (w * p);
        }
        return w * (OneMinusEuler + (w * p));
    }

    /// <summary>x^a e^−x / Γ(a + 1).</summary>
    private static double GammaPrefactor(double x, double a)
    {
        if (a < Asymptotic)
        {
            return Exp((a * Log(x)) - x - LogGamma(a + 1));
        }
        return Exp(-Deviance(a, x) - StirlingError(a)) / Math.Sqrt(2 * Math.PI * a);
    }

    private static double GammaSeries(double x, double a)
    {
        if (!(x > 0) || !(a > 0))
        {
            return x <= 0 && a > 0 ? 0 : double.NaN;
        }
        var (term, sum) = (1.0, 1.0);
        for (var n = 1; n < MostTerms; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term <= sum * 1e-17)
            {
                break;
            }
        }
        return Math.Min(1, GammaPrefactor(x, a) * sum);
    }

    /// <summary>Continued fraction of Q by the modified Lentz recurrence; x ≥ a + 1.</summary>
    private static double GammaFraction(double x, double a)
    {
        if (!(a > 0) || double.IsNaN(x))
        {
            return double.NaN;
        }
        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }
        var b = x + 1 - a;
        var c = 1e300;
        var d = 1 / b;
        var h = d;
        for (var n = 1; n < MostTerms; n++)
        {
            var an = -n * (n - a);
            b += 2;
            d = 1 / ((an * d) + b);
            c = b + (an / c);
            var factor = d * c;
            h *= factor;
            if (Math.Abs(factor - 1) <= 1e-16)
            {
                break;
            }
        }
        return GammaPrefactor(x, a) * a * h;
    }

    /// <summary>Wilson–Hilferty in the middle, the leading power far below it; the logarithm of it.</summary>
    private static double GuessLogQuantile(double p, double a)
    {
        var power = (Log(p) + LogGamma(a + 1)) / a;
        var c = 1 / (9 * a);
        var cube = 1 - c + (NormalQuantile(p) * Math.Sqrt(c));
        return cube <= 0.2 || a < 0.5 ? Math.Min(power, Log(a + 1 - Log1p(-p))) : Log(a) + (3 * Log(cube));
    }
}
