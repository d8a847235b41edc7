using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting.Reference;

/// <summary>
/// A cube counted day by day, person by person, without any idea of speed: the oracle of <see cref="CubeBuilder"/>. A
/// spell is a longest run of days on which some row of the person and product holds: that is all that joining means.
/// </summary>
internal sealed partial class NaiveCube
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

    private static void Raise<TKey>(SortedDictionary<TKey, long> counts, TKey key)
        where TKey : notnull => counts[key] = counts.GetValueOrDefault(key) + 1;
}
