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

    private const double Half = 0.5;

    private readonly FlowTally tally;
    private readonly int products;
    private readonly int jeugdFirst;
    private readonly double[]? raised;

    // Shape [Y, P], and [Y, W, P].
    private readonly double[] expected;
    private readonly double[] expectedByWijk;

    /// <summary>Requests whose wijk is known; shape [Y, P].</summary>
    private readonly long[] located;

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
        located = new long[expected.Length];
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
                located[(year * products) + (i % products)] += tally.LocatedByYear[(year * ofWijken.Length) + i];
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
        var ratio = RatioOf(product);
        var ((first, noise), (second, more)) = (Of(before, ratio), Of(after, ratio));
        return Math.Max(noise, more) > 1.0 / Fewest ? null : (second - first, noise + more);
    }

    public (double Value, double Noise)[] Series(int product, int[] years) =>
        [.. years.Select(y => Of(At(y, product), RatioOf(product)))];

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
        return count > 0
            ? (FixedMath.Log((count + Half) / count / (raised?[product] ?? 1)), 1 / count)
            : (0, double.PositiveInfinity);
    }

    /// <summary>Requests of some products in a wijk, beside its part of those of the city.</summary>
    public WijkSeries Wijk(int wijk, int[] ofAct, int[] years)
    {
        var seen = years.Select(y => InYear(wijk, ofAct, y)).ToArray();
        var (own0, part0) = (seen.Sum(v => v.Own), seen.Sum(v => v.Part));
        var ratio = part0 > 0 ? own0 / part0 : 0;
        var series = seen.Select(v => Noted(v.Own, v.Part, ratio)).ToArray();
        var (count, foreseen, all) = (0.0, 0.0, 0.0);
        for (var year = tally.Window.First; year <= tally.Window.Last; year++)
        {
            var (own, part, city) = InYear(wijk, ofAct, year);
            (count, foreseen, all) = (count + own, foreseen + part, all + city);
        }
        return new(
            series,
            Noted(count, foreseen, foreseen > 0 ? count / foreseen : 0),
            count / tally.Window.Years,
            all > 0 ? count / all : 0
        );
    }

    /// <summary>What was counted in a wijk, its part of the city by its residents, and the city.</summary>
    private (double Own, double Part, double City) InYear(int wijk, int[] ofAct, int year)
    {
        var (own, part, city) = (0.0, 0.0, 0.0);
        foreach (var product in ofAct)
        {
            var (at, all) = (WijkAt(year, wijk, product), At(year, product));
            own += tally.LocatedByYear[at];
            part += expected[all] > 0 ? located[all] * (expectedByWijk[at] / expected[all]) : 0;
            city += located[all];
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

    /// <summary>Requests of a product over all years that compare, as a part of what its rates lead one to expect.</summary>
    private double RatioOf(int product)
    {
        var (count, foreseen) = (0.0, 0.0);
        for (var year = tally.Window.CubeFirst + 1; year <= tally.Window.Last; year++)
        {
            (count, foreseen) = (count + tally.NewByYear[At(year, product)], foreseen + expected[At(year, product)]);
        }
        return foreseen > 0 ? count / foreseen : 0;
    }

    private (double Value, double Noise) Of(int at, double ratio) => Noted(tally.NewByYear[at], expected[at], ratio);

    /// <param name="ratio">Of counts to what was foreseen, in the long run: it tells how much chance a count of so many has.</param>
    private static (double Value, double Noise) Noted(double count, double foreseen, double ratio) =>
        ratio * foreseen > 0
            ? (FixedMath.Log((count + Half) / foreseen), 1 / (ratio * foreseen))
            : (0, double.PositiveInfinity);

    private int At(int year, int product) => ((year - tally.Window.CubeFirst) * products) + product;

    private int WijkAt(int year, int wijk, int product) =>
        ((((year - tally.Window.CubeFirst) * WijkCount) + wijk) * products) + product;
}
