using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>
/// Values per future out of a run, for questions that pair futures. They are kept for gemeenten, wijken and groupings, of
/// acts, tracks and all care, in the headline measures; a small run keeps all.
/// </summary>
public static class KeptFigures
{
    /// <summary>The values of all futures, in their order, in kept whole numbers.</summary>
    /// <param name="area">Ordinal at its level.</param>
    /// <param name="product">Code of a total.</param>
    /// <exception cref="UsageException">The run does not have them; the message names what it lacks and what it has.</exception>
    public static ReadOnlySpan<long> Of(
        RunView run,
        AreaLevel level,
        int area,
        string product,
        Measure measure,
        int year
    )
    {
        if (!run.Card.MeasureNames.Contains(measure.Name, StringComparer.Ordinal))
        {
            throw Lacks(run, new($"measure {measure.Name}", $"maat {measure.Name}"), run.Card.MeasureNames);
        }
        if (year < run.FirstProjected || year > run.LastProjected)
        {
            throw Lacks(
                run,
                new($"projected year {year}", $"geprojecteerd jaar {year}"),
                [FormattableString.Invariant($"{run.FirstProjected}–{run.LastProjected}")]
            );
        }
        var position = PositionOf(run, product, measure);
        var table = run.Table(level, measure);
        if (!table.Keeps(position))
        {
            throw NotKept(run, level, product, measure);
        }
        return table.Values(area, position, year - run.FirstProjected, run.Card.Replicates);
    }

    /// <summary>Whether a run has values per future of a measure and total at a level.</summary>
    public static bool Has(RunView run, AreaLevel level, string product, Measure measure) =>
        run.Has(level)
        && run.Card.MeasureNames.Contains(measure.Name, StringComparer.Ordinal)
        && (measure == Measures.Population || run.Card.Axis.Contains(product, StringComparer.Ordinal))
        && run.Table(level, measure).Keeps(PositionOf(run, product, measure));

    private static int PositionOf(RunView run, string product, Measure measure)
    {
        var all = run.Products.Codes[run.Products.AllOrdinal];
        if (measure == Measures.Population)
        {
            return string.Equals(product, all, StringComparison.Ordinal)
                ? 0
                : throw Lacks(run, new($"population of {product}", $"bevolking van {product}"), [all]);
        }
        var position = Array.IndexOf(run.Card.Axis, product);
        return position >= 0
            ? position
            : throw Lacks(run, new($"product {product}", $"product {product}"), run.Card.Axis);
    }

    private static UsageException NotKept(RunView run, AreaLevel level, string product, Measure measure)
    {
        var totals = string.Join(", ", run.Axis.Where(run.Products.IsTotal).Select(o => run.Products.Codes[o]));
        var few = Accumulator.FewReplicates;
        return level == AreaLevel.Buurt || !measure.Headline
            ? new(
                new(
                    $"{run.Card.Id} keeps no values per future of {measure.Name} at level {level.ToName()}; it does of headline measures at level gemeente and wijk, and of everything up to {few} futures",
                    $"{run.Card.Id} bewaart geen waarden per toekomst van {measure.Name} op niveau {level.ToName()}; wel van hoofdmaten op niveau gemeente en wijk, en van alles tot {few} toekomsten"
                )
            )
            : new(
                new(
                    $"{run.Card.Id} keeps no values per future of product {product}; it does of {totals}, and of everything up to {few} futures",
                    $"{run.Card.Id} bewaart geen waarden per toekomst van product {product}; wel van {totals}, en van alles tot {few} toekomsten"
                )
            );
    }

    private static UsageException Lacks(RunView run, Bilingual what, IReadOnlyList<string> known)
    {
        var list = string.Join(", ", known);
        return new(
            new(
                $"{run.Card.Id} has no {what.English}; it has {list}",
                $"{run.Card.Id} heeft geen {what.Dutch}; wel {list}"
            )
        );
    }
}
