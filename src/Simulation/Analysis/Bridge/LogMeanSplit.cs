using Populatie.Analytics.Numerics;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>
/// Splits the change of a product of factors into a part per factor without a rest: the logarithmic mean Divisia index, LMDI
/// (Ang, Energy Policy 2004 and 2015). Part of a factor = L(value at the end, value at the begin) × ln(factor at the end ÷ at
/// the begin), with L(a, b) = (a − b) ÷ ln(a ÷ b).
/// </summary>
/// <remarks>
/// Where a factor is 0 in one of the two years the formula has a limit (Ang and Liu, Energy Policy 2007): put a small number
/// in the place of each zero and let it vanish. The whole change then goes to the factors that were zero, in equal parts.
/// Properties: (1) parts sum to the change; (2) a factor that stays the same has part 0; (3) the years exchanged give the
/// same parts with the other sign; (4) the order of the factors does not matter; (5) parts of cells add up.
/// Thread-safe; allocates nothing.
/// </remarks>
public static class LogMeanSplit
{
    /// <summary>The logarithmic mean of two values ≥ 0: between them, and 0 when one of them is.</summary>
    public static double LogMean(double a, double b)
    {
        if (!(a >= 0 && b >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(a), a < 0 ? a : b, "the logarithmic mean is of values ≥ 0");
        }
        return a == 0 || b == 0 ? 0
            : a == b ? a
            : (b - a) / FixedMath.Log1p((b - a) / a);
    }

    /// <summary>Adds the parts of one cell.</summary>
    /// <param name="begin">Shape [Factor]; each ≥ 0 and finite; the value is their product.</param>
    /// <param name="end">The same at the end.</param>
    /// <param name="parts">Shape [Factor]; added to.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is negative or not finite.</exception>
    public static void Add(ReadOnlySpan<double> begin, ReadOnlySpan<double> end, Span<double> parts)
    {
        var (first, zeroFirst) = Product(begin);
        var (last, zeroLast) = Product(end);
        if (zeroFirst > 0 || zeroLast > 0)
        {
            // At most one of the two terms is not zero.
            for (var k = 0; k < parts.Length; k++)
            {
                parts[k] += zeroFirst > 0 && begin[k] == 0 ? last / zeroFirst : 0;
                parts[k] -= zeroLast > 0 && end[k] == 0 ? first / zeroLast : 0;
            }
            return;
        }
        var mean = LogMean(first, last);
        for (var k = 0; k < parts.Length; k++)
        {
            parts[k] += mean * FixedMath.Log1p((end[k] - begin[k]) / begin[k]);
        }
    }

    private static (double Value, int Zeros) Product(ReadOnlySpan<double> factors)
    {
        var (value, zeros) = (1.0, 0);
        foreach (var factor in factors)
        {
            if (!(factor >= 0 && double.IsFinite(factor)))
            {
                throw new ArgumentOutOfRangeException(nameof(factors), factor, "a factor is negative or not finite");
            }
            value *= factor;
            zeros += factor == 0 ? 1 : 0;
        }
        return (value, zeros);
    }
}
