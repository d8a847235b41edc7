using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>
/// Person-years from residents on 1 January. A cube counts a person under the age that birthday brings that year (year less
/// birth year), so exposure follows birth years too: half of those who had the age before on 1 January of the year, and
/// half of those who have it on 1 January of the next.
/// </summary>
internal static class Exposure
{
    public const int SexCount = PopulationTable.SexCount;

    /// <summary>Person-years of one year. After the last year of the series its first half stands for both.</summary>
    /// <returns>Shape [Buurt, Band, Sex], buurten as in <paramref name="areas"/>; unit: person·yr; each ≥ 0.</returns>
    public static double[] OfYear(PopulationSeries series, AreaIndex areas, AgeBands bands, int year)
    {
        var rows = RowsOf(series, areas);
        var result = new double[areas.BuurtCount * bands.Count * SexCount];
        var complete = year < series.LastYear;
        Add(series.At(year), rows, bands, older: 1, complete ? 0.5 : 1, result);
        if (complete)
        {
            Add(series.At(year + 1), rows, bands, older: 0, 0.5, result);
        }
        return result;
    }

    private static void Add(PopulationTable table, int[] rows, AgeBands bands, int older, double share, double[] result)
    {
        for (var buurt = 0; buurt < rows.Length; buurt++)
        {
            for (var sex = 0; sex < SexCount; sex++)
            {
                for (var age = 0; age < AgeBands.AgeCount; age++)
                {
                    var cell = (((buurt * bands.Count) + bands.OfAge(age + older)) * SexCount) + sex;
                    result[cell] += share * table[rows[buurt], (Sex)sex, age];
                }
            }
        }
    }

    private static int[] RowsOf(PopulationSeries series, AreaIndex areas)
    {
        var rowOfCode = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var row = 0; row < series.BuurtCodes.Length; row++)
        {
            rowOfCode.Add(series.BuurtCodes[row], row);
        }
        var rows = new int[areas.BuurtCount];
        for (var buurt = 0; buurt < rows.Length; buurt++)
        {
            var code = areas.Buurten[buurt].Code;
            rows[buurt] = rowOfCode.TryGetValue(code, out var row)
                ? row
                : throw new UsageException(
                    new(
                        $"the population has no buurt {code}, the cube has; give a population of the same areas with --population",
                        $"de bevolking kent buurt {code} niet, de kubus wel; geef met --population een bevolking van dezelfde gebieden"
                    )
                );
        }
        return rows;
    }
}
