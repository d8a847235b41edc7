using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Joins the rows of one person and one product into spells. A row belongs to the running spell when it starts no later
/// than the day after the spell's last day so far. Rows without a start are waits: they go first, one for all that are still
/// open (the earliest request), unless a spell carries the same request day, for then that spell is what came of it.
/// </summary>
internal static class SpellJoiner
{
    /// <param name="rows">All rows of the person, in their total order.</param>
    /// <param name="first">First row of the product.</param>
    /// <param name="count">Number of rows of the product.</param>
    /// <param name="spells">Receives the spells, in order of their start, then the waits.</param>
    /// <param name="tally">Receives what was odd.</param>
    public static void Join(ReadOnlySpan<UseRow> rows, int first, int count, List<Spell> spells, CleaningTally tally)
    {
        var end = first + count;
        var started = first;
        while (started < end && !rows[started].HasStart)
        {
            started++;
        }
        var before = spells.Count;
        for (var at = started; at < end; )
        {
            at += JoinOne(rows, at, end, spells, tally);
        }
        AddWaits(rows, first, started, before, spells, tally);
    }

    private static void AddWaits(
        ReadOnlySpan<UseRow> rows,
        int first,
        int end,
        int firstSpell,
        List<Spell> spells,
        CleaningTally tally
    )
    {
        var (lastSpell, openWait) = (spells.Count, -1);
        for (var at = first; at < end; at++)
        {
            var wait = WaitOf(in rows[at], at);
            if (IsMet(spells, firstSpell, lastSpell, wait.Requested))
            {
                tally.Count(CleaningCount.WaitsMetByCare);
            }
            else if (!wait.IsOpen || openWait < 0)
            {
                openWait = wait.IsOpen ? spells.Count : openWait;
                spells.Add(wait);
                tally.Count(CleaningCount.Waits);
            }
            else
            {
                tally.Count(CleaningCount.RepeatedWaits);
                spells[openWait] = wait.Requested < spells[openWait].Requested ? wait : spells[openWait];
            }
        }
    }

    private static Spell WaitOf(in UseRow row, int at) =>
        new(
            row.Product,
            at,
            1,
            row.Requested,
            row.Ended,
            row.Ended,
            DeliveryMask.ToClass(DeliveryMask.Of(row.Delivery)),
            row.Outcome,
            Waits: true
        );

    private static int JoinOne(ReadOnlySpan<UseRow> rows, int at, int end, List<Spell> spells, CleaningTally tally)
    {
        var head = rows[at];
        var (last, requested, outcome) = (head.Ended, head.Requested, head.Outcome);
        var mask = DeliveryMask.Of(head.Delivery);
        var next = at + 1;
        for (; next < end; next++)
        {
            ref readonly var row = ref rows[next];
            if (last != UseBatch.StillOpen && row.Started > last + 1)
            {
                break;
            }
            tally.Count(CleaningCount.JoinedRows);
            if (row.Started <= last)
            {
                tally.Count(CleaningCount.OverlappingRows);
                if (UseRowOrder.Compare(in row, in rows[next - 1]) == 0)
                {
                    tally.Count(CleaningCount.IdenticalRows);
                }
            }
            mask |= DeliveryMask.Of(row.Delivery);
            if (row.HasRequest && (requested == UseBatch.UnknownDay || row.Requested < requested))
            {
                requested = row.Requested;
            }
            if (row.Ended >= last)
            {
                // Of rows that end together the last in the total order speaks, unless it has nothing to say.
                outcome = row.Ended > last || row.Outcome != Outcome.Unknown ? row.Outcome : outcome;
                last = row.Ended;
            }
        }
        outcome = last == UseBatch.StillOpen ? Outcome.Unknown : outcome;
        var delivery = DeliveryMask.ToClass(mask);
        spells.Add(new(head.Product, at, next - at, requested, head.Started, last, delivery, outcome, Waits: false));
        tally.Count(CleaningCount.Spells);
        return next - at;
    }

    private static bool IsMet(List<Spell> spells, int from, int to, int requested)
    {
        for (var i = from; i < to; i++)
        {
            if (spells[i].Requested == requested)
            {
                return true;
            }
        }
        return false;
    }
}
