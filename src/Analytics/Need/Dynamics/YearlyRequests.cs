using Populatie.Analytics.Areas;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>
/// New requests of each year beside what constant rates lead one to expect of that year's residents: of the city by product, and
/// of wijken beside the city. Logarithms, each with the variance that counting gives it (infinite where nothing was counted).
/// </summary>
internal sealed class YearlyRequests
{
    /// <summary>Below this a change is hardly more than chance, and the logarithm of a count no longer a normal.</summary>
    public const int Fewest = 40;

    private readonly FlowTally tally;
    private readonly int products;
    private readonly int jeugdFirst;
    private readonly double[]? raised;

    // Shape [Y, P], and [Y, W, P].
    private readonly double[] expected;
    private readonly double[] expectedByWijk;

    public YearlyRequests(
        FlowTally tally,
        WindowExposure exposure,
        double[] cityRates,
        AreaIndex areas,
        RequestDays? days,
        FitAssumptions assumptions
    )
    {
        (this.tally, raised) = (tally, days?.Raised);
        WijkCount = areas.WijkCount;
        products = tally.NewByYear.Length / tally.Window.CubeYears;
        jeugdFirst = (int)assumptions.JeugdFirstYear.Value;
        expected = new double[tally.NewByYear.Length];
        expectedByWijk = new double[expected.Length * WijkCount];
        for (var year = 0; year < tally.Window.CubeYears; year++)
        {
            var ofWijken = ReferenceRates.Expected(
                cityRates,
                exposure.ByWijk(tally.Window.CubeFirst + year),
                WijkCount,
                products
            );
            ofWijken.CopyTo(expectedByWijk.AsSpan(year * ofWijken.Length));
            for (var i = 0; i < ofWijken.Length; i++)
            {
                expected[(year * products) + (i % products)] += ofWijken[i];
            }
        }
    }

    public int WijkCount { get; }

    /// <summary>
    /// Years that compare. In the first year of a cube nobody can be seen to return, so it is left out; Jeugd starts at its break.
    /// </summary>
    public int[] YearsOf(int act)
    {
        var window = tally.Window;
        var first = window.CubeFirst + 1;
        first = act == (int)Act.Jeugd ? Math.Max(first, jeugdFirst) : first;
        return first > window.Last ? [] : [.. Enumerable.Range(first, window.Last - first + 1)];
    }

    /// <summary>From the year before to this one; null where too few were counted.</summary>
    public (double Change, double Noise)? Change(int product, int year)
    {
        var (before, after) = (At(year - 1, product), At(year, product));
        if (tally.NewByYear[before] < Fewest || tally.NewByYear[after] < Fewest)
        {
            return null;
        }
        var ((first, noise), (second, more)) = (Of(before), Of(after));
        return double.IsInfinity(noise + more) ? null : (second - first, noise + more);
    }

    public (double Value, double Noise)[] Series(int product, int[] years) =>
        [.. years.Select(y => Of(At(y, product)))];

    /// <summary>
    /// The same over the whole window of the rates. What constant rates lead one to expect there is what was counted (law N2), but
    /// for requests without a day, for which the rates were raised.
    /// </summary>
    public (double Mean, double Noise) Window(int product)
    {
        var count = 0.0;
        for (var year = tally.Window.First; year <= tally.Window.Last; year++)
        {
            count += tally.NewByYear[At(year, product)];
        }
        return count > 0 ? (-FixedMath.Log(raised?[product] ?? 1), 1 / count) : (0, double.PositiveInfinity);
    }

    /// <summary>Requests of some products in a wijk, beside its part of those of the city.</summary>
    public WijkSeries Wijk(int wijk, int[] ofAct, int[] years)
    {
        var series = years.Select(y => InYear(wijk, ofAct, y)).Select(v => Ratio(v.Own, v.Part)).ToArray();
        var (count, foreseen, all) = (0.0, 0.0, 0.0);
        for (var year = tally.Window.First; year <= tally.Window.Last; year++)
        {
            var (own, part, city) = InYear(wijk, ofAct, year);
            (count, foreseen, all) = (count + own, foreseen + part, all + city);
        }
        return new(series, Ratio(count, foreseen), count / tally.Window.Years, all > 0 ? count / all : 0);
    }

    /// <summary>What was counted in a wijk, its part of the city by its residents, and the city.</summary>
    private (double Own, double Part, double City) InYear(int wijk, int[] ofAct, int year)
    {
        var (own, part, city) = (0.0, 0.0, 0.0);
        foreach (var product in ofAct)
        {
            var (located, weight) = (0L, 0.0);
            for (var w = 0; w < WijkCount; w++)
            {
                located += tally.LocatedByYear[WijkAt(year, w, product)];
                weight += expectedByWijk[WijkAt(year, w, product)];
            }
            var at = WijkAt(year, wijk, product);
            own += tally.LocatedByYear[at];
            part += weight > 0 ? located * (expectedByWijk[at] / weight) : 0;
            city += located;
        }
        return (own, part, city);
    }

    /// <param name="Series">By year.</param>
    /// <param name="Window">Over the window of the rates.</param>
    /// <param name="PerYear">Requests per year of the window.</param>
    /// <param name="Share">Its part of the city.</param>
    public sealed record WijkSeries(
        (double Value, double Noise)[] Series,
        (double Mean, double Noise) Window,
        double PerYear,
        double Share
    );

    private (double Value, double Noise) Of(int at) => Ratio(tally.NewByYear[at], expected[at]);

    private static (double Value, double Noise) Ratio(double count, double foreseen) =>
        count > 0 && foreseen > 0 ? (FixedMath.Log(count / foreseen), 1 / count) : (0, double.PositiveInfinity);

    private int At(int year, int product) => ((year - tally.Window.CubeFirst) * products) + product;

    private int WijkAt(int year, int wijk, int product) =>
        ((((year - tally.Window.CubeFirst) * WijkCount) + wijk) * products) + product;
}
