using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Published;

/// <summary>
/// Sex and age of the residents of a wijk in a year without a table: those of the nearest table that has the wijk; else of
/// its gemeente in it; else of the country.
/// </summary>
internal sealed class WijkShapes(AreaIndex areas, IReadOnlyDictionary<int, PopulationTable> counted)
{
    private readonly int[] years = [.. counted.Keys.Order()];
    private readonly Dictionary<int, double[]> ofGemeente = [];
    private readonly Dictionary<int, double[]> ofCountry = [];

    /// <returns>Shape [Sex, Age]; ≥ 0, not all 0.</returns>
    public double[] Of(int wijk, int year)
    {
        var nearest = years.OrderBy(y => Math.Abs(y - year)).ThenByDescending(y => y).ToArray();
        foreach (var y in nearest)
        {
            var own = counted[y].OfBuurt(wijk);
            if (PublishedPopulation.Sum(own) > 0)
            {
                return ToReal(own);
            }
        }
        return nearest.Length > 0 && OfGemeente(wijk, nearest[0]) is { } shape ? shape : OfCountry(year);
    }

    private double[]? OfGemeente(int wijk, int year)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var key = (ofLeaf[wijk] * 4096) + (year % 4096);
        if (!ofGemeente.TryGetValue(key, out var shape))
        {
            shape = new double[PopulationTable.CellsPerBuurt];
            for (var other = 0; other < areas.BuurtCount; other++)
            {
                var own = counted[year].OfBuurt(other);
                for (var i = 0; ofLeaf[other] == ofLeaf[wijk] && i < shape.Length; i++)
                {
                    shape[i] += own[i];
                }
            }
            ofGemeente.Add(key, shape);
        }
        return Array.Exists(shape, s => s > 0) ? shape : null;
    }

    private double[] OfCountry(int year)
    {
        if (!ofCountry.TryGetValue(year, out var shape))
        {
            shape = NationalShape.In(year, NationalTables.Embedded);
            ofCountry.Add(year, shape);
        }
        return shape;
    }

    private static double[] ToReal(ReadOnlySpan<int> persons)
    {
        var real = new double[persons.Length];
        for (var i = 0; i < real.Length; i++)
        {
            real[i] = persons[i];
        }
        return real;
    }
}
