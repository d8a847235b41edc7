namespace Populatie.Analytics.Outcomes;

/// <summary>A share of a number of cases, with its Wilson interval.</summary>
/// <param name="Of">Number of cases.</param>
public readonly record struct Proportion(long Of, double Value, double Low, double High)
{
    /// <summary>
    /// Wilson's score interval: the shares p for which |x/n − p| ≤ z √(p(1 − p)/n). It stays within 0 and 1, and holds for
    /// few cases and for shares near 0 or 1, where the usual one does not. Thread-safe.
    /// </summary>
    /// <param name="hits">0 … <paramref name="cases"/>.</param>
    /// <param name="cases">At least 1.</param>
    /// <param name="z">Quantile of the normal distribution: 1.645 for 90%.</param>
    /// <remarks>Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212.</remarks>
    public static Proportion Wilson(long hits, long cases, double z)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cases, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(hits);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hits, cases);
        var (n, share, square) = ((double)cases, hits / (double)cases, z * z);
        var middle = share + (square / (2 * n));
        var reach = z * Math.Sqrt((share * (1 - share) / n) + (square / (4 * n * n)));
        var scale = 1 + (square / n);
        return new(
            cases,
            share,
            hits == 0 ? 0 : (middle - reach) / scale,
            hits == cases ? 1 : (middle + reach) / scale
        );
    }
}
