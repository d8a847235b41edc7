using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Published;

/// <summary>
/// Which wijk codes there were in which years. Codes are reused after redivisions and tables leave small wijken out, so a code
/// is taken to exist in a year that prints it, and in years between two that do.
/// </summary>
internal sealed class WijkYears
{
    /// <summary>Residents of a wijk of which neither act is printed: in 2020, 9 in 10 had fewer than 300, the largest some 1,000.</summary>
    private const int LargestHiddenWijk = 1000;

    /// <summary>Clients that a wijk can have had in another year and be hidden in this one: below 10 nothing is printed.</summary>
    private const int LargestHiddenUse = 30;

    /// <summary>Share of a gemeente that printed wijken hold when none of any size is hidden: usually 0.9 and more.</summary>
    private const double MostOfGemeente = 0.8;

    private readonly Dictionary<string, (int First, int Last)> spans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedList<int, int>> residents = new(StringComparer.Ordinal);
    private readonly ILookup<string, (int First, int Last)> ofGemeente;
    private readonly int[] tableYears;
    private readonly Dictionary<int, HashSet<string>> gemeentenOfTable = [];
    private readonly int gemeenten;
    private readonly HashSet<(string Code, int Year)> printed = [];
    private readonly HashSet<(string Gemeente, int Year)> wellPrinted = [];
    private readonly Dictionary<string, int> mostClients = new(StringComparer.Ordinal);
    private readonly int firstUse;
    private readonly int lastUse;

    public WijkYears(PublishedTables tables)
    {
        (firstUse, lastUse) = (tables.Use.Min(r => r.Year), tables.Use.Max(r => r.Year));
        foreach (var row in tables.Use.Where(r => r.Clients is not null))
        {
            Widen(row.Code, row.Year);
            printed.Add((row.Code, row.Year));
            mostClients[row.Code] = Math.Max(mostClients.GetValueOrDefault(row.Code), row.Clients!.Value);
        }
        AddWellPrinted(tables);
        foreach (var row in tables.Residents.Where(r => r.Total is not null))
        {
            Widen(row.Code, row.Year);
            if (!residents.TryGetValue(row.Code, out var years))
            {
                residents.Add(row.Code, years = []);
            }
            years[row.Year] = row.Total!.Value;
        }
        tableYears = [.. tables.Residents.Select(r => r.Year).Distinct().Order()];
        foreach (var row in tables.Residents)
        {
            if (!gemeentenOfTable.TryGetValue(row.Year, out var covered))
            {
                gemeentenOfTable.Add(row.Year, covered = new(StringComparer.Ordinal));
            }
            covered.Add(RegionCode.GemeenteOf(row.Code));
        }
        gemeenten = spans.Keys.Select(RegionCode.GemeenteOf).Distinct(StringComparer.Ordinal).Count();
        ofGemeente = spans
            .Where(s => s.Key.StartsWith("WK", StringComparison.Ordinal))
            .ToLookup(s => RegionCode.GemeenteOf(s.Key), s => s.Value, StringComparer.Ordinal);
    }

    /// <summary>Years with a table of residents, ascending.</summary>
    public IReadOnlyList<int> TableYears => tableYears;

    /// <summary>
    /// Whether people can be taken to live there: between two years that print the code, and outside those for as long as no
    /// table of residents lacks it and its gemeente has no other division. A wijk where nobody lives, says the nearest table,
    /// does not count.
    /// </summary>
    public bool IsLivedIn(string code, int year)
    {
        if (!spans.TryGetValue(code, out var span) || Residents(code, year) is 0)
        {
            return false;
        }
        if (IsLeftOut(code, Math.Clamp(year, firstUse, lastUse)))
        {
            return false;
        }
        var gemeente = RegionCode.GemeenteOf(code);
        bool Covers(int table) => IsAbout(table, gemeente);
        var others = ofGemeente[gemeente];
        return year > span.Last
            ? !Array.Exists(tableYears, t => t > span.Last && t <= year && Covers(t))
                && !others.Any(o => o.First > span.Last)
            : year >= span.First
                || (
                    !Array.Exists(tableYears, t => t < span.First && t >= year && Covers(t))
                    && !others.Any(o => o.Last < span.First)
                );
    }

    /// <summary>
    /// Whether other wijken make up most of the gemeente and this one is too large to be hidden: then the gemeente was divided
    /// otherwise that year.
    /// </summary>
    private bool IsLeftOut(string code, int year) =>
        !printed.Contains((code, year))
        && wellPrinted.Contains((RegionCode.GemeenteOf(code), year))
        && (Residents(code, year) > LargestHiddenWijk || mostClients.GetValueOrDefault(code) > LargestHiddenUse);

    /// <summary>
    /// Whether a table of residents would have the wijken of a gemeente: it has some, or it is of the whole country, and then
    /// the gemeente is gone.
    /// </summary>
    private bool IsAbout(int table, string gemeente) =>
        gemeentenOfTable[table].Contains(gemeente) || 2 * gemeentenOfTable[table].Count > gemeenten;

    /// <summary>The tables on either side of a year that have the code: the same one twice at or beyond the ends.</summary>
    public (int Year, int Residents, int NextYear, int NextResidents)? Around(string code, int year)
    {
        if (!residents.TryGetValue(code, out var years))
        {
            return null;
        }
        var before = years.Keys.Where(y => y <= year).DefaultIfEmpty(years.Keys[0]).Max();
        var after = years.Keys.Where(y => y >= year).DefaultIfEmpty(years.Keys[^1]).Min();
        return (before, years[before], after, years[after]);
    }

    /// <summary>Residents in the table nearest to a year, the later of two; null when none has the code.</summary>
    public int? Residents(string code, int year) =>
        residents.TryGetValue(code, out var years)
            ? years[years.Keys.OrderBy(y => Math.Abs(y - year)).ThenByDescending(y => y).First()]
            : null;

    /// <summary>Gemeenten and years of which the printed wijken hold most of the clients of either act.</summary>
    private void AddWellPrinted(PublishedTables tables)
    {
        foreach (var group in tables.Use.GroupBy(r => (r.Act, Gemeente: RegionCode.GemeenteOf(r.Code), r.Year)))
        {
            var whole = group.FirstOrDefault(r => r.Code.StartsWith("GM", StringComparison.Ordinal))?.Clients;
            var parts = group.Where(r => r.Code.StartsWith("WK", StringComparison.Ordinal)).Sum(r => r.Clients ?? 0);
            if (parts > 0 && parts >= MostOfGemeente * (whole ?? 0))
            {
                wellPrinted.Add((group.Key.Gemeente, group.Key.Year));
            }
        }
    }

    private void Widen(string code, int year) =>
        spans[code] = spans.TryGetValue(code, out var span)
            ? (Math.Min(span.First, year), Math.Max(span.Last, year))
            : (year, year);
}
