using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published;

/// <summary>
/// Clients per person by age and sex, as a shape: an assumption, since published wijken have no ages (Wmo) or no sexes
/// (Jeugd). Source: <c>geodata/national/use-profile.csv</c>.
/// </summary>
internal static class UseProfile
{
    /// <returns>
    /// Shape [Band, Sex V M]; clients in a year per person; a band takes the rate of its first age, and 0 where the product
    /// does not serve that age.
    /// </returns>
    public static double[] Of(Product product, AgeBands bands)
    {
        var rows = PublishedTable
            .Embedded("national/use-profile.csv")
            .Rows.Where(r => r.Is("act", product.Act.ToString()))
            .OrderBy(r => r.Whole("from_age"))
            .ToArray();
        var profile = new double[bands.Count * PopulationTable.SexCount];
        for (var band = 0; band < bands.Count; band++)
        {
            if (!product.Serves(bands.LowerBounds[band]))
            {
                continue;
            }
            var row = rows.LastOrDefault(r => r.Whole("from_age") <= bands.LowerBounds[band]);
            profile[band * PopulationTable.SexCount] = (row?.Real("women") ?? 0) / 1000;
            profile[(band * PopulationTable.SexCount) + 1] = (row?.Real("men") ?? 0) / 1000;
        }
        return profile;
    }
}
