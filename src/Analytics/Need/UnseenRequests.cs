using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>
/// Requests that the records will only hold once care begins: where a register knows the request of who began, and nothing of
/// who still waits, those who wait on its last day are not in it. Its last year then has too few requests, and no waiting list.
/// </summary>
internal static class UnseenRequests
{
    private const double DaysPerYear = 365.25;

    /// <summary>Of those who are expected to wait, at least this share must be absent, and by more than chance (4.5 σ).</summary>
    private const double AbsentShare = 0.5;
    private const double Sigmas = 4.5;

    /// <summary>
    /// As many wait as there were days waited by those who began, over the days of the year (Little's law). Where the last day
    /// of the records shows far fewer, those are what is not seen.
    /// </summary>
    /// <returns>Shape [P], persons ≥ 0; all 0 when later years of the cube tell who waited.</returns>
    public static double[] Of(Cube cube, FlowTally tally)
    {
        var (window, products) = (tally.Window, cube.Axes.Products.ProductCount);
        var unseen = new double[products];
        if (window.Last < cube.Origin.LastYear)
        {
            return unseen;
        }
        for (var p = 0; p < products; p++)
        {
            var expected = tally.WaitDaysByYear[((window.Last - window.CubeFirst) * products) + p] / DaysPerYear;
            var absent = expected - tally.WaitingAtEnd[p];
            unseen[p] = absent > AbsentShare * expected && absent > Sigmas * Math.Sqrt(expected) ? absent : 0;
        }
        return unseen;
    }
}
