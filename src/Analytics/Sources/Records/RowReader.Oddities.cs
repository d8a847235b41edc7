using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <content>What is odd about a row that can be read. Nothing here changes a value.</content>
internal sealed partial class RowReader
{
    private void CheckOddities(ReadOnlySpan<byte> all, int i)
    {
        var uses = batch.Uses;
        var (requested, started, ended) = (uses.Requested[i], uses.Started[i], uses.Ended[i]);
        var begun = started != UseBatch.UnknownDay ? started : requested;
        if (requested > delivered || started > delivered)
        {
            Count(all, Odd.DateAfterDelivery, started > delivered ? RecordColumn.Started : RecordColumn.Requested);
        }
        if (started != UseBatch.UnknownDay && started < requested)
        {
            Count(all, Odd.StartBeforeRequest, RecordColumn.Started);
        }
        if (started == UseBatch.UnknownDay && ended != UseBatch.StillOpen && requested == UseBatch.UnknownDay)
        {
            Count(all, Odd.EndWithoutStart, RecordColumn.Ended);
            begun = ended;
        }
        if (
            uses.Minutes[i] is < 0 and not UseBatch.UnknownMinutes
            || uses.CostCents[i] is < 0 and not UseBatch.UnknownCents
        )
        {
            Count(
                all,
                Odd.Credit,
                uses.Minutes[i] is < 0 and not UseBatch.UnknownMinutes ? RecordColumn.Hours : RecordColumn.CostCents
            );
        }
        if (uses.BirthYear[i] != 0 && !products.MayServe(uses.Product[i], uses.BirthYear[i], YearOf(begun)))
        {
            Count(all, Odd.AgeOutsideProduct, RecordColumn.BirthYear);
        }
        if (
            started != UseBatch.UnknownDay
            && ended != UseBatch.StillOpen
            && products.IsOverCap(uses.Product[i], uses.CostCents[i], started, ended)
        )
        {
            Count(all, Odd.PriceOverCap, RecordColumn.CostCents);
        }
        CheckTrack(all, uses.Product[i]);
        Span(requested);
        Span(started);
        Span(ended);
    }

    private void CheckTrack(ReadOnlySpan<byte> all, int product)
    {
        var field = Field(all, RecordColumn.Track);
        if (!field.IsEmpty && (field[^1] - '0' != products.TrackOf(product) || field.Length is not (1 or 7)))
        {
            Count(all, Odd.OtherTrack, RecordColumn.Track);
        }
    }

    private void Span(int day)
    {
        if (day is not (UseBatch.UnknownDay or UseBatch.StillOpen))
        {
            batch.FirstDay = Math.Min(batch.FirstDay, day);
            batch.LastDay = Math.Max(batch.LastDay, day);
        }
    }

    private static int YearOf(int day) => DateOnly.FromDayNumber(day).Year;
}
