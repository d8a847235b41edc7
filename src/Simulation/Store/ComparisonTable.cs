using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Analysis.Comparison;
using Populatie.Simulation.Figures;

namespace Populatie.Simulation.Store;

/// <summary>Two stored runs compared, future by future.</summary>
public static class ComparisonTable
{
    /// <summary>What is compared where nothing is asked: those of them that both runs have.</summary>
    private static readonly ImmutableArray<Measure> Usual =
    [
        Measures.Requests,
        Measures.Clients,
        Measures.Waiting,
        Measures.WaitingOverNorm,
        Measures.Unmet,
        Measures.Hours,
        Measures.Fte,
        Measures.CostReal,
        Measures.GapReal,
        Measures.PaymentReal,
    ];

    /// <exception cref="UsageException">
    /// The runs are not the same futures, or one has no values per future of what is asked; one line says why and how to mend it.
    /// </exception>
    public static RunComparison Of(RunView a, RunView b, ComparisonQuery query)
    {
        RunPairing.Check(a.Card, b.Card);
        var measures = MeasuresOf(a, b, query);
        var years = query.Years.IsEmpty ? YearsOf(a, b) : query.Years;
        ImmutableArray<string> products = query.Products.IsEmpty ? ["all"] : query.Products;
        var areas = RunFigures.AreasOf(a, query.Level, query.Area);
        RunFigures.AreasOf(b, query.Level, query.Area);
        var places = a.Areas.AreasAt(query.Level);
        return new(
            a.Card.Id,
            b.Card.Id,
            a.Card.Scenario.Name,
            b.Card.Scenario.Name,
            a.Card.Seed,
            a.Card.Replicates,
            [
                .. from area in areas
                where !places[area].IsUnknown
                from product in products
                from measure in measures
                from year in years
                select Row(a, b, query.Level, area, product, measure, year),
            ]
        );
    }

    /// <summary>Halfway and the last year that both runs reach.</summary>
    private static ImmutableArray<int> YearsOf(RunView a, RunView b)
    {
        var (first, last) = (a.FirstProjected, Math.Min(a.LastProjected, b.LastProjected));
        // A round year near the middle is easier to talk about than the middle itself.
        var middle = Math.Clamp((first + last + 1) / 2 / 5 * 5, first, last);
        return middle == last ? [last] : [middle, last];
    }

    private static ImmutableArray<Measure> MeasuresOf(RunView a, RunView b, ComparisonQuery query)
    {
        if (query.Measures.IsEmpty)
        {
            var known = a
                .Card.MeasureNames.Intersect(b.Card.MeasureNames, StringComparer.Ordinal)
                .ToHashSet(StringComparer.Ordinal);
            return [.. Usual.Where(m => known.Contains(m.Name))];
        }
        return
        [
            .. query.Measures.Select(name =>
                Measures.Find(name)
                ?? throw new UsageException(
                    new(
                        $"there is no measure {name}; there are {string.Join(", ", a.Card.MeasureNames)}",
                        $"er is geen maat {name}; wel {string.Join(", ", a.Card.MeasureNames)}"
                    )
                )
            ),
        ];
    }

    private static ComparisonRow Row(
        RunView a,
        RunView b,
        AreaLevel level,
        int area,
        string product,
        Measure measure,
        int year
    )
    {
        var place = a.Areas.AreasAt(level)[area];
        var difference = PairedDifference.Of(
            KeptFigures.Of(a, level, area, product, measure, year),
            KeptFigures.Of(b, level, area, product, measure, year),
            measure.Scale
        );
        return new(difference, a.Card.Id, b.Card.Id, place, year, product, measure);
    }
}
