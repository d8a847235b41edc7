using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>How the residents are known.</summary>
/// <param name="TableYears">Years with a table of residents per wijk.</param>
/// <param name="Carried">Wijk-years outside those, taken from the nearest table (between two: a straight line).</param>
/// <param name="Moved">Those among them that clients per 1,000 move, into the interval that these imply.</param>
/// <param name="Implied">Wijk-years of wijken that no table has: from clients per 1,000 alone.</param>
/// <param name="Synthesis">How well the margins of the tables were met.</param>
public sealed record PublishedPopulationReport(
    IReadOnlyList<int> TableYears,
    int Carried,
    int Moved,
    int Implied,
    SynthesisReport Synthesis
);

/// <summary>
/// Residents per wijk by sex and single age, from published tables: exact margins where a table has the wijk and year, and
/// estimated in other years. Method: docs/method/published.md. Thread-safe.
/// </summary>
public static class PublishedPopulation
{
    private const int Cells = PopulationTable.CellsPerBuurt;

    /// <param name="areas">Areas of the cube of the same tables: wijken as their own leaves.</param>
    /// <param name="firstYear">First year of the series.</param>
    /// <param name="lastYear">Last year of the series.</param>
    public static (PopulationSeries Series, PublishedPopulationReport Report) Build(
        PublishedTables tables,
        AreaIndex areas,
        int firstYear,
        int lastYear
    )
    {
        var existing = new WijkYears(tables);
        var codes = areas.Buurten.Select(b => b.Code).ToArray();
        var (counted, synthesis) = Counted(tables, areas, existing.TableYears);
        var shapes = new WijkShapes(areas, counted);
        var wmo = tables.Use.Where(r => r.Act == Act.Wmo).ToLookup(r => r.Code, StringComparer.Ordinal);
        var report = new PublishedPopulationReport(existing.TableYears, 0, 0, 0, synthesis);
        var series = new List<PopulationTable>();
        for (var year = firstYear; year <= lastYear; year++)
        {
            var persons = new int[codes.Length * Cells];
            var carry = new double[Cells];
            var isTable = counted.TryGetValue(year, out var table);
            var complete = isTable;
            for (var wijk = 0; wijk < codes.Length; wijk++)
            {
                var target = persons.AsSpan(wijk * Cells, Cells);
                if (isTable && Sum(table!.OfBuurt(wijk)) > 0)
                {
                    table!.OfBuurt(wijk).CopyTo(target);
                    continue;
                }
                if (!existing.IsLivedIn(codes[wijk], year))
                {
                    continue;
                }
                complete = false;
                var (total, how) = TotalOf(existing, wmo[codes[wijk]], codes[wijk], year);
                report = report with
                {
                    Carried = report.Carried + (how == Source.Implied ? 0 : 1),
                    Moved = report.Moved + (how == Source.Moved ? 1 : 0),
                    Implied = report.Implied + (how == Source.Implied ? 1 : 0),
                };
                Spread(shapes.Of(wijk, year), total, carry, target);
            }
            series.Add(new(year, codes.Length, persons, complete ? Basis.Published : Basis.Estimated));
        }
        return (new(codes, series), report);
    }

    private enum Source
    {
        Carried,
        Moved,
        Implied,
    }

    /// <summary>Tables of the years that have one; 0 for wijken that it lacks.</summary>
    private static (Dictionary<int, PopulationTable> Tables, SynthesisReport Report) Counted(
        PublishedTables tables,
        AreaIndex areas,
        IReadOnlyList<int> years
    )
    {
        var counted = new Dictionary<int, PopulationTable>();
        var report = new SynthesisReport(0, 0, 0);
        var gemeenten = areas.OfLeaf(AreaLevel.Gemeente).Take(areas.BuurtCount).ToArray();
        foreach (var year in years)
        {
            var rows = tables.Residents.Where(r => r.Year == year).ToDictionary(r => r.Code, StringComparer.Ordinal);
            var margins = areas
                .Buurten.Select(b => rows.GetValueOrDefault(b.Code) ?? new(b.Code, year, 0, 0, 0, [0, 0, 0, 0, 0]))
                .ToArray();
            var seed = NationalShape.In(year, NationalTables.Embedded);
            var (table, synthesis) = PopulationSynthesis.Run(
                year,
                BuurtMargins.Reconcile(margins, gemeenten, wijkTotals: null, city: null),
                [.. Enumerable.Repeat(seed, margins.Length)],
                Basis.Published
            );
            counted.Add(year, table);
            report = new(
                Math.Max(report.LargestResidual, synthesis.LargestResidual),
                Math.Max(report.MostSweeps, synthesis.MostSweeps),
                report.NotConverged + synthesis.NotConverged
            );
        }
        return (counted, report);
    }

    /// <summary>The nearest table, or the straight line between two, moved no further than clients per 1,000 demand.</summary>
    private static (double Total, Source How) TotalOf(
        WijkYears existing,
        IEnumerable<PublishedUseRow> wmo,
        string code,
        int year
    )
    {
        var implied = ImpliedResidents.Of(wmo.FirstOrDefault(r => r.Year == year));
        if (existing.Around(code, year) is { } around)
        {
            var years = around.NextYear - around.Year;
            var share = years == 0 ? 0 : (double)(year - around.Year) / years;
            var carried = around.Residents + (share * (around.NextResidents - around.Residents));
            if (implied is not { } bounds)
            {
                return (carried, Source.Carried);
            }
            var moved = Math.Clamp(carried, bounds.Low, bounds.High);
            return (moved, moved.Equals(carried) ? Source.Carried : Source.Moved);
        }
        // No table has the code: the nearest year that implies a size tells it.
        var nearest = wmo.Select(r => (r.Year, Size: ImpliedResidents.Of(r)))
            .Where(n => n.Size is not null)
            .OrderBy(n => Math.Abs(n.Year - year))
            .ThenByDescending(n => n.Year)
            .Select(n => n.Size)
            .FirstOrDefault();
        return nearest is { } only ? ((only.Low + only.High) / 2, Source.Implied) : (0, Source.Implied);
    }

    private static void Spread(double[] shape, double total, double[] carry, Span<int> persons)
    {
        var whole = (int)Math.Floor(total + 0.5);
        double sum = 0;
        foreach (var part in shape)
        {
            sum += part;
        }
        var expected = new double[shape.Length];
        for (var i = 0; i < expected.Length; i++)
        {
            expected[i] = sum > 0 ? shape[i] * whole / sum : 0;
        }
        WholeNumbers.Round(expected, sum > 0 ? whole : 0, carry).CopyTo(persons);
    }

    internal static long Sum(ReadOnlySpan<int> persons)
    {
        long sum = 0;
        foreach (var count in persons)
        {
            sum += count;
        }
        return sum;
    }
}
