using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Numerics;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Outcomes;

/// <summary>What became of the spells of one product and one segment. What may not be shown is null.</summary>
/// <param name="Segment">Name of the segment, or <c>all</c>.</param>
/// <param name="Spells">Spells that began in the time of the data.</param>
/// <param name="Persons">Distinct persons whose spells they are.</param>
/// <param name="TimeToEnd">Days in care until half have ended, for any reason.</param>
/// <param name="StepUp">Of those that ended, and of which the records say how: the share that went on to heavier care.</param>
/// <param name="Returned">Of those that ended a year or more before the last day: the share asked for again within a year.</param>
public sealed record OutcomeRow(
    string Product,
    string Segment,
    long? Spells,
    long? Persons,
    SurvivalTime? TimeToEnd,
    Proportion? StepUp,
    Proportion? Returned
);

/// <summary>
/// Experience by product and segment (<em>ervaringskennis</em>): what became of clients who were given this care. A table of
/// groups, never of persons: nothing stands in it that rests on fewer than ten of them, nor can it be worked out from the
/// rest. Immutable.
/// </summary>
/// <param name="FirstDay">Spells that began before are not in it.</param>
/// <param name="LastDay">What happened after is not in it.</param>
public sealed record OutcomeTable(
    SegmentKind Kind,
    DateOnly FirstDay,
    DateOnly LastDay,
    Basis Basis,
    ImmutableArray<OutcomeRow> Rows
)
{
    public const string All = "all";

    internal static ImmutableArray<OutcomeRow> RowsOf(
        OutcomeCounter counter,
        ProductAxis products,
        OutcomeSegments segments
    )
    {
        var rows = ImmutableArray.CreateBuilder<OutcomeRow>();
        for (var product = 0; product < products.ProductCount; product++)
        {
            if (counter.At(product, segments.Count) is not null)
            {
                Add(rows, counter, products.Codes[product], product, segments);
            }
        }
        return rows.ToImmutable();
    }

    private static void Add(
        ImmutableArray<OutcomeRow>.Builder rows,
        OutcomeCounter counter,
        string code,
        int product,
        OutcomeSegments segments
    )
    {
        OutcomeCell[] cells =
        [
            .. Enumerable.Range(0, segments.Count + 1).Select(s => counter.At(product, s) ?? new OutcomeCell()),
        ];
        var all = Hidden(cells, c => (c.Persons, c.Spells), new bool[cells.Length]);
        var told = Hidden(cells, c => (c.ToldPersons, c.Told), [.. all]);
        var followed = Hidden(cells, c => (c.FollowedPersons, c.Followed), [.. all]);
        for (var s = 0; s < cells.Length; s++)
        {
            var cell = cells[s];
            rows.Add(
                new(
                    code,
                    s < segments.Count ? segments.Names[s] : All,
                    all[s] ? null : cell.Spells,
                    all[s] ? null : cell.Persons,
                    all[s] ? null : SurvivalTime.FromLengths(cell.SortedLengths(), FixedMath.Normal95),
                    told[s] ? null : Proportion.Wilson(cell.SteppedUp, cell.Told, FixedMath.Normal95),
                    followed[s] ? null : Proportion.Wilson(cell.Returned, cell.Followed, FixedMath.Normal95)
                )
            );
        }
    }

    /// <summary>Hides segments beside each other, then the total by itself: it is too small only when they all are.</summary>
    private static bool[] Hidden(
        OutcomeCell[] cells,
        Func<OutcomeCell, (long Persons, long Cases)> count,
        bool[] hidden
    )
    {
        var counts = Array.ConvertAll(cells, c => count(c));
        var (persons, cases) = (counts.Select(c => c.Persons).ToArray(), counts.Select(c => c.Cases).ToArray());
        Disclosure.Hide(persons.AsSpan(..^1), cases.AsSpan(..^1), hidden.AsSpan(..^1));
        hidden[^1] |= persons[^1] < Disclosure.LeastPersons;
        return hidden;
    }
}
