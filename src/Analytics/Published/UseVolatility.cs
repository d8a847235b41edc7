using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>How much the use of one act wanders from year to year, from published clients per gemeente.</summary>
/// <param name="useRate">Shape [A, S]; clients per resident.</param>
internal sealed class UseVolatility(ActCounts counts, PublishedExposure people, AreaIndex areas, double[] useRate)
{
    /// <summary>
    /// As the volatility of a fit on records, from the yearly changes of clients per gemeente, weighted by clients; jumps of a
    /// gemeente are left out.
    /// </summary>
    public double Of(Act act, FitWindow window, PublishedSettings published, FitAssumptions assumptions)
    {
        var first = window.CubeFirst;
        if (act == Act.Jeugd)
        {
            first = Math.Max(first, (int)assumptions.JeugdFirstYear.Value);
        }
        var (sum, weight, changes) = (0.0, 0.0, 0);
        var was = first < window.Last ? ExpectedByGemeente(first) : [];
        for (var year = first + 1; year <= window.Last; year++)
        {
            var became = ExpectedByGemeente(year);
            for (var gemeente = 0; gemeente < became.Length; gemeente++)
            {
                if (
                    counts.Printed(gemeente, year - 1) is { } before
                    && counts.Printed(gemeente, year) is { } after
                    && was[gemeente] > 0
                    && became[gemeente] > 0
                )
                {
                    var change = FixedMath.Log((double)after / before / (became[gemeente] / was[gemeente]));
                    if (Math.Abs(change) <= published.BreakJump.Value)
                    {
                        sum += after * ((change * change) - (1.0 / before) - (1.0 / after));
                        weight += after;
                        changes++;
                    }
                }
            }
            was = became;
        }
        var seen = weight > 0 ? Math.Max(0, sum / weight) : 0;
        var prior = assumptions.RateVolatility.Value;
        var trust = assumptions.RateVolatilityYears.Value;
        var variance = ((trust * prior * prior) + (changes * seen)) / (trust + changes);
        return Math.Max(assumptions.RateVolatilityFloor.Value, Math.Sqrt(variance));
    }

    /// <summary>Clients that the rates give for the people of a year, by gemeente.</summary>
    private double[] ExpectedByGemeente(int year)
    {
        var ofLeaf = areas.OfLeaf(AreaLevel.Gemeente);
        var foreseen = ReferenceRates.Expected(useRate, people.Of(year), areas.BuurtCount, 1);
        var sums = new double[areas.GemeenteCount];
        for (var wijk = 0; wijk < foreseen.Length; wijk++)
        {
            sums[ofLeaf[wijk]] += foreseen[wijk];
        }
        return sums;
    }
}
