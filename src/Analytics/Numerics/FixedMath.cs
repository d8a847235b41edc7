using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Numerics;

/// <summary>
/// The functions of a run that the processor does not round exactly by itself. Only + − × ÷ √, compares and bit moves of
/// IEEE doubles are used, in one written order, so every x64 machine gives the same bits; the platform's own exp and log do not.
/// </summary>
/// <remarks>
/// NaN gives NaN everywhere. Error bounds are tested against 40-digit values in FixedMathTests. Thread-safe; allocates nothing.
/// Method: reduction by powers of two, then Taylor series in Horner form; the tables are exact coefficients rounded once.
/// </remarks>
public static partial class FixedMath
{
    internal const double Log2E = 1.4426950408889634;

    /// <summary>ln 2 with 21 zero bits at the end: k × <see cref="Ln2High"/> is exact for |k| ≤ 2²⁰.</summary>
    internal const double Ln2High = 0.6931471803691238;

    internal const double Ln2Low = 1.9082149292705877e-10;
    internal const double ExpOverflow = 709.782712893384;
    internal const double ExpUnderflow = -745.1332191019412;

    /// <summary>2⁵² + 2⁵¹: adding and subtracting it rounds to the nearest integer, at every width.</summary>
    internal const double RoundingShift = 6755399441055744.0;

    private const double MinNormal = 2.2250738585072014e-308;
    private const double SqrtTwo = 1.4142135623730951;

    /// <summary>eˣ. Relative error ≤ 2 ulp where the result is normal; below that within one subnormal unit.</summary>
    /// <returns>+∞ above 709.78; 0 below −745.13.</returns>
    public static double Exp(double x)
    {
        if (!(x >= ExpUnderflow))
        {
            return double.IsNaN(x) ? x : 0;
        }
        return x > ExpOverflow ? double.PositiveInfinity : ExpOf(x, 0);
    }

    /// <summary>Natural logarithm. Error ≤ 2 ulp.</summary>
    /// <returns>−∞ at 0; NaN below 0; +∞ at +∞.</returns>
    public static double Log(double x)
    {
        if (!(x > 0) || double.IsPositiveInfinity(x))
        {
            return LogAtTheEdge(x);
        }
        var (k, m) = Split(x);
        var f = m - 1;
        var s = f / (2 + f);
        var half = 0.5 * f * f;
        return (k * Ln2High) - ((half - ((s * (half + AtanhTail(s * s))) + (k * Ln2Low))) - f);
    }

