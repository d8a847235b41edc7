using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Looks at the values of a row together, and declines the row when anything is odd or impossible: which it is, and whether
/// it is kept, the careful reader says. Immutable; thread-safe.
/// </summary>
internal sealed class RowChecks(ProductChecks products, int delivered)
{
    /// <summary>Checks rows, and makes an empty end an open one.</summary>
    public void Run(UseBatch uses, Span<byte> state)
    {
        var count = state.Length;
        var requestedDays = uses.Requested.AsSpan(0, count);
        var startedDays = uses.Started.AsSpan(0, count);
        var endedDays = uses.Ended.AsSpan(0, count);
        var birthYears = uses.BirthYear.AsSpan(0, count);
        var productOf = uses.Product.AsSpan(0, count);
        var costs = uses.CostCents.AsSpan(0, count);
        for (var row = 0; row < state.Length; row++)
        {
            if ((state[row] & RowState.Declined) != 0)
            {
                continue;
            }
            // An unknown day is before all others.
            var (requested, started, ended) = (requestedDays[row], startedDays[row], endedDays[row]);
            var hasStart = started != UseBatch.UnknownDay;
            var begun = hasStart ? started : requested;
            var open = ended == UseBatch.UnknownDay;
            endedDays[row] = open ? UseBatch.StillOpen : ended;
            var month = CalendarTable.MonthOf(begun);
            var odd =
                begun == UseBatch.UnknownDay
                | requested > delivered
                | started > delivered
                | (hasStart & started < requested)
                | (!open & ended < begun);
            odd |=
                birthYears[row] != 0
                && !products.MayServe(productOf[row], birthYears[row], CalendarTable.YearOf(month));
            odd |= hasStart & !open && products.IsOverCap(productOf[row], costs[row], started, ended);
            state[row] |= odd ? RowState.Declined : (byte)0;
        }
    }

    /// <summary>Widens the days of a batch by those of some rows.</summary>
    public static void Span(RecordBatch batch, int from, int to)
    {
        var uses = batch.Uses;
        var (first, last) = (batch.FirstDay, batch.LastDay);
        for (var row = from; row < to; row++)
        {
            var (requested, started, ended) = (uses.Requested[row], uses.Started[row], uses.Ended[row]);
            // Unknown days are the smallest number there is, open ends the largest.
            first = Math.Min(first, requested == UseBatch.UnknownDay ? first : requested);
            first = Math.Min(first, started == UseBatch.UnknownDay ? first : started);
            first = Math.Min(first, ended);
            last = Math.Max(last, Math.Max(requested, started));
            last = Math.Max(last, ended == UseBatch.StillOpen ? last : ended);
        }
        (batch.FirstDay, batch.LastDay) = (first, last);
    }
}
