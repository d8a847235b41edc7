using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>
/// Mends what starts say of requests. Where no record names the day of the request, the start stands in for it: a start at t
/// was asked for at t − w(t), with w the wait of the product. While w grows by s years a year, the starts of one year were
/// asked for within 1 − s years, so requests come 1 ÷ (1 − s) times as fast as starts. Where capacity binds that is the whole
/// difference: people still waiting are not seen at all when only starts are on record.
/// </summary>
internal static class RequestDaysEstimator
{
    private const double DaysPerYear = 365.25;

    /// <summary>Waits cannot grow by a year a year while people are served in turn; near that nothing can be told.</summary>
    private const double FastestGrowth = 0.75;
    private const double FastestDecline = -0.5;

    /// <returns>Null when the cube does not tell.</returns>
    public static RequestDays? Of(Cube cube, FlowTally tally, FitAssumptions assumptions)
    {
        if (cube.StartsWithoutRequest.IsDefaultOrEmpty)
        {
            return null;
        }
        var (window, products) = (tally.Window, cube.Axes.Products.ProductCount);
        var (begun, without, raised) = (new double[products], new double[products], new double[products]);
        // One year by itself shows no change: then the year before helps.
        var from = window.Years > 1 ? window.First : Math.Max(window.CubeFirst, window.First - 1);
        for (var p = 0; p < products; p++)
        {
            double requests = 0;
            for (var year = window.First; year <= window.Last; year++)
            {
                begun[p] += tally.BegunByYear[((year - window.CubeFirst) * products) + p];
                requests += tally.RequestsByYear[((year - window.CubeFirst) * products) + p];
                without[p] += cube.StartsWithoutRequest[((year - cube.Origin.FirstYear) * products) + p];
            }
            var growth = Math.Clamp(Growth(cube, tally, from, p, assumptions), FastestDecline, FastestGrowth);
            var share = requests > 0 ? Math.Min(1, without[p] / requests) : 0;
            raised[p] = 1 + (share * ((1 / (1 - growth)) - 1));
        }
        return new(begun, without, raised);
    }

    /// <summary>Years that the mean wait of those who start grows by per year: a line through the years, weighted by starts.</summary>
    private static double Growth(Cube cube, FlowTally tally, int from, int product, FitAssumptions assumptions)
    {
        var (window, products) = (tally.Window, cube.Axes.Products.ProductCount);
        double starts = 0;
        double times = 0;
        double days = 0;
        double squares = 0;
        double crosses = 0;
        for (var year = from; year <= window.Last; year++)
        {
            var at = ((year - window.CubeFirst) * products) + product;
            var unasked = cube.StartsWithoutRequest[((year - cube.Origin.FirstYear) * products) + product];
            var asked = Math.Max(0, tally.BegunByYear[at] - unasked);
            var (time, wait) = (year - from, asked > 0 ? tally.WaitDaysByYear[at] : 0);
            starts += asked;
            times += asked * (double)time;
            squares += asked * (double)time * time;
            days += wait;
            crosses += (double)wait * time;
        }
        var spread = starts > 0 ? squares - (times * times / starts) : 0;
        return starts < assumptions.WaitGrowthStarts.Value || spread <= 0
            ? assumptions.WaitGrowth.Value
            : (crosses - (times * days / starts)) / spread / DaysPerYear;
    }
}
