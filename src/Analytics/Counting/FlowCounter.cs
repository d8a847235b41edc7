using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Turns spells into the additive measures (<see cref="Cube.FlowMeasures"/>). A spell lives in one cell at a time: its
/// place is that of the row that started last, its band follows the calendar year. Passing from cell to cell counts as
/// left and entered in the period of the first day in the new cell, so that open at begin + begun − ended + entered − left
/// = open at end in every cell (law A3). One per thread; not thread-safe.
/// </summary>
internal sealed class FlowCounter(PeriodGrid grid, AgeBands bands, CellBuffer<FlowEvent> cells, CleaningTally tally)
{
    private const int Requests = 1 << FlowEvent.Requests;
    private const int Returns = 1 << FlowEvent.Returns;
    private const int Begun = 1 << FlowEvent.Begun;
    private const int Ended = 1 << FlowEvent.Ended;
    private const int Entered = 1 << FlowEvent.Entered;
    private const int Left = 1 << FlowEvent.Left;
    private const int Open = 1 << FlowEvent.Open;
    private const int Waiting = 1 << FlowEvent.Waiting;
    private const int WaitingDays = 1 << FlowEvent.WaitingDays;

    // Shape [Base period]: amounts of the spell at hand at the place of its first row, where nearly all of them are. They
    // go along with the days in care of that period; what is left is passed on by itself.
    private readonly long[] minutesIn = new long[grid.BaseCount];
    private readonly long[] centsIn = new long[grid.BaseCount];
    private int amountsLeaf = -1;
    private int firstAmount = int.MaxValue;
    private int lastAmount = -1;

    /// <param name="spell">The spell or wait.</param>
    /// <param name="rows">All rows of the person.</param>
    /// <param name="person">The person's birth year and sex.</param>
    /// <param name="isReturn">Whether it was asked for within a year after an earlier end of the same product.</param>
    public void Add(in Spell spell, ReadOnlySpan<UseRow> rows, PersonFacts person, bool isReturn)
    {
        AddRequest(in spell, rows, person, isReturn);
        AddWait(in spell, rows, person);
        if (!spell.Waits)
        {
            amountsLeaf = rows[spell.FirstRow].Leaf;
            foreach (ref readonly var row in rows.Slice(spell.FirstRow, spell.RowCount))
            {
                AddAmounts(in row, spell.Delivery, person);
            }
            AddStay(in spell, rows, person);
            PassAmounts(in spell, person);
        }
    }

    /// <summary>Amounts on a row without a start: no day to spread them over, so they stand at the day of the request.</summary>
    public void AddWithoutCare(in UseRow row, PersonFacts person)
    {
        if (row.HasRequest && (row.KnownMinutes != 0 || row.KnownCents != 0))
        {
            tally.Count(CleaningCount.CostWithoutCare);
            if (grid.Holds(row.Requested))
            {
                var period = grid.PeriodOf(row.Requested);
                var delivery = DeliveryMask.ToClass(DeliveryMask.Of(row.Delivery));
                Pass(KeyOf(row.Leaf, period, row.Product, person, delivery), row.KnownMinutes, row.KnownCents);
            }
        }
    }

    private CellKey KeyOf(int leaf, int period, int product, PersonFacts person, Delivery delivery) =>
        new(leaf, period, product, bands.OfAge(person.AgeIn(grid.YearOf[period])), person.Sex, delivery);

    private CellKey KeyOf(in Spell spell, int leaf, int period, PersonFacts person) =>
        KeyOf(leaf, period, spell.Product, person, spell.Delivery);

    private void AddRequest(in Spell spell, ReadOnlySpan<UseRow> rows, PersonFacts person, bool isReturn)
    {
        var day = spell.RequestDay;
        if (day < grid.GridFirstDay)
        {
            tally.Count(CleaningCount.RequestsBeforeData);
        }
        else if (day <= grid.LastDay)
        {
            var key = KeyOf(in spell, rows[spell.FirstRow].Leaf, grid.PeriodOf(day), person);
            Raise(key, isReturn ? Requests | Returns : Requests);
        }
    }

    /// <summary>Waiting lasts from the day of the request to the day before the start.</summary>
    private void AddWait(in Spell spell, ReadOnlySpan<UseRow> rows, PersonFacts person)
    {
        var (from, to) = (spell.RequestDay, spell.Start);
        if (from >= to || from > grid.LastDay || to < grid.FirstDay)
        {
            return;
        }
        var leaf = rows[spell.FirstRow].Leaf;
        for (var period = grid.PeriodOf(Math.Max(from, grid.FirstDay)); period < grid.BaseCount; period++)
        {
            var closing = grid.ClosingDay(period);
            if (closing >= to)
            {
                break;
            }
            Raise(KeyOf(in spell, leaf, period, person), Waiting);
        }
        if (to <= grid.LastDay)
        {
            Raise(KeyOf(in spell, leaf, grid.PeriodOf(to), person), WaitingDays, to - from);
        }
    }

