using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Cubes.Reference;

/// <summary>
/// A cube counted day by day, person by person, without any idea of speed: the oracle of <see cref="CubeBuilder"/>. A
/// spell is a longest run of days on which some row of the person and product holds: that is all that joining means.
/// </summary>
internal sealed class NaiveCube
{
    private readonly PeriodLevel level;
    private readonly int first;
    private readonly int last;
    private readonly int horizon;
    private readonly List<Period> periods;

    public NaiveCube(IReadOnlyList<Row> rows, PeriodLevel level, DateOnly? firstDay = null, DateOnly? lastDay = null)
    {
        this.level = level;
        var starts = rows.Where(r => r.Started is not null).Select(r => Town.Day(r.Started!)).ToList();
        var requests = rows.Where(r => r.Requested is not null).Select(r => Town.Day(r.Requested!)).ToList();
        var ends = rows.Where(r => r.Ended is not null).Select(r => Town.Day(r.Ended!)).ToList();
        last = lastDay?.DayNumber ?? starts.Concat(requests).Concat(ends).Max();
        horizon = Math.Max(last, starts.Concat(ends).DefaultIfEmpty(last).Max());
        first = firstDay?.DayNumber ?? (starts.Count > 0 ? starts.Min() : requests.Min());
        periods =
        [
            .. Enumerable
                .Range(first, last - first + 1)
                .SelectMany(d =>
                    Enum.GetValues<PeriodLevel>()
                        .Where(l => l >= level)
                        .Select(l => Period.Of(l, DateOnly.FromDayNumber(d)))
                )
                .Distinct()
                .Order(),
        ];
        foreach (var person in rows.GroupBy(r => r.Person))
        {
            Count([.. person]);
        }
        foreach (var household in rows.Where(r => r.Household != 0).GroupBy(r => r.Household))
        {
            CountHousehold([.. household]);
        }
    }

    public SortedDictionary<ulong, long[]> Flows { get; } = [];

    public SortedDictionary<ulong, long> Clients { get; } = [];

    /// <summary>Households, and clients without one.</summary>
    public SortedDictionary<ulong, (long Households, long Without)> Households { get; } = [];

    public SortedDictionary<ulong, long[]> Durations { get; } = [];

    public SortedDictionary<(int Product, int Month, Outcome Outcome), long> Ended { get; } = [];

    public SortedDictionary<(int Product, int Month), long> Censored { get; } = [];

    public SortedDictionary<(int Product, int Month), long> LateEntry { get; } = [];

    public SortedDictionary<(int From, int To), long> FollowedBy { get; } = [];

    public SortedDictionary<int, long> EndedForReturn { get; } = [];

    public SortedDictionary<int, long> Returned { get; } = [];

    public IReadOnlyList<Period> Periods => periods;

    private sealed record Run(
        int Product,
        IReadOnlyList<Row> Rows,
        int Start,
        int End,
        bool Open,
        int Request,
        Delivery Delivery,
        Outcome Outcome,
        bool Waits
    );

    private static int StartOf(Row row) => Town.Day(row.Started!);

    private static int DayOf(Row row) => Town.Day((row.Started ?? row.Requested)!);

    private int EndOf(Row row) => row.Ended is null ? int.MaxValue : Town.Day(row.Ended);

    /// <summary>Last day on which the row holds; of an open one, the last day that any row knows of.</summary>
    private int EndShown(Row row) => row.Ended is null ? horizon : Town.Day(row.Ended);

    private void Count(List<Row> rows)
    {
        var runs = rows.GroupBy(r => r.Product).SelectMany(g => RunsOf(g.Key, [.. g])).ToList();
        var known = rows.Where(r => r.BirthYear != 0).OrderBy(DayOf).ThenBy(r => r.BirthYear).LastOrDefault();
        var earliest = rows.OrderBy(DayOf).ThenBy(r => r.Product).First();
        var served = Town.Products.Products[earliest.Product];
        var birth =
            known?.BirthYear ?? DateOnly.FromDayNumber(DayOf(earliest)).Year - ((served.FirstAge + served.LastAge) / 2);
        var sex = rows.OrderBy(DayOf).ThenBy(r => r.Sex).Last().Sex;
        foreach (var run in runs)
        {
            CountRun(run, runs, birth, sex);
        }
        foreach (var row in rows)
        {
            var delivery = runs.FirstOrDefault(r => !r.Waits && r.Rows.Contains(row))?.Delivery ?? row.Delivery;
            CountAmounts(row, delivery, birth, sex);
        }
        CountClients(rows, birth, sex);
        CountDurations(runs);
    }

