using System.Globalization;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Cubes;

/// <summary>Cells that several threads add to become one table, whoever counted what.</summary>
public sealed class CellBoardTests
{
    private const int Leaves = 700;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Cells_hold_the_sum_of_all_that_threads_add_in_order_of_the_keys(int threads)
    {
        var board = new CellBoard(Leaves, ["first", "second"]);
        var expected = new SortedDictionary<ulong, (long First, long Second)>();
        var events = Enumerable
            .Range(0, threads)
            .Select(thread =>
            {
                var random = new Random(20_260_101 + thread);
                return Enumerable
                    .Range(0, 20_000)
                    .Select(_ => (random.Next(Leaves), random.Next(9), random.Next(2)))
                    .ToArray();
            })
            .ToArray();
        foreach (var (leaf, period, measure) in events.SelectMany(e => e))
        {
            var key = Key(leaf, period).Bits;
            var (first, second) = expected.GetValueOrDefault(key);
            expected[key] = (first + 1 - measure, second + measure);
        }
        Parallel.ForEach(
            events,
            mine =>
            {
                var buffer = new CellBuffer<ulong>(board, CountEvents.AddTo);
                foreach (var (leaf, period, measure) in mine)
                {
                    buffer.Add(board.TableOfLeaf[leaf], CountEvents.Of(Key(leaf, period), measure));
                }
                buffer.FlushAll();
            }
        );
        var table = board.ToCubeTable(threads);
        table.Keys.ToArray().ShouldBe(expected.Keys);
        table.Column("first").ToArray().ShouldBe(expected.Values.Select(v => v.First));
        table.Column("second").ToArray().ShouldBe(expected.Values.Select(v => v.Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(14_932)]
    public void Tables_divide_the_leaves_in_order(int leaves)
    {
        var board = new CellBoard(leaves, ["only"]);
        board.TableOfLeaf.ShouldBeInOrder();
        board.TableOfLeaf[^1].ShouldBe((byte)(board.TableCount - 1));
        board.TableCount.ShouldBeInRange(1, 256);
    }

    private static CellKey Key(int leaf, int period) => new(leaf, period, 3, 1, Sex.M, Delivery.Pgb);

    /// <summary>Law A4 where every thread has work: thousands of persons over all partitions.</summary>
    [Fact]
    [Trait("Speed", "slow")]
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
