namespace Populatie.Simulation.Store;

/// <summary>How unevenly unmet need lies over the wijken in one year: medians over the replicates, and where 90% of them lie.</summary>
/// <param name="Year">Projected year.</param>
/// <param name="MostVulnerable">Unmet need per resident in the fifth of the residents in the most vulnerable wijken.</param>
/// <param name="LeastVulnerable">The same in the least vulnerable fifth.</param>
/// <param name="Ratio">The first over the second; null when in more than one replicate in twenty the second is 0.</param>
/// <param name="RatioLow">5% of the replicates lie below.</param>
/// <param name="RatioHigh">5% of the replicates lie above.</param>
/// <param name="Index">Concentration index: below 0 when unmet need lies with the vulnerable.</param>
/// <param name="IndexLow">5% of the replicates lie below.</param>
/// <param name="IndexHigh">5% of the replicates lie above.</param>
public sealed record InequalityRow(
    int Year,
    double MostVulnerable,
    double LeastVulnerable,
    double? Ratio,
    double? RatioLow,
    double? RatioHigh,
    double Index,
    double IndexLow,
    double IndexHigh
);
