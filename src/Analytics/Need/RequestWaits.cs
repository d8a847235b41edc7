using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Need;

/// <summary>How long people wait between asking and beginning, and how readily they give up, as the records tell. P products.</summary>
/// <param name="Weeks">Shape [P]: mean weeks from request to start, of all who began, ≥ 0.</param>
/// <param name="GaveUp">Shape [P]; unit: 1/yr: rate at which who waits gives up without care, &gt; 0.</param>
public sealed record RequestWaits(double[] Weeks, double[] GaveUp)
{
    private const double DaysPerYear = 365.25;

    /// <summary>
    /// Over the window: days waited ÷ starts with a known request; and who gave up ÷ the time that those who began and those
    /// who gave up waited, each of whom waited the mean. Beliefs count as so many starts, and years of waiting, more.
    /// </summary>
    internal static RequestWaits Of(Cube cube, FlowTally tally, FitAssumptions assumptions)
    {
        var (window, products) = (tally.Window, cube.Axes.Products.ProductCount);
        var gaveUp = GaveUpIn(cube, window);
        var (believed, worth) = (assumptions.Inquiry.Value * 7, assumptions.InquiryStarts.Value);
        var (rate, years) = (assumptions.GaveUp.Value, assumptions.GaveUpYears.Value);
        var waits = new RequestWaits(new double[products], new double[products]);
        for (var p = 0; p < products; p++)
        {
            double asked = 0;
            double days = 0;
            for (var year = window.First; year <= window.Last; year++)
            {
                var at = ((year - window.CubeFirst) * products) + p;
                var unasked = cube.StartsWithoutRequest.IsDefaultOrEmpty
                    ? 0
                    : cube.StartsWithoutRequest[((year - cube.Origin.FirstYear) * products) + p];
                asked += Math.Max(0, tally.BegunByYear[at] - unasked);
                days += tally.WaitDaysByYear[at];
            }
            var mean = (days + (believed * worth)) / (asked + worth);
            var waited = (days + (gaveUp[p] * mean)) / DaysPerYear;
            waits.Weeks[p] = mean / 7;
            waits.GaveUp[p] = (gaveUp[p] + (rate * years)) / (waited + years);
        }
        return waits;
    }

    /// <returns>Shape [P]: persons who gave up in the window.</returns>
    private static long[] GaveUpIn(Cube cube, FitWindow window)
    {
        var products = cube.Axes.Products.ProductCount;
        var persons = new long[products];
        var counts = cube.Durations.Column(CubeYears.Dropped);
        for (var row = 0; row < counts.Length; row++)
        {
            var key = cube.Durations.KeyAt(row);
            var year = cube.Axes.Periods[key.Period].Year;
            if (key.Product < products && year >= window.First && year <= window.Last)
            {
                persons[key.Product] += counts[row];
            }
        }
        return persons;
    }
}
