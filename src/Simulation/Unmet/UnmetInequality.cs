using Populatie.Analytics.Areas;
using Populatie.Analytics.Need.Unmet;

namespace Populatie.Simulation.Unmet;

/// <summary>How unevenly unmet need lies over areas that differ in vulnerability.</summary>
/// <param name="MostVulnerable">Unmet need per resident in the fifth of the residents who live in the most vulnerable areas.</param>
/// <param name="LeastVulnerable">The same for the least vulnerable fifth.</param>
/// <param name="Ratio">The first over the second; null when the second is 0.</param>
/// <param name="Index">
/// Concentration index over areas from most to least vulnerable: −1 … 1; below 0 when unmet need lies with the vulnerable,
/// 0 when it lies evenly.
/// </param>
public sealed record UnmetInequality(double MostVulnerable, double LeastVulnerable, double? Ratio, double Index)
{
    private const double Fifth = 0.2;

    /// <summary>From figures of areas; their order does not matter.</summary>
    /// <param name="vulnerability">Shape [Area]; higher is more vulnerable; only its order counts.</param>
    /// <param name="residents">Shape [Area]; ≥ 0.</param>
    /// <param name="unmet">Shape [Area]; persons, ≥ 0.</param>
    /// <returns>Null when nobody lives there or nothing is unmet.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <remarks>
    /// Source of the index for grouped figures: O'Donnell, van Doorslaer, Wagstaff and Lindelow, "Analyzing Health Equity Using
    /// Household Survey Data", World Bank (2008), chapter 8: C = Σ (p[t] L[t+1] − p[t+1] L[t]), with p and L the cumulative
    /// shares of residents and of unmet need. Areas of equal vulnerability are one group.
    /// </remarks>
    public static UnmetInequality? Of(
        ReadOnlySpan<double> vulnerability,
        ReadOnlySpan<double> residents,
        ReadOnlySpan<double> unmet
    )
    {
        if (vulnerability.Length != residents.Length || vulnerability.Length != unmet.Length)
        {
            throw new ArgumentException(
                "one vulnerability, number of residents and unmet need per area",
                nameof(unmet)
            );
        }
        var (people, needs) = Groups(vulnerability, residents, unmet);
        var (allPeople, allNeeds) = (people[^1], needs[^1]);
        if (!(allPeople > 0) || !(allNeeds > 0))
        {
            return null;
        }
        double index = 0;
        for (var g = 0; g + 1 < people.Length; g++)
        {
            index +=
                (people[g] / allPeople * (needs[g + 1] / allNeeds))
                - (people[g + 1] / allPeople * (needs[g] / allNeeds));
        }
        var size = Fifth * allPeople;
        var most = Upto(people, needs, size) / size;
        var least = (allNeeds - Upto(people, needs, allPeople - size)) / size;
        return new(most, least, least > 0 ? most / least : null, index);
    }

    /// <summary>Share of residents short of some capital, per buurt, at central values; null where no features are known.</summary>
    /// <returns>Shape [Buurt]; in [0, 1].</returns>
    public static double[]? VulnerabilityOf(AreaIndex areas, UnmetSettings settings)
    {
        var segments = new SegmentTakeUp(areas, settings);
        return segments.KnowsFeatures
            ? [.. Enumerable.Range(0, areas.BuurtCount).Select(b => 1 - segments.Shares(b, 0)[(int)Segment.Ample])]
            : null;
    }

    /// <summary>Running sums from the most vulnerable on, from 0; one entry per distinct vulnerability.</summary>
    private static (double[] People, double[] Needs) Groups(
        ReadOnlySpan<double> vulnerability,
        ReadOnlySpan<double> residents,
        ReadOnlySpan<double> unmet
    )
    {
        var keys = vulnerability.ToArray();
        var order = Enumerable.Range(0, keys.Length).OrderByDescending(a => keys[a]).ToArray();
        var (people, needs) = (new List<double> { 0 }, new List<double> { 0 });
        for (var i = 0; i < order.Length; i++)
        {
            if (i > 0 && keys[order[i]] == keys[order[i - 1]])
            {
                people[^1] += residents[order[i]];
                needs[^1] += unmet[order[i]];
            }
            else
            {
                people.Add(people[^1] + residents[order[i]]);
                needs.Add(needs[^1] + unmet[order[i]]);
            }
        }
        return ([.. people], [.. needs]);
    }

    /// <summary>Needs of the first so many residents; within a group they lie evenly.</summary>
    private static double Upto(double[] people, double[] needs, double count)
    {
        for (var g = 1; g < people.Length; g++)
        {
            if (people[g] >= count && people[g] > people[g - 1])
            {
                var part = (count - people[g - 1]) / (people[g] - people[g - 1]);
                return needs[g - 1] + (part * (needs[g] - needs[g - 1]));
            }
        }
        return needs[^1];
    }
}
