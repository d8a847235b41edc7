using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Growth;

/// <summary>Growth from the year before, of one line of care in one vintage.</summary>
/// <param name="Growth">As a share, in the terms of the vintage.</param>
/// <param name="Source">Whose figure it is; of an assumption, why.</param>
public sealed record VintageRate(string Vintage, string Line, int Year, double Growth, Basis Basis, string Source);

/// <summary>Vintages side by side: what each source gives, and what is assumed of ours beside it.</summary>
public static class VintageGrid
{
    /// <summary>Lines of care that a vintage may give, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<string> Lines = ["wmo", "jeugd", "wlz", "zvw", "care"];

    /// <summary>Every rate of some years; a year that a vintage leaves open, and nobody assumes, has no row.</summary>
    /// <param name="periodSteps">6 or 7: whether "2027-2033" begins with the step from 2027 or to 2027.</param>
    public static IEnumerable<VintageRate> Rates(IEnumerable<GrowthVintage> vintages, int from, int to, int periodSteps)
    {
        foreach (var vintage in vintages)
        {
            foreach (var line in Lines.Where(l => Has(vintage, l)))
            {
                for (var year = from; year <= to; year++)
                {
                    if (vintage.Published.TryGetValue(line, out var rate) && vintage.Gives(year, periodSteps))
                    {
                        yield return new(vintage.Code, line, year, rate, Basis.Published, vintage.Source);
                    }
                    else if (vintage.Assumed.GetValueOrDefault(line) is { } own && year > vintage.FirstYear - 2)
                    {
                        yield return new(vintage.Code, line, year, own.Value, Basis.Assumed, own.Source);
                    }
                }
            }
        }
    }

    /// <summary>A vintage of one's own publishes nothing: there what is assumed is all that there is.</summary>
    private static bool Has(GrowthVintage vintage, string line) =>
        (vintage.Published.IsEmpty ? (IEnumerable<string>)vintage.Assumed.Keys : vintage.Published.Keys).Contains(
            line,
            StringComparer.Ordinal
        );

    /// <summary>
    /// Lines of one vintage against each other: their level after each of its years, with the level before at 100.
    /// </summary>
    public static IEnumerable<(string Line, int Year, double Index)> Indices(GrowthVintage vintage, int periodSteps)
    {
        foreach (var line in Lines.Where(vintage.Published.ContainsKey))
        {
            var index = 100.0;
            for (var year = vintage.FirstYear; year <= vintage.LastYear; year++)
            {
                index *= vintage.Gives(year, periodSteps) ? 1 + vintage.Published[line] : 1;
                yield return (line, year, index);
            }
        }
    }
}
