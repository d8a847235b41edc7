using System.Globalization;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Cubes;

/// <summary>Cells of several threads become one table, whoever counted what.</summary>
public sealed class CellMergeTests
{
    private const int Cells = 5000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Merged_tables_hold_the_sum_of_every_cell_in_order_of_the_keys(int count)
    {
        var random = new Random(20_260_101);
        var tables = Enumerable.Range(0, count).Select(_ => new CellTable(2)).ToList();
        var expected = new SortedDictionary<ulong, (long First, long Second)>();
        for (var i = 0; i < 40_000; i++)
        {
            var key = (ulong)random.Next(Cells) * 0x1_0000_0001;
            var amount = random.Next(-1000, 1000);
            var cell = tables[random.Next(count)].At(new CellKey(key));
            cell[0]++;
            cell[1] += amount;
            var (first, second) = expected.GetValueOrDefault(key);
            expected[key] = (first + 1, second + amount);
        }
        var merged = CellMerge.Merge(["first", "second"], tables);
        merged.Keys.ToArray().ShouldBe(expected.Keys);
        merged.Column("first").ToArray().ShouldBe(expected.Values.Select(v => v.First));
        merged.Column("second").ToArray().ShouldBe(expected.Values.Select(v => v.Second));
    }

    /// <summary>Law A4 where every thread has work: thousands of persons over all partitions.</summary>
    [Fact]
    public void A4_thousands_of_persons_shuffled_over_threads_give_the_same_cube()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 12_000).Select(_ => Record(random)).ToArray();
        var expected = CubeStore.IdOf(Town.Build(rows, batch: 1000).Cube);
        foreach (var threads in new[] { 2, 4, 300 })
        {
            random.Shuffle(rows);
            CubeStore
                .IdOf(Town.Build(rows, new CubeSettings { Threads = threads }, batch: 777).Cube)
                .ShouldBe(expected);
        }
    }

    private static Row Record(Random random)
    {
        static string Date(int day) =>
            new DateOnly(2020, 1, 1).AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var start = random.Next(1500);
        return new Row(
            random.Next(4000),
            random.Next(4),
            Date(start),
            Date(start + random.Next(40)),
            random.Next(5) == 0 ? null : Date(start + 40 + random.Next(400)),
            random.Next(Town.Areas.LeafCount),
            1930 + random.Next(90),
            (Sex)random.Next(3),
            (Delivery)random.Next(3),
            random.Next(10_000),
            random.Next(1_000_000),
            (Outcome)random.Next(10)
        );
    }
}
