using Populatie.Analytics.Areas;
using Populatie.Analytics.Outcomes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Tests.Counting;
using Outcome = Populatie.Analytics.Records.Outcome;

namespace Populatie.Analytics.Tests.Outcomes.Reference;

/// <summary>
/// What became of clients, by lists and loops: rows of a person and a product that do not overlap, and touch or not. Knows
/// nothing of what is hidden.
/// </summary>
internal sealed class NaiveOutcomes(IReadOnlyList<Row> rows, SegmentKind kind, int first, int last)
{
    internal sealed record Counted(
        string Product,
        string Segment,
        long Spells,
        long Persons,
        long Ended,
        long Told,
        long SteppedUp,
        long Followed,
        long Returned
    );

    private sealed record Spell(
        int Person,
        int Product,
        List<Row> Rows,
        int Start,
        int End,
        int Request,
        Outcome Outcome
    );

    public IEnumerable<Counted> Rows()
    {
        var all = rows.GroupBy(r => (r.Person, r.Product)).SelectMany(g => Spells([.. g])).ToList();
        var mine = all.Where(s => s.Start >= first && s.Start <= last).ToList();
        var parts = mine.Select(s => (Spell: s, Segment: SegmentOf(s))).ToList();
        foreach (
            var group in parts
                .Concat(mine.Select(s => (Spell: s, Segment: OutcomeTable.All)))
                .GroupBy(p => (p.Spell.Product, p.Segment))
        )
        {
            var spells = group.Select(p => p.Spell).ToList();
            var ended = spells.Where(s => s.End <= last).ToList();
            var told = ended.Where(s => s.Outcome != Outcome.Unknown).ToList();
            var followed = ended
                .Where(s => s.End + 365 <= last && s.Outcome is not (Outcome.Died or Outcome.Moved or Outcome.Wlz))
                .ToList();
            yield return new(
                Town.Products.Codes[group.Key.Product],
                group.Key.Segment,
                spells.Count,
                spells.Select(s => s.Person).Distinct().Count(),
                ended.Count,
                told.Count,
                told.Count(s => s.Outcome == Outcome.StepUp),
                followed.Count,
                followed.Count(s =>
                    all.Any(o =>
                        o.Person == s.Person && o.Product == s.Product && o.Request > s.End && o.Request <= s.End + 365
                    )
                )
            );
        }
    }

    private static IEnumerable<Spell> Spells(List<Row> rows)
    {
        var pieces = new List<List<Row>>();
        foreach (var row in rows.OrderBy(r => Town.Day(r.Started!)))
        {
            if (pieces.Count > 0 && EndOf(pieces[^1][^1]) + 1 == Town.Day(row.Started!))
            {
                pieces[^1].Add(row);
            }
            else
            {
                pieces.Add([row]);
            }
        }
        foreach (var piece in pieces)
        {
            var requests = piece.Where(r => r.Requested is not null).Select(r => Town.Day(r.Requested!)).ToList();
            var start = Town.Day(piece[0].Started!);
            var open = piece[^1].Ended is null;
            yield return new(
                piece[0].Person,
                piece[0].Product,
                piece,
                start,
                EndOf(piece[^1]),
                requests.Count > 0 ? requests.Min() : start,
                open ? Outcome.Unknown : piece[^1].Outcome
            );
        }
    }

    private static int EndOf(Row row) => row.Ended is null ? 100_000_000 : Town.Day(row.Ended);

    private string SegmentOf(Spell spell)
    {
        var row = spell.Rows[0];
        return kind switch
        {
            SegmentKind.Age => AgeBands.Default.Name(
                AgeBands.Default.OfAge(DateOnly.FromDayNumber(spell.Start).Year - row.BirthYear)
            ),
            SegmentKind.Sex => row.Sex.ToString(),
            SegmentKind.Delivery => spell.Rows.Select(r => r.Delivery).Distinct().Count() > 1
                ? nameof(Delivery.Both)
                : row.Delivery.ToString(),
            _ => Town.Areas.AreasAt(AreaLevel.Wijk)[row.Leaf / 2].Code,
        };
    }
}
