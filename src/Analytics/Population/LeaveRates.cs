using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Population;

/// <summary>
/// How fast people of an age band die or leave the gemeente for good: what breaks off care besides care itself. Moves within
/// the gemeente are left out: a client who moves takes the care along, and who comes balances who goes.
/// </summary>
public static class LeaveRates
{
    /// <param name="residents">Weights of the ages within a band.</param>
    /// <returns>Shape [Year, Band]; 1/yr.</returns>
    public static double[] Of(
        PopulationTable residents,
        AgeBands bands,
        NationalTables national,
        MigrationProfile migration,
        int firstYear,
        int yearCount
    )
    {
        var persons = new double[PopulationTable.CellsPerBuurt];
        for (var buurt = 0; buurt < residents.BuurtCount; buurt++)
        {
            var one = residents.OfBuurt(buurt);
            for (var i = 0; i < one.Length; i++)
            {
                persons[i] += one[i];
            }
        }
        var rates = new double[yearCount * bands.Count];
        for (var year = 0; year < yearCount; year++)
        {
            var (leave, weight) = (new double[bands.Count], new double[bands.Count]);
            for (var i = 0; i < persons.Length; i++)
            {
                var (sex, age) = ((Sex)(i / AgeBands.AgeCount), i % AgeBands.AgeCount);
                // From the probability within a year to the constant rate that gives it.
                var dying = -FixedMath.Log1p(-national.DeathProbability(sex, age, firstYear + year));
                leave[bands.OfAge(age)] += persons[i] * (dying + migration.LeaveRate(age));
                weight[bands.OfAge(age)] += persons[i];
            }
            for (var band = 0; band < bands.Count; band++)
            {
                rates[(year * bands.Count) + band] = weight[band] > 0 ? leave[band] / weight[band] : 0;
            }
        }
        return rates;
    }
}
