using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Tests.Counting.Reference;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>Every measure of every cell against a count by day and person.</summary>
public sealed class CubeOracleTests
{
    [Theory]
    [InlineData(PeriodLevel.Month)]
    [InlineData(PeriodLevel.Quarter)]
    [InlineData(PeriodLevel.Year)]
    [Trait("Speed", "slow")]
    public void Every_cell_equals_a_count_by_day_and_person(PeriodLevel level) =>
        RandomTown.Check(
            40,
            rows => ShouldEqual(Town.Build(rows, new CubeSettings { Base = level }).Cube, new NaiveCube(rows, level))
        );

    [Fact]
    public void A_window_cuts_what_was_running_before_it_and_what_came_after()
    {
        var (first, last) = (new DateOnly(2021, 5, 10), new DateOnly(2022, 8, 20));
        var settings = new CubeSettings { FirstDay = first, LastDay = last };
        RandomTown.Check(
            40,
            rows => ShouldEqual(Town.Build(rows, settings).Cube, new NaiveCube(rows, PeriodLevel.Quarter, first, last))
        );
    }

    private static void ShouldEqual(Cube cube, NaiveCube naive)
    {
        cube.Axes.Periods.ShouldBe(naive.Periods);
        var flows = new Dictionary<ulong, string>();
        for (var row = 0; row < cube.Flows.Count; row++)
        {
            flows.Add(cube.Flows.KeyAt(row).Bits, Text([.. Cube.FlowMeasures.Select(m => cube.Flows.Column(m)[row])]));
        }
        // A cell may exist with zeros only; that is no difference.
        flows
            .Where(f => f.Value.Length > 0)
            .OrderBy(f => f.Key)
            .Select(f => $"{Show(f.Key)} {f.Value}")
            .ShouldBe(naive.Flows.Where(f => f.Value.Any(v => v != 0)).Select(f => $"{Show(f.Key)} {Text(f.Value)}"));
        cube.Clients.Keys.ToArray().ShouldBe(naive.Clients.Keys);
        cube.Clients.Column("clients").ToArray().ShouldBe(naive.Clients.Values);
        if (cube.Households.Count > 0 || naive.Households.Values.Any(h => h.Households > 0))
        {
            cube.Households.Keys.ToArray().ShouldBe(naive.Households.Keys);
            cube.Households.Column("households").ToArray().ShouldBe(naive.Households.Values.Select(h => h.Households));
            cube.Households.Column("clients_without_household")
                .ToArray()
                .ShouldBe(naive.Households.Values.Select(h => h.Without));
        }
        ShouldEqual(cube.Stays, naive);
        Lengths(cube).ShouldBe(naive.Durations.Select(d => $"{Show(d.Key)} {string.Join(' ', d.Value)}"));
    }

    /// <summary>The durations over all places and acts.</summary>
    private static IEnumerable<string> Lengths(Cube cube)
    {
        var sums = new SortedDictionary<ulong, long[]>();
        for (var row = 0; row < cube.Durations.Count; row++)
        {
            var key = cube.Durations.KeyAt(row);
            var apart = new CellKey(0, key.Period, key.Product, key.Band, Sex.V, Delivery.Zin).Bits;
            sums.TryAdd(apart, new long[Cube.DurationMeasures.Count]);
            for (var m = 0; m < Cube.DurationMeasures.Count; m++)
            {
                sums[apart][m] += cube.Durations.Column(Cube.DurationMeasures[m])[row];
            }
        }
        return sums.Select(s => $"{Show(s.Key)} {string.Join(' ', s.Value)}");
    }

    private static void ShouldEqual(StayTable stays, NaiveCube naive)
    {
        var products = Enumerable.Range(0, stays.ProductCount).ToList();
        var months = Enumerable.Range(0, StayTable.MonthCount).ToList();
        foreach (var (product, month) in products.SelectMany(p => months.Select(m => (p, m))))
        {
            stays.CensoredAt(product, month).ShouldBe(naive.Censored.GetValueOrDefault((product, month)));
            stays.LateEntryAt(product, month).ShouldBe(naive.LateEntry.GetValueOrDefault((product, month)));
            foreach (var outcome in Enum.GetValues<Outcome>())
            {
                stays
                    .EndedAt(product, month, outcome)
                    .ShouldBe(naive.Ended.GetValueOrDefault((product, month, outcome)));
            }
        }
        foreach (var product in products)
        {
            stays.EndedForReturn[product].ShouldBe(naive.EndedForReturn.GetValueOrDefault(product));
            stays.Returned[product].ShouldBe(naive.Returned.GetValueOrDefault(product));
            foreach (var to in products)
            {
                stays
                    .FollowedBy[(product * stays.ProductCount) + to]
                    .ShouldBe(naive.FollowedBy.GetValueOrDefault((product, to)));
            }
        }
    }

    private static string Text(long[] values) =>
        string.Join(
            ' ',
            values.Select((v, m) => (v, m)).Where(x => x.v != 0).Select(x => $"{Cube.FlowMeasures[x.m]}={x.v}")
        );

    private static string Show(ulong key)
    {
        var cell = new CellKey(key);
        return $"leaf {cell.Leaf} period {cell.Period} product {cell.Product} band {cell.Band} {cell.Sex} {cell.Delivery}:";
    }
}
