using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Population;

/// <summary>The seed shape for a gemeente of which no single ages are known: that of the country.</summary>
internal static class NationalShape
{
    private const int ShapeYear = 2023;
    private const double Smallest = 0.1;

    /// <summary>All but children follow their cohorts: in the country as a whole, few come and go at any age.</summary>
    private const int FirstSettledAge = 16;

    /// <returns>Shape [Sex, Age]; every cell above 0.</returns>
    public static double[] In(int year, NationalTables national)
    {
        const int Ages = AgeBands.AgeCount;
        var (women, men) = (new double[Ages], new double[Ages]);
        foreach (var row in PublishedTable.Embedded("national/population-shape.csv").Rows)
        {
            women[row.Whole("age")] = Math.Max(row.Whole("women"), Smallest);
            men[row.Whole("age")] = Math.Max(row.Whole("men"), Smallest);
        }
        return
        [
            .. CohortShape.Follow(women, Sex.V, ShapeYear, year, FirstSettledAge, national),
            .. CohortShape.Follow(men, Sex.M, ShapeYear, year, FirstSettledAge, national),
        ];
    }
}
