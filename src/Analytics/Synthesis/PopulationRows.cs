using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Synthesis;

/// <summary>Where each buurt of an index stands in a population.</summary>
internal static class PopulationRows
{
    /// <returns>Shape [Buurt]: row of the population.</returns>
    /// <exception cref="UsageException">The population lacks a buurt.</exception>
    public static int[] Of(PopulationSeries population, AreaIndex areas)
    {
        var rowOfCode = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < population.BuurtCodes.Length; row++)
        {
            rowOfCode.Add(population.BuurtCodes[row], row);
        }
        return
        [
            .. areas.Buurten.Select(b =>
                rowOfCode.TryGetValue(b.Code, out var row)
                    ? row
                    : throw new UsageException(
                        new(
                            $"the population has no buurt {b.Code}; give a population of the same areas with --population",
                            $"de bevolking kent buurt {b.Code} niet; geef met --population een bevolking van dezelfde gebieden"
                        )
                    )
            ),
        ];
    }
}
