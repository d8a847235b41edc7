using Populatie.Analytics.Cubes;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>
/// How many people a wijk had, from its Wmo clients and its clients per 1,000: both are rounded, so it is an interval. With
/// 3,575 clients and 105 per 1,000 between 33,866 and 34,230.
/// </summary>
internal static class ImpliedResidents
{
    /// <summary>In 2015 CBS rounded clients per 1,000 to 5 as well.</summary>
    private const int LastCoarseYear = 2015;

    private const double HalfCoarse = 2.5;
    private const double HalfFine = 0.5;

    /// <returns>Persons; null when either figure is not printed.</returns>
    public static (double Low, double High)? Of(PublishedUseRow? row)
    {
        if (row is not { Act: Act.Wmo, Clients: > 0 and var clients, PerThousand: > 0 and var share })
        {
            return null;
        }
        var count = CountInterval.OfPrinted(clients);
        var half = row.Year <= LastCoarseYear ? HalfCoarse : HalfFine;
        return share > half ? (1000 * count.Low / (share + half), 1000 * count.High / (share - half)) : null;
    }
}
