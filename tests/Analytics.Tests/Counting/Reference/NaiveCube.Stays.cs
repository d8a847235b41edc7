using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting.Reference;

/// <content>How long care lasts, what follows, and who comes back.</content>
internal sealed partial class NaiveCube
{
    private void CountStay(Run run, List<Run> all)
    {
        if (run.Start > last || run.End < first)
        {
            return;
        }
        static int Month(int days) => Math.Min(119, (int)Math.Floor(days / 30.4375m));
        if (run.Start < first)
        {
            Raise(LateEntry, (run.Product, Month(first - run.Start)));
        }
        if (run.Open || run.End > last)
        {
            Raise(Censored, (run.Product, Month(last - run.Start)));
            return;
        }
        Raise(Ended, (run.Product, Month(run.End - run.Start), run.Outcome));
        if (run.Outcome is Outcome.StepUp or Outcome.StepDown)
        {
            var next = all.Where(r => !r.Waits && r.Product != run.Product)
                .Where(r => r.Start >= run.End && r.Start - run.End <= 90 && r.Start <= last)
                .OrderBy(r => r.Start)
                .ThenBy(r => r.Product)
                .FirstOrDefault();
            if (next is not null)
            {
                Raise(FollowedBy, (run.Product, next.Product));
            }
        }
        if (run.End + 365 <= last && run.Outcome is not (Outcome.Died or Outcome.Moved or Outcome.Wlz))
        {
            Raise(EndedForReturn, run.Product);
            if (all.Any(r => r.Product == run.Product && r.Request > run.End && r.Request <= run.End + 365))
            {
                Raise(Returned, run.Product);
            }
        }
    }

    /// <summary>For each year, measure and product or total: the longest of what holds on its closing day.</summary>
    private void CountDurations(List<Run> runs)
    {
        foreach (var year in periods.Where(p => p.Level == PeriodLevel.Year))
        {
            var closing = Math.Min(year.LastDay.DayNumber, last);
            var elsewhere = runs.Where(r => r.Request <= closing)
                .Any(r => closing < r.Start || (TrackOf(r) == Track.AanvullendeZorg && (r.Open || closing < r.End)));
            for (var total = 0; total < Town.Products.Count; total++)
            {
                var mine = runs.Where(r => Town.Products.Contains(total, r.Product)).ToList();
                var waiting = mine.Where(r => r.Request <= closing && closing < r.Start)
                    .Select(r => (Weeks(closing - r.Request), r.Product, Leaf: FirstPlace(r)));
                var caring = mine.Where(r => !elsewhere && !r.Waits && TrackOf(r) == Track.Basiszorg)
                    .Where(r => r.Start <= closing && (r.Open || closing < r.End))
                    .Select(r => (Quarters(closing - r.Start), r.Product, Leaf: LeafOn(r.Rows, closing)));
                var dropped = mine.Where(r => r.Waits && r.Request < r.Start && r.End != int.MaxValue)
                    .Where(r => r.Outcome is Outcome.Unknown or Outcome.DroppedOut or Outcome.Other)
                    .Where(r => r.End >= Math.Max(first, year.FirstDay.DayNumber) && r.End <= closing)
                    .Where(r =>
                        !runs.Any(o =>
                            o != r && o.Product == r.Product && o.Request <= closing && (o.Open || o.End > r.End)
                        )
                    )
                    .Select(r => (Weeks(r.End - r.Request), r.Product, Leaf: FirstPlace(r)));
                PutLongest(0, year, total, [.. waiting]);
                PutLongest(1, year, total, [.. caring]);
                PutLongest(2, year, total, waiting.Any() ? [] : [.. dropped]);
            }
        }

        static int Weeks(int days) => Math.Min(31, days / 7);
        static int Quarters(int days) => Math.Min(31, Math.Min(119, (int)Math.Floor(days / 30.4375m)) / 3);
        static Track TrackOf(Run run) => Town.Products.Products[run.Product].Track;
        int FirstPlace(Run run) => run.Waits ? run.Rows[0].Leaf : FirstLeaf(run);
    }

    /// <summary>Places and acts are left out: which of two that are equally long counts is the order's business.</summary>
    private void PutLongest(int measure, Period year, int total, List<(int Length, int Product, int Leaf)> found)
    {
        if (found.Count > 0)
        {
            var length = found.Max(f => f.Length);
            var key = new CellKey(0, periods.IndexOf(year), total, length, Sex.V, Delivery.Zin).Bits;
            if (!Durations.TryGetValue(key, out var cell))
            {
                Durations.Add(key, cell = new long[Cube.DurationMeasures.Count]);
            }
            cell[measure]++;
        }
    }
}