    private void AddStay(in Spell spell, ReadOnlySpan<UseRow> rows, PersonFacts person)
    {
        var first = Math.Max(spell.Start, grid.FirstDay);
        var last = Math.Min(spell.End, grid.LastDay);
        if (first > last)
        {
            return;
        }
        var places = rows.Slice(spell.FirstRow, spell.RowCount);
        var at = 0;
        var leaf = LeafOn(places, ref at, first);
        var period = grid.PeriodOf(first);
        var counts = spell.Start < grid.FirstDay ? Entered : Begun;
        for (var day = first; ; )
        {
            var until = Math.Min(last, grid.LastDayOf[period]);
            until = at + 1 < places.Length ? Math.Min(until, places[at + 1].Started - 1) : until;
            var here = KeyOf(in spell, leaf, period, person);
            counts |= until == grid.ClosingDay(period) && spell.End > until ? Open : 0;
            counts |= until == spell.End ? Ended : 0;
            if (leaf == amountsLeaf)
            {
                var amounts = new FlowEvent(here.Bits, minutesIn[period], centsIn[period], until - day + 1, counts);
                cells.Add(cells.TableOfLeaf[leaf], in amounts);
                (minutesIn[period], centsIn[period]) = (0, 0);
            }
            else
            {
                Raise(here, counts, until - day + 1);
            }
            day = until + 1;
            if (day > last)
            {
                return;
            }
            var nextLeaf = LeafOn(places, ref at, day);
            var nextPeriod = grid.PeriodOf(day);
            tally.Count(CleaningCount.SpellMoves, nextLeaf != leaf ? 1 : 0);
            counts = Pass(in spell, here, KeyOf(in spell, nextLeaf, nextPeriod, person));
            (leaf, period) = (nextLeaf, nextPeriod);
        }
    }

    /// <summary>Moved or aged: the cell left is counted in the period of the new one, where its stock is missed.</summary>
    /// <returns>What is to be counted in the new cell.</returns>
    private int Pass(in Spell spell, CellKey from, CellKey to)
    {
        if (from.Leaf == to.Leaf && from.Band == to.Band)
        {
            return 0;
        }
        Raise(new CellKey(from.Leaf, to.Period, spell.Product, from.Band, from.Sex, from.Delivery), Left);
        return Entered;
    }

    private void Raise(CellKey key, int counts, int days = 0) =>
        cells.Add(cells.TableOfLeaf[key.Leaf], new(key.Bits, 0, 0, days, counts));

    /// <summary>The place on a day: that of the last row, in order, that had started by then.</summary>
    private static int LeafOn(ReadOnlySpan<UseRow> places, ref int at, int day)
    {
        while (at + 1 < places.Length && places[at + 1].Started <= day)
        {
            at++;
        }
        return places[at].Leaf;
    }

    /// <summary>
    /// Spreads a line over the periods it touches by days, whole minutes and cents, the remainder to the last one.
    /// </summary>
    private void AddAmounts(in UseRow row, Delivery delivery, PersonFacts person)
    {
        var (minutes, cents) = (row.KnownMinutes, row.KnownCents);
        if (minutes == 0 && cents == 0)
        {
            return;
        }
        var end = row.Ended == UseBatch.StillOpen ? Math.Max(row.Started, grid.LastDay) : row.Ended;
        long days = end - row.Started + 1;
        var (minutesLeft, centsLeft) = (minutes, cents);
        for (var day = row.Started; day <= end; )
        {
            // What lies before or after the days of the data takes its share, but falls outside the cube.
            var inside = day >= grid.FirstDay && day <= grid.LastDay;
            var until =
                inside ? Math.Min(end, grid.ClosingDay(grid.PeriodOf(day)))
                : day < grid.FirstDay ? Math.Min(end, grid.FirstDay - 1)
                : end;
            var share = until - day + 1;
            var minutesHere = until == end ? minutesLeft : Share(minutes, share, days);
            var centsHere = until == end ? centsLeft : Share(cents, share, days);
            if (inside)
            {
                AddAmount(in row, grid.PeriodOf(day), delivery, person, minutesHere, centsHere);
            }
            minutesLeft -= minutesHere;
            centsLeft -= centsHere;
            day = until + 1;
        }
    }

    private void AddAmount(in UseRow row, int period, Delivery delivery, PersonFacts person, long minutes, long cents)
    {
        if (row.Leaf != amountsLeaf)
        {
            Pass(KeyOf(row.Leaf, period, row.Product, person, delivery), minutes, cents);
            return;
        }
        minutesIn[period] += minutes;
        centsIn[period] += cents;
        (firstAmount, lastAmount) = (Math.Min(firstAmount, period), Math.Max(lastAmount, period));
    }

    private void PassAmounts(in Spell spell, PersonFacts person)
    {
        for (var period = firstAmount; period <= lastAmount; period++)
        {
            if (minutesIn[period] != 0 || centsIn[period] != 0)
            {
                Pass(KeyOf(in spell, amountsLeaf, period, person), minutesIn[period], centsIn[period]);
                (minutesIn[period], centsIn[period]) = (0, 0);
            }
        }
        (firstAmount, lastAmount) = (int.MaxValue, -1);
    }

    private void Pass(CellKey key, long minutes, long cents) =>
        cells.Add(cells.TableOfLeaf[key.Leaf], new(key.Bits, minutes, cents, 0, 0));

    /// <summary>Whole units of an amount that fall to some of its days; towards zero.</summary>
    private static long Share(long amount, long days, long ofDays) =>
        amount is > int.MinValue and < int.MaxValue ? amount * days / ofDays : (long)((Int128)amount * days / ofDays);
}
