using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published;

/// <summary>A jump in the published clients of a wijk, from one year to the next. It is reported, never repaired.</summary>
/// <param name="Year">The year of the second figure.</param>
/// <param name="Opposite">
/// A wijk of the same gemeente that jumps the other way: most likely a redivision under the same codes. Null: none does.
/// </param>
public sealed record SeriesBreak(Act Act, string Code, int Year, int Before, int After, string? Opposite);

/// <summary>Finds years in which the figures of a wijk cannot be one series.</summary>
internal static class SeriesBreaks
{
    /// <summary>How much of a jump a neighbour must make up for, to be called its opposite.</summary>
    private const double MadeUp = 0.5;

    /// <returns>Ordered by act, year, code. Jeugd up to 2017 is left out: there the supply of figures grew everywhere.</returns>
    public static IReadOnlyList<SeriesBreak> Find(PublishedTables tables, PublishedSettings settings)
    {
        var found = new List<SeriesBreak>();
        var byYear = tables
            .Use.Where(r => r.Clients is > 0 && r.Code.StartsWith("WK", StringComparison.Ordinal))
            .ToLookup(r => (r.Act, r.Year));
        foreach (var group in byYear.OrderBy(g => g.Key))
        {
            var (act, year) = group.Key;
            if (PublishedUse.IsSeriesBreak(act, year - 1))
            {
                continue;
            }
            var before = byYear[(act, year - 1)]
                .ToDictionary(r => r.Code, r => r.Clients!.Value, StringComparer.Ordinal);
            var changes = group
                .Where(r => before.ContainsKey(r.Code))
                .Select(r => (r.Code, Before: before[r.Code], After: r.Clients!.Value))
                .ToList();
            var jumps = changes.Where(c => IsJump(c.Before, c.After, settings)).ToList();
            var neighbours = changes.ToLookup(c => RegionCode.GemeenteOf(c.Code), StringComparer.Ordinal);
            found.AddRange(
                jumps.Select(j => new SeriesBreak(
                    act,
                    j.Code,
                    year,
                    j.Before,
                    j.After,
                    neighbours[RegionCode.GemeenteOf(j.Code)]
                        .Where(n => IsOpposite(j.After - j.Before, n.After - n.Before))
                        .OrderByDescending(n => Math.Abs(n.After - n.Before))
                        .ThenBy(n => n.Code, StringComparer.Ordinal)
                        .Select(n => n.Code)
                        .FirstOrDefault()
                ))
            );
        }
        return found;
    }

    private static bool IsJump(int before, int after, PublishedSettings settings) =>
        Math.Max(before, after) >= settings.BreakLeast.Value
        && Math.Abs(after - before) > settings.BreakJump.Value * before;

    private static bool IsOpposite(int jump, int change) =>
        (jump > 0) != (change > 0) && Math.Abs(change) >= MadeUp * Math.Abs(jump);
}
