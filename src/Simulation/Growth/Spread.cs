namespace Populatie.Simulation.Growth;

/// <summary>The middle of some values and the bounds of the middle 90% of them.</summary>
public readonly record struct Spread(double Low, double Middle, double High)
{
    /// <summary>Quantiles 5, 50 and 95 by linear interpolation between order statistics.</summary>
    /// <param name="values">At least one; in any order; they are sorted.</param>
    public static Spread Of(double[] values)
    {
        Array.Sort(values);
        return new(Quantile(values, 5), Quantile(values, 50), Quantile(values, 95));
    }

    private static double Quantile(double[] sorted, int percent)
    {
        const double whole = 100;
        var at = (sorted.Length - 1) * percent / whole;
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
