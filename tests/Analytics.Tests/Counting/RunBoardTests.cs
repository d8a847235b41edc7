using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>Runs of periods that several threads add become the cells that one by one would have.</summary>
public sealed class RunBoardTests
{
    private const int Leaves = 300;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 64)]
    [InlineData(2, 70)]
    [InlineData(5, 187)]
    public void Cells_hold_the_sum_of_all_runs_in_order_of_the_keys(int threads, int periods)
    {
        var board = new RunBoard(new LeafRanges(Leaves), periods, ["first", "second"]);
        var expected = new SortedDictionary<ulong, (long First, long Second)>();
        var runs = Enumerable.Range(0, threads).Select(t => Runs(new Random(31 + t), periods)).ToArray();
        foreach (var (leaf, product, first, length, measure) in runs.SelectMany(r => r))
        {
            for (var period = first; period < first + length; period++)
            {
                var key = Key(leaf, product, period);
                var (one, other) = expected.GetValueOrDefault(key);
                expected[key] = (one + 1 - measure, other + measure);
            }
        }
        Parallel.ForEach(
            runs,
            mine =>
            {
                var buffer = board.NewBuffer();
                foreach (var (leaf, product, first, length, measure) in mine)
                {
                    buffer.Add(buffer.TableOfLeaf[leaf], CountRun.Of(Key(leaf, product, first), measure, length));
                }
                buffer.FlushAll();
            }
        );
        var table = board.ToCubeTable(threads);
        table.Keys.ToArray().ShouldBe(expected.Keys);
        table.Column("first").ToArray().ShouldBe(expected.Values.Select(v => v.First));
        table.Column("second").ToArray().ShouldBe(expected.Values.Select(v => v.Second));
    }

    [Fact]
    public void Nothing_added_is_an_empty_table() =>
        new RunBoard(new LeafRanges(1), periods: 5, ["only"]).ToCubeTable(threads: 2).Count.ShouldBe(0);

    private static (int Leaf, int Product, int First, int Length, int Measure)[] Runs(Random random, int periods) =>
        [
            .. Enumerable
                .Range(0, 4000)
                .Select(_ =>
                {
                    var first = random.Next(periods);
                    var length = 1 + random.Next(Math.Min(CountRun.MostPeriods, periods - first));
                    return (random.Next(Leaves), random.Next(3), first, length, random.Next(2));
                }),
        ];

    private static ulong Key(int leaf, int product, int period) =>
        new CellKey(leaf, period, product, 1, Sex.M, Delivery.Pgb).Bits;
}
