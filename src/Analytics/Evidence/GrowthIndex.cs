namespace Populatie.Analytics.Evidence;

/// <summary>Arithmetic of growth rates, without powers or logarithms: the same bits on every machine. Thread-safe.</summary>
public static class GrowthIndex
{
    /// <summary>Index after a number of equal steps: (1 + rate)^steps, by multiplication.</summary>
    /// <param name="rate">Growth per step as a share: 2.1% is 0.021; above −1.</param>
    /// <param name="steps">≥ 0; whether 2027-2033 is six steps or seven is a choice of the reader.</param>
    public static double Compound(double rate, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(rate, -1);
        var index = 1.0;
        for (var step = 0; step < steps; step++)
        {
            index *= 1 + rate;
        }
        return index;
    }

    /// <summary>Relative change: 16.6 → 18.4 is 0.108.</summary>
    /// <param name="from">Not 0.</param>
    public static double Change(double from, double to) =>
        from == 0
            ? throw new ArgumentOutOfRangeException(nameof(from), "there is no change from 0")
            : (to - from) / from;

    /// <summary>Total of parts that a source states as additive percentage points, exact in decimals.</summary>
    public static decimal AddParts(params ReadOnlySpan<decimal> points)
    {
        var sum = 0m;
        foreach (var part in points)
        {
            sum += part;
        }
        return sum;
    }
}
