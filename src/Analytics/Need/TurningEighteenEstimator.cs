using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need;

/// <summary>
/// How often care ends because its client turns eighteen. Records give a year of birth at best, so nobody's birthday is known:
/// the ends are those that name the reason, and what they are set against is the time in care in the band that holds eighteen,
/// to which everybody moves on 1 January of the year of that birthday. A product with few such ends leans on its act.
/// </summary>
internal static class TurningEighteenEstimator
{
    private const double DaysPerYear = 365.25;

    /// <param name="last">Last year to learn from.</param>
    public static TurningEighteen Of(Cube cube, int last, FitAssumptions assumptions)
    {
        var products = cube.Axes.Products.Products;
        var (from, until) = Years(cube, last);
        var ends = Ends(cube, from, last);
        var (years, came) = InBand(cube, from, until);
        var rate = new double[products.Length];
        foreach (var act in Enum.GetValues<Act>())
        {
            var parts = Enumerable.Range(0, products.Length).Where(p => products[p].Act == act && Serves(products[p]));
            Shrink([.. parts], ends, years, assumptions.EighteenPriorEnds.Value, rate);
        }
        return new(rate, ends, [.. came.Select((count, p) => Math.Max(count, ends[p]))]);
    }

    private static bool Serves(Product product) =>
        product is { FirstAge: < TurningEighteen.Adult, LastAge: >= TurningEighteen.Adult };

    /// <summary>The act's rate counts as a number of ends: Gamma prior, posterior mean.</summary>
    private static void Shrink(int[] parts, double[] ends, double[] years, double weight, double[] rate)
    {
        var (allEnds, allYears) = (parts.Sum(p => ends[p]), parts.Sum(p => years[p]));
        if (allEnds <= 0 || allYears <= 0)
        {
            return;
        }
        foreach (var p in parts)
        {
            rate[p] = (ends[p] + weight) / (years[p] + (weight * allYears / allEnds));
        }
    }

    /// <summary>
    /// In its first year a cube does not see who grew into a band, so later years tell, if there are any. A cube that does not
    /// know stays by year has to take all of them.
    /// </summary>
    private static (int From, int Until) Years(Cube cube, int last) =>
        cube.StayYears is null
            ? (cube.Origin.FirstYear, cube.Origin.LastYear)
            : (Math.Min(cube.Origin.FirstYear + 1, last), last);

    /// <returns>Shape [P].</returns>
    private static double[] Ends(Cube cube, int from, int last)
    {
        var all = cube.StaysUntil(last);
        var before = from > cube.Origin.FirstYear ? cube.StaysUntil(from - 1) : null;
        var ends = new double[all.ProductCount];
        for (var product = 0; product < ends.Length; product++)
        {
            for (var month = 0; month < StayTable.MonthCount; month++)
            {
                ends[product] +=
                    all.EndedAt(product, month, Outcome.TurnedEighteen)
                    - (before?.EndedAt(product, month, Outcome.TurnedEighteen) ?? 0);
            }
        }
        return ends;
    }

    /// <returns>Shape [P] each: client-years in the band that holds eighteen; who came into it.</returns>
    private static (double[] Years, double[] Came) InBand(Cube cube, int from, int until)
    {
        var flows = cube.Flows;
        var days = flows.Column("person_days");
        var begun = flows.Column("begun");
        var entered = flows.Column("entered");
        var left = flows.Column("left");
        var band = cube.Axes.Bands.OfAge(TurningEighteen.Adult);
        var (inCare, came) = (new long[cube.Axes.Products.ProductCount], new long[cube.Axes.Products.ProductCount]);
        for (var row = 0; row < flows.Count; row++)
        {
            var key = flows.KeyAt(row);
            var period = cube.Axes.Periods[key.Period];
            if (period.Level != cube.Axes.Base || period.Year < from || period.Year > until || key.Band > band)
            {
                continue;
            }
            if (key.Band == band)
            {
                inCare[key.Product] += days[row];
                came[key.Product] += begun[row];
            }
            else
            {
                // Who moves from place to place enters as often as leaves: what is left over has grown into the band.
                came[key.Product] += left[row] - entered[row];
            }
        }
        return ([.. inCare.Select(d => d / DaysPerYear)], [.. came.Select(c => (double)c)]);
    }
}
