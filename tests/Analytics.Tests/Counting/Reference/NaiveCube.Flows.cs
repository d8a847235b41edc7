using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting.Reference;

/// <content>Requests, days, ends and amounts, each into the cell of its day.</content>
internal sealed partial class NaiveCube
{
    private void Put(string measure, ulong key, long by = 1)
    {
        if (!Flows.TryGetValue(key, out var cell))
        {
            Flows.Add(key, cell = new long[Cube.FlowMeasures.Count]);
        }
        cell[Cube.FlowMeasures.ToList().IndexOf(measure)] += by;
    }

    private void CountRun(Run run, List<Run> all, int birth, Sex sex)
    {
        var same = all.Where(r => r.Product == run.Product && !r.Waits).ToList();
        var place = run.Waits ? run.Rows[0].Leaf : FirstLeaf(run);
        ulong Here(int leaf, int day) => Key(leaf, At(day), run.Product, birth, sex, run.Delivery);
        if (InGrid(run.Request))
        {
            Put("requests", Here(place, run.Request));
            if (same.Any(r => !r.Open && run.Request > r.End && run.Request <= r.End + 365))
            {
                Put("returns", Here(place, run.Request));
            }
        }
        foreach (var period in periods.Where(p => p.Level == level))
        {
            var closing = Math.Min(period.LastDay.DayNumber, last);
            if (run.Request <= closing && closing < run.Start)
            {
                Put("waiting", Here(place, closing));
            }
        }
        if (run.Request < run.Start && run.Start >= first && run.Start <= last)
        {
            Put("waiting_days", Here(place, run.Start), run.Start - run.Request);
        }
        if (!run.Waits)
        {
            CountDays(run, Here);
            CountStay(run, all);
        }
    }

    /// <summary>The place of the first row in the total order: of those that start first, the one that ends first.</summary>
    private int FirstLeaf(Run run) => run.Rows.OrderBy(StartOf).ThenBy(EndOf).ThenBy(r => r.Leaf).First().Leaf;

    private void CountDays(Run run, Func<int, int, ulong> here)
    {
        for (var day = Math.Max(run.Start, first); day <= Math.Min(run.End, last); day++)
        {
            var key = here(LeafOn(run.Rows, day), day);
            Put("person_days", key);
            if (day == Math.Max(run.Start, first))
            {
                Put(run.Start < first ? "entered" : "begun", key);
            }
            else
            {
                var before = LeafOn(run.Rows, day - 1);
                var (was, now) = (new CellKey(here(before, day - 1)), new CellKey(key));
                if (was.Leaf != now.Leaf || was.Band != now.Band)
                {
                    Put("entered", key);
                    Put("left", new CellKey(was.Leaf, now.Period, now.Product, was.Band, now.Sex, now.Delivery).Bits);
                }
            }
            if (day == run.End && !run.Open)
            {
                Put("ended", key);
            }
            else if (day == last || At(day) != At(day + 1))
            {
                Put("open", key);
            }
        }
    }

    private void CountAmounts(Row row, Delivery delivery, int birth, Sex sex)
    {
        ulong Here(int day) => Key(row.Leaf, At(day), row.Product, birth, sex, delivery);
        var amounts = new[] { ("minutes", row.Minutes ?? 0L), ("cost", row.Cents ?? 0L) };
        foreach (var (measure, amount) in amounts.Where(a => a.Item2 != 0))
        {
            if (row.Started is null)
            {
                if (InGrid(Town.Day(row.Requested!)))
                {
                    Put(measure, Here(Town.Day(row.Requested!)), amount);
                }
                continue;
            }
            var end = row.Ended is null ? Math.Max(last, StartOf(row)) : Town.Day(row.Ended);
            var days = Enumerable.Range(StartOf(row), end - StartOf(row) + 1).ToList();
            var parts = days.GroupBy(d =>
                    d < first ? "before"
                    : d > last ? "after"
                    : At(d).ToString()
                )
                .ToList();
            var left = amount;
            foreach (var part in parts)
            {
                var share = part == parts[^1] ? left : amount * part.Count() / days.Count;
                left -= share;
                if (part.First() >= first && part.First() <= last)
                {
                    Put(measure, Here(part.First()), share);
                }
            }
        }
    }
}
