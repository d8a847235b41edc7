using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published.Dynamics;

/// <summary>
/// Growth of use that follows from growing older alone: constant use by age and sex (an assumed shape), people of the country
/// by cohort. Births, migration and dwellings are not in it.
/// </summary>
public static class DemographicGrowth
{
    /// <returns>Change of the logarithm of use from each year to the next; shape [years].</returns>
    public static double[] Of(Act act, int firstYear, int years)
    {
        var bands = AgeBands.Default;
        var profile = UseProfile.Of(PublishedSettings.Products.Products[(int)act], bands);
        var levels = new double[years + 1];
        for (var year = 0; year <= years; year++)
        {
            var people = NationalShape.In(firstYear + year, NationalTables.Embedded);
            for (var cell = 0; cell < people.Length; cell++)
            {
                var (sex, age) = (cell / AgeBands.AgeCount, cell % AgeBands.AgeCount);
                levels[year] += people[cell] * profile[(bands.OfAge(age) * PopulationTable.SexCount) + sex];
            }
        }
        var growth = new double[years];
        for (var year = 0; year < years; year++)
        {
            growth[year] = FixedMath.Log(levels[year + 1] / levels[year]);
        }
        return growth;
    }

    /// <summary>Clients that constant use by age and sex gives for these people, of any level.</summary>
    /// <param name="persons">Shape [Sex V M, Age].</param>
    public static double Use(Act act, ReadOnlySpan<double> persons)
    {
        var bands = AgeBands.Default;
        var profile = UseProfile.Of(PublishedSettings.Products.Products[(int)act], bands);
        double sum = 0;
        for (var cell = 0; cell < persons.Length; cell++)
        {
            var (sex, age) = (cell / AgeBands.AgeCount, cell % AgeBands.AgeCount);
            sum += persons[cell] * profile[(bands.OfAge(age) * PopulationTable.SexCount) + sex];
        }
        return sum;
    }
}