    /// <summary>ln(1 + x), exact to 4 ulp near 0 too. −∞ at −1; NaN below.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1) || double.IsPositiveInfinity(x))
        {
            return x == -1 ? double.NegativeInfinity : LogAtTheEdge(x);
        }
        // The rounding error of 1 + x cancels between the logarithm and its divisor.
        var u = 1 + x;
        return u == 1 ? x : Log(u) * (x / (u - 1));
    }

    /// <summary>eˣ − 1, exact to 6 ulp near 0 too.</summary>
    public static double Expm1(double x)
    {
        if (x is > 1 or < -1 || double.IsNaN(x))
        {
            return Exp(x) - 1;
        }
        var u = Exp(x);
        return u == 1 ? x : (u - 1) * (x / Log(u));
    }

    /// <summary>xʸ for x ≥ 0. Relative error ≤ 1e-14.</summary>
    /// <returns>1 when y = 0 or x = 1; NaN for x &lt; 0 (no whole powers of negative numbers here).</returns>
    public static double Pow(double x, double y)
    {
        if (y == 0 || x == 1)
        {
            return 1;
        }
        if (!(x > 0) || double.IsInfinity(x) || !double.IsFinite(y))
        {
            return PowAtTheEdge(x, y);
        }
        var (high, low) = LogPair(x);
        var (product, rest) = Multiply(high, y);
        rest += low * y;
        var sum = product + rest;
        if (!(sum >= ExpUnderflow))
        {
            return 0;
        }
        return sum > ExpOverflow ? double.PositiveInfinity : ExpOf(sum, product - sum + rest);
    }

    /// <summary>e^(x + tail) for x within the range of <see cref="Exp"/> and a tail below its last bit.</summary>
    private static double ExpOf(double x, double tail)
    {
        var k = ((x * Log2E) + RoundingShift) - RoundingShift;
        var r = (x - (k * Ln2High)) - (k * Ln2Low) + tail;
        return Scale(1 + (r + (r * r * ExpTail(r))), (int)k);
    }

    /// <summary>(eʳ − 1 − r) / r² for |r| ≤ 0.35: Taylor to r¹³; what is cut off is below 1e-17.</summary>
    internal static double ExpTail(double r)
    {
        var p = 1.0 / 6227020800;
        p = (p * r) + (1.0 / 479001600);
        p = (p * r) + (1.0 / 39916800);
        p = (p * r) + (1.0 / 3628800);
        p = (p * r) + (1.0 / 362880);
        p = (p * r) + (1.0 / 40320);
        p = (p * r) + (1.0 / 5040);
        p = (p * r) + (1.0 / 720);
        p = (p * r) + (1.0 / 120);
        p = (p * r) + (1.0 / 24);
        p = (p * r) + (1.0 / 6);
        return (p * r) + 0.5;
    }

    /// <summary>2·(atanh(s)/s − 1) as a series in z = s² ≤ 0.03.</summary>
    private static double AtanhTail(double z)
    {
        var p = 2.0 / 25;
        for (var n = 23; n >= 3; n -= 2)
        {
            p = (p * z) + (2.0 / n);
        }
        return p * z;
    }

    /// <summary>ln x as an unevaluated sum, with some 59 correct bits: what a power needs.</summary>
    private static (double High, double Low) LogPair(double x)
    {
        var (k, m) = Split(x);
        var f = m - 1;
        var divisor = 2 + f;
        var s = f / divisor;
        // What the division left over: f is exact; 2 + f may lose a bit, which the second bracket returns.
        var (product, error) = Multiply(s, divisor);
        var rest = ((f - product) - error - (s * (f - (divisor - 2)))) / divisor;
        var (high, low) = AddPair(k * Ln2High, 2 * s);
        return AddPair(high, low + ((2 * rest) + (s * AtanhTail(s * s)) + (k * Ln2Low)));
    }

    /// <summary>x = 2ᵏ · m with m in [√½, √2); x positive and finite.</summary>
    private static (double Power, double Mantissa) Split(double x)
    {
        var power = 0;
        if (x < MinNormal)
        {
            (x, power) = (x * 18014398509481984.0, -54);
        }
        var bits = BitConverter.DoubleToInt64Bits(x);
        power += (int)(bits >> 52) - 1023;
        var mantissa = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        return mantissa >= SqrtTwo ? (power + 1, mantissa * 0.5) : (power, mantissa);
    }

    /// <summary>x · 2ᵏ, rounded once; in two steps where 2ᵏ alone is not a normal double.</summary>
    private static double Scale(double x, int k) =>
        k switch
        {
            > 1023 => x * 2 * PowerOfTwo(k - 1),
            < -1022 => x * PowerOfTwo(k + 60) * PowerOfTwo(-60),
            _ => x * PowerOfTwo(k),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);

    /// <summary>a·b exactly, as rounded product and error (Dekker; |a|, |b| below 2⁹⁹⁵).</summary>
    private static (double Product, double Error) Multiply(double a, double b)
    {
        var product = a * b;
        if (!double.IsFinite(product))
        {
            return (product, 0);
        }
        var (ah, al) = Halve(a);
        var (bh, bl) = Halve(b);
        return (product, (((ah * bh) - product) + (ah * bl) + (al * bh)) + (al * bl));
    }

    private static (double High, double Low) Halve(double a)
    {
        var scaled = a * 134217729.0;
        if (!double.IsFinite(scaled))
        {
            return (a, 0);
        }
        var high = scaled - (scaled - a);
        return (high, a - high);
    }

    private static (double High, double Low) AddPair(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static double LogAtTheEdge(double x) =>
        x switch
        {
            0 => double.NegativeInfinity,
            double.PositiveInfinity => x,
            _ => double.NaN,
        };

    private static double PowAtTheEdge(double x, double y)
    {
        if (!(x >= 0) || double.IsNaN(y))
        {
            return double.NaN;
        }
        var grows = x > 1 == y > 0;
        return grows ? double.PositiveInfinity : 0;
    }
}
