using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Population;

/// <summary>What an import found and what it had to leave open.</summary>
/// <param name="Year">The year of the figures.</param>
/// <param name="Residents">Persons in the buurten of the areas.</param>
/// <param name="Missing">Codes of buurten that the areas have and the table has not: they get 0 residents.</param>
/// <param name="Unused">Buurten of the table that the areas have not.</param>
/// <param name="UnusedResidents">Who live in those.</param>
/// <param name="WithoutTotal">Buurten whose total is unpublished: 0 residents.</param>
/// <param name="WithoutAges">Buurten with residents but without age groups: they got the pattern of their wijk.</param>
/// <param name="Contradictions">Sexes or ages that do not add up to their total, by more than rounding.</param>
/// <param name="Synthesis">How well the margins were met.</param>
public sealed record PopulationImportReport(
    int Year,
    long Residents,
    IReadOnlyList<string> Missing,
    int Unused,
    long UnusedResidents,
    int WithoutTotal,
    int WithoutAges,
    IReadOnlyList<TableFinding> Contradictions,
    SynthesisReport Synthesis
);

/// <summary>
/// A population from one published year of any set of areas. Single ages follow the country's shape; every other year has
/// the same residents, with basis estimated. Thread-safe.
/// </summary>
public static class PopulationImport
{
    /// <param name="published">Rows of one year; other levels than buurten are passed over.</param>
    /// <param name="firstYear">First year of the series, ≤ the published year or not: the series is flat.</param>
    public static (PopulationSeries Series, PopulationImportReport Report) Run(
        AreaIndex areas,
        IReadOnlyList<PublishedMargins> published,
        int firstYear,
        int lastYear
    )
    {
        var rows = new Dictionary<string, PublishedMargins>(StringComparer.Ordinal);
        foreach (var row in published.Where(r => r.Code.StartsWith("BU", StringComparison.Ordinal)))
        {
            rows[row.Code] = row;
        }
        var year = published.Count == 0 ? firstYear : published[0].Year;
        var codes = areas.Buurten.Select(b => b.Code).ToArray();
        var missing = codes.Where(c => !rows.ContainsKey(c)).ToArray();
        var buurten = codes
            .Select(c => rows.GetValueOrDefault(c) ?? new PublishedMargins(c, year, 0, 0, 0, [0, 0, 0, 0, 0]))
            .ToArray();
        var wijken = areas.OfLeaf(AreaLevel.Wijk).Take(codes.Length).ToArray();
        var margins = BuurtMargins.Reconcile(buurten, wijken, wijkTotals: null, city: null);
        var seed = NationalShape.In(year, NationalTables.Embedded);
        var (table, synthesis) = PopulationSynthesis.Run(
            year,
            margins,
            [.. Enumerable.Repeat(seed, codes.Length)],
            Basis.Published
        );
        var known = codes.ToHashSet(StringComparer.Ordinal);
        var unused = rows.Values.Where(r => !known.Contains(r.Code)).ToList();
        var report = new PopulationImportReport(
            year,
            table.Total(),
            missing,
            unused.Count,
            unused.Sum(r => (long)(r.Total ?? 0)),
            buurten.Count(b => b.Total is null),
            buurten.Count(b => b.Total > 0 && b.LacksAges),
            MarginCheck.Contradictions(buurten),
            synthesis
        );
        var tables = Enumerable
            .Range(firstYear, lastYear - firstYear + 1)
            .Select(y => table.InYear(y, y == year ? Basis.Published : Basis.Estimated));
        return (new PopulationSeries(codes, tables), report);
    }
}