    private IEnumerable<Run> RunsOf(int product, List<Row> rows)
    {
        var cared = rows.Where(r => r.Started is not null).ToList();
        var days = new SortedSet<int>(
            cared.SelectMany(r => Enumerable.Range(StartOf(r), EndShown(r) - StartOf(r) + 1))
        );
        var runs = new List<Run>();
        foreach (var start in days.Where(d => !days.Contains(d - 1)))
        {
            var end = start;
            while (days.Contains(end + 1))
            {
                end++;
            }
            var mine = cared.Where(r => StartOf(r) >= start && StartOf(r) <= end).ToList();
            var open = mine.Any(r => r.Ended is null);
            var closing = mine.Where(r => EndShown(r) == end).ToList();
            var requests = mine.Where(r => r.Requested is not null).Select(r => Town.Day(r.Requested!)).ToList();
            var request = requests.Count > 0 ? requests.Min() : start;
            var outcome = open
                ? Outcome.Unknown
                : closing
                    .OrderBy(StartOf)
                    .ThenBy(r => r.Leaf)
                    .ThenBy(r => r.Requested is null ? int.MinValue : Town.Day(r.Requested))
                    .ThenBy(r => r.Outcome)
                    .LastOrDefault(r => r.Outcome != Outcome.Unknown)
                    ?.Outcome
                    ?? Outcome.Unknown;
            runs.Add(new(product, mine, start, end, open, request, Together(mine), outcome, Waits: false));
        }
        // A request that became care is not waiting: the one that its spell counts from.
        var met = runs.Where(r => r.Rows.Any(x => x.Requested is not null)).Select(r => r.Request).ToHashSet();
        var waits = rows.Where(r => r.Started is null && !met.Contains(Town.Day(r.Requested!))).ToList();
        foreach (var wait in waits.Where(w => w.Ended is not null))
        {
            runs.Add(Wait(product, wait, Town.Day(wait.Ended!)));
        }
        // Of several open waits there is one, since the earliest; which leaf it has on a tie is the order's business.
        var openWait = waits
            .Where(w => w.Ended is null)
            .OrderBy(w => Town.Day(w.Requested!))
            .ThenBy(w => w.Leaf)
            .ThenBy(w => w.Outcome)
            .ThenBy(w => w.Delivery)
            .FirstOrDefault();
        if (openWait is not null)
        {
            runs.Add(Wait(product, openWait, int.MaxValue));
        }
        return runs;
    }

    private static Run Wait(int product, Row row, int until) =>
        new(product, [row], until, until, false, Town.Day(row.Requested!), row.Delivery, row.Outcome, Waits: true);

    private static Delivery Together(IEnumerable<Row> rows)
    {
        var kinds = rows.Select(r => r.Delivery).Distinct().ToList();
        return kinds.Count == 1 ? kinds[0] : Delivery.Both;
    }

    private int LeafOn(IEnumerable<Row> rows, int day) =>
        rows.Where(r => StartOf(r) <= day).OrderBy(StartOf).ThenBy(EndOf).ThenBy(r => r.Leaf).Last().Leaf;

    private ulong Key(int leaf, Period period, int product, int birth, Sex sex, Delivery delivery) =>
        new CellKey(
            leaf,
            periods.IndexOf(period),
            product,
            AgeBands.Default.OfAge(period.Year - birth),
            sex,
            delivery
        ).Bits;

    private Period At(int day) => Period.Of(level, DateOnly.FromDayNumber(day));

    private bool InGrid(int day) => day <= last && periods.Contains(At(day));

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

    private void CountHousehold(List<Row> rows)
    {
        foreach (var period in periods)
        {
            var (inCare, to) = InCare(rows, period);
            for (var product = 0; product < Town.Products.Count; product++)
            {
                if (inCare.Exists(r => Town.Products.Contains(product, r.Product)))
                {
                    var key = new CellKey(LeafOn(inCare, to), periods.IndexOf(period), product, 0, Sex.V, Delivery.Zin);
                    var (households, without) = Households.GetValueOrDefault(key.Bits);
                    Households[key.Bits] = (households + 1, without);
                }
            }
        }
    }

    private (List<Row> Rows, int LastDay) InCare(List<Row> rows, Period period)
    {
        var from = Math.Max(first, period.FirstDay.DayNumber);
        var to = Math.Min(last, period.LastDay.DayNumber);
        return ([.. rows.Where(r => r.Started is not null && StartOf(r) <= to && EndShown(r) >= from)], to);
    }

    private void CountClients(List<Row> rows, int birth, Sex sex)
    {
        foreach (var period in periods)
        {
            var (inCare, to) = InCare(rows, period);
            for (var product = 0; product < Town.Products.Count; product++)
            {
                var held = inCare.Where(r => Town.Products.Contains(product, r.Product)).ToList();
                if (held.Count > 0)
                {
                    var place = LeafOn(inCare, to);
                    Raise(Clients, Key(place, period, product, birth, sex, Together(held)));
                    if (inCare.TrueForAll(r => r.Household == 0))
                    {
                        var key = new CellKey(place, periods.IndexOf(period), product, 0, Sex.V, Delivery.Zin).Bits;
                        var (households, without) = Households.GetValueOrDefault(key);
                        Households[key] = (households, without + 1);
                    }
                }
            }
        }
    }

    private static void Raise<TKey>(SortedDictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
