using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Store;

/// <summary>
/// Reads figures out of a run: per area, product, measure and year, observed years first. A run answers for the years it
/// was based on too; there the value stands for all its quantiles.
/// </summary>
public static class RunFigures
{
    private const double HighReliability = 0.25;
    private const double FairReliability = 0.75;

    /// <summary>
    /// Why a run tells nothing of a measure though its files have it; null when it does. Published figures hold no waiting lists, and
    /// where nothing is scarce either, the zeros of a run would be read as nobody waiting.
    /// </summary>
    public static Bilingual? Silence(RunView run, Measure measure) =>
        run.ObservedBasis == Basis.Published && Measures.OfWaiting.Contains(measure) && !BindingTable.HasQueues(run)
            ? new(
                "published figures hold no waiting lists, so this run tells nothing of waiting",
                "gepubliceerde cijfers kennen geen wachtlijsten; over wachten zegt deze projectie daarom niets"
            )
            : null;

    /// <exception cref="UsageException">The query names a measure, level, area, product or year that the run does not have.</exception>
    public static IEnumerable<Figure> Select(RunView run, FigureQuery query)
    {
        var chosen = AreasOf(run, query.Level, query.Area);
        var measures = run
            .Card.MeasureNames.Where(n =>
                query.Measure is null || string.Equals(n, query.Measure, StringComparison.Ordinal)
            )
            .Select(n => Measures.Find(n)!)
            .ToList();
        if (measures.Count == 0)
        {
            throw Refused("measure", "maat", query.Measure!, run.Card.MeasureNames);
        }
        var positions = Enumerable
            .Range(0, run.Axis.Length)
            .Where(p =>
                query.Product is null
                || string.Equals(run.Products.Codes[run.Axis[p]], query.Product, StringComparison.Ordinal)
            )
            .ToList();
        if (positions.Count == 0)
        {
            throw Refused("product", "product", query.Product!, run.Card.Axis);
        }
        if (query.Year is { } year && (year < run.FirstObserved || year > run.LastProjected))
        {
            throw Refused(
                "year",
                "jaar",
                FormattableString.Invariant($"{year}"),
                [FormattableString.Invariant($"{run.FirstObserved}–{run.LastProjected}")]
            );
        }
        measures.RemoveAll(m => Silence(run, m) is not null);
        return Figures(run, query, measures, chosen, positions);
    }

    /// <summary>Ordinals of the areas of a level, or of the one with a code.</summary>
    /// <exception cref="UsageException">The run does not have them.</exception>
    internal static List<int> AreasOf(RunView run, AreaLevel level, string? code)
    {
        if (!run.Has(level))
        {
            throw Refused(
                "level",
                "niveau",
                level.ToName(),
                run.Card.Levels,
                new(
                    "; it was not kept; run again with --levels buurt",
                    "; het is niet bewaard; projecteer opnieuw met --levels buurt"
                )
            );
        }
        var areas = run.Areas.AreasAt(level);
        var chosen = Enumerable
            .Range(0, areas.Length)
            .Where(a => code is null || string.Equals(areas[a].Code, code, StringComparison.Ordinal))
            .ToList();
        return chosen.Count > 0 ? chosen : throw run.Areas.NoArea(code!, level);
    }

    private static IEnumerable<Figure> Figures(
        RunView run,
        FigureQuery query,
        List<Measure> measures,
        List<int> areas,
        List<int> positions
    )
    {
        foreach (var area in areas)
        {
            foreach (var position in positions)
            {
                foreach (var measure in measures)
                {
                    if (measure == Measures.Population && position != run.Axis.Length - 1)
                    {
                        continue;
                    }
                    foreach (var figure in Years(run, query, measure, area, position))
                    {
                        yield return figure;
                    }
                }
            }
        }
    }

    private static IEnumerable<Figure> Years(RunView run, FigureQuery query, Measure measure, int area, int position)
    {
        var past = run.Past(query.Level, measure);
        var ordinal = run.Axis[position];
        var place = run.Areas.AreasAt(query.Level)[area];
        var observed = run.LastObserved - run.FirstObserved + 1;
        Figure Of(int year, Distribution spread, Basis basis, string? reliability) =>
            new()
            {
                Area = place.Code,
                AreaName = place.Name,
                Level = query.Level,
                Year = year,
                Product = run.Products.Codes[ordinal],
                Measure = measure.Name,
                Unit = measure.Unit,
                Spread = spread,
                Reliability = reliability,
                Basis = basis,
            };

        for (var year = run.FirstObserved; past is not null && year <= run.LastObserved; year++)
        {
            var value = past[(((area * run.Products.Count) + ordinal) * observed) + year - run.FirstObserved];
            if (value != ObservedYears.Unknown && (query.Year is null || query.Year == year))
            {
                var shown = value / (double)measure.Scale;
                var spread = new Distribution(shown, 0, 0, shown, shown, shown, shown, shown);
                yield return Of(year, spread, BasisOf(run, measure, ordinal, year), ReliabilityOf(spread));
            }
        }
        var table = run.Table(query.Level, measure);
        // Nothing is projected for onbekend: its part is in the rates of the known places.
        if (area >= table.AreaCount || place.IsUnknown)
        {
            yield break;
        }
        for (var year = run.FirstProjected; year <= run.LastProjected; year++)
        {
            if (query.Year is null || query.Year == year)
            {
                var at = measure == Measures.Population ? 0 : position;
                var spread = table.At(area, at, year - run.FirstProjected, run.Card.Replicates);
                yield return Of(year, spread, Basis.Estimated, ReliabilityOf(spread));
            }
        }
    }

    private static Basis BasisOf(RunView run, Measure measure, int ordinal, int year)
    {
        if (measure == Measures.Population)
        {
            return run.PopulationBasis[year - run.FirstObserved];
        }
        var isCost = measure == Measures.CostNominal || measure == Measures.CostReal || measure == Measures.CostVolume;
        return isCost && run.LumpSum[ordinal] ? Basis.Allocated : run.ObservedBasis;
    }

    /// <summary>How wide the 90% interval is against the median.</summary>
    private static string ReliabilityOf(Distribution spread)
    {
        var width = spread.P95 - spread.P5;
        return width <= HighReliability * Math.Abs(spread.P50) ? "high"
            : width <= FairReliability * Math.Abs(spread.P50) ? "fair"
            : "low";
    }

    private static UsageException Refused(
        string english,
        string dutch,
        string found,
        IReadOnlyList<string> known,
        Bilingual? advice = null
    )
    {
        const int shown = 16;
        var list = string.Join(", ", known.Take(shown)) + (known.Count > shown ? ", …" : "");
        var mend = advice is { English.Length: > 0 } given ? given : Spelling.Advice(found, known);
        return new(
            new(
                $"this run has no {english} '{found}'; it has {list}{mend.English}",
                $"deze projectie heeft geen {dutch} '{found}'; wel {list}{mend.Dutch}"
            )
        );
    }
}
