using System.Runtime.InteropServices;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Outcomes;

/// <summary>
/// The work of one thread: person after person, from rows to spells to what became of them. One per thread; what several
/// counted is added up.
/// </summary>
internal sealed class OutcomeCounter(ProductAxis products, OutcomeSegments segments, int firstDay, int lastDay)
{
    private const int Statistics = 3;
    private readonly OutcomeCell?[] cells = new OutcomeCell?[products.ProductCount * (segments.Count + 1)];
    private readonly CleaningTally tally = new();
    private readonly List<Spell> spells = [];

    /// <summary>Cells and statistics that the person at hand has been counted in.</summary>
    private readonly HashSet<int> counted = [];

    /// <summary>The cell of a product and a segment; after the last segment that of all of them. Null when nothing was counted.</summary>
    public OutcomeCell? At(int product, int segment) => cells[(product * (segments.Count + 1)) + segment];

    public void Add(OutcomeCounter other)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (other.cells[i] is { } cell)
            {
                (cells[i] ??= new()).Add(cell);
            }
        }
    }

    /// <param name="rows">A partition in the total order of rows: whole persons.</param>
    public void Walk(ReadOnlySpan<UseRow> rows)
    {
        for (var first = 0; first < rows.Length; )
        {
            var next = first + 1;
            while (next < rows.Length && rows[next].SamePerson(in rows[first]))
            {
                next++;
            }
            WalkPerson(rows[first..next]);
            first = next;
        }
    }

    private void WalkPerson(ReadOnlySpan<UseRow> rows)
    {
        var person = PersonFacts.Of(rows, products, tally);
        spells.Clear();
        counted.Clear();
        for (var first = 0; first < rows.Length; )
        {
            var next = first + 1;
            while (next < rows.Length && rows[next].Product == rows[first].Product)
            {
                next++;
            }
            SpellJoiner.Join(rows, first, next - first, spells, tally);
            first = next;
        }
        var all = CollectionsMarshal.AsSpan(spells);
        foreach (ref readonly var spell in all)
        {
            // Spells that began earlier are known only if they lasted: they would make stays look long.
            if (!spell.Waits && spell.Start >= firstDay && spell.Start <= lastDay)
            {
                var age = person.AgeIn(DateOnly.FromDayNumber(spell.Start).Year);
                var segment = segments.Of(age, person.Sex, spell.Delivery, rows[spell.FirstRow].Leaf);
                Count(all, in spell, (spell.Product * (segments.Count + 1)) + segment);
                Count(all, in spell, (spell.Product * (segments.Count + 1)) + segments.Count);
            }
        }
    }

    private void Count(ReadOnlySpan<Spell> all, in Spell spell, int at)
    {
        var cell = cells[at] ??= new();
        var open = spell.End > lastDay;
        cell.AddLength((open ? lastDay : spell.End) - spell.Start + 1, open);
        cell.Persons += counted.Add(at * Statistics) ? 1 : 0;
        if (open)
        {
            return;
        }
        if (spell.Outcome != Outcome.Unknown)
        {
            cell.Told++;
            cell.ToldPersons += counted.Add((at * Statistics) + 1) ? 1 : 0;
            cell.SteppedUp += spell.Outcome == Outcome.StepUp ? 1 : 0;
        }
        if (
            spell.Outcome is not (Outcome.Died or Outcome.Moved or Outcome.Wlz)
            && spell.End + StayCounter.ReturnDays <= lastDay
        )
        {
            cell.Followed++;
            cell.FollowedPersons += counted.Add((at * Statistics) + 2) ? 1 : 0;
            cell.Returned += Returns(all, in spell) ? 1 : 0;
        }
    }

    private static bool Returns(ReadOnlySpan<Spell> all, in Spell ended)
    {
        foreach (ref readonly var later in all)
        {
            var days = later.RequestDay - (long)ended.End;
            if (later.Product == ended.Product && days is > 0 and <= StayCounter.ReturnDays)
            {
                return true;
            }
        }
        return false;
    }
}
