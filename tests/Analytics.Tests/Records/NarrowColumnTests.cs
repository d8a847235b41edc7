using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Records;

/// <summary>Columns of records come back as they went, in as few bytes as their values allow.</summary>
public sealed class NarrowColumnTests
{
    [Theory]
    [InlineData(0L, 253L, 1)]
    [InlineData(0L, 254L, 2)]
    [InlineData(-5_000L, 60_000L, 2)]
    [InlineData(-5_000L, 70_000L, 4)]
    [InlineData(738_000L, 739_000L, 2)]
    [InlineData(0L, uint.MaxValue, 8)]
    [InlineData(long.MinValue + 1, long.MaxValue - 1, 8)]
    [InlineData(long.MinValue + 1, long.MaxValue - 3, 8)]
    public void Whole_numbers_come_back_with_what_is_unknown(long least, long most, int width)
    {
        var values = new[] { least, most, long.MinValue, long.MaxValue, (least / 2) + (most / 2) };
        var file = new ColumnFile();
        WholeColumn.Put<long>(file, "x", values);
        file.Bytes("x").Length.ShouldBe(width * values.Length);
        var read = new long[values.Length];
        WholeColumn.Get(file, "x", read.AsSpan());
        read.ShouldBe(values);
    }

    [Fact]
    public void A_column_of_unknown_days_takes_a_byte_a_row()
    {
        int[] days = [UseBatch.UnknownDay, UseBatch.StillOpen, UseBatch.UnknownDay];
        var file = new ColumnFile();
        WholeColumn.Put<int>(file, "day", days);
        file.Bytes("day").Length.ShouldBe(3);
        var read = new int[3];
        WholeColumn.Get(file, "day", read.AsSpan());
        read.ShouldBe(days);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(50, 1000)]
    [InlineData(999, 1000)]
    [InlineData(65_536, 100_000)]
    [InlineData(70_000, 200_000)]
    [InlineData(150_000, 200_000)]
    public void Digests_come_back_however_many_differ(int distinct, int rows)
    {
        var random = new Random(5);
        var values = Enumerable
            .Range(0, rows)
            .Select(i => (UInt128)(uint)(i < distinct ? i : random.Next(distinct)) << 70)
            .ToArray();
        var file = new ColumnFile();
        new DigestColumn().Put(file, "person", values);
        var read = new UInt128[rows];
        DigestColumn.Get(file, "person", read);
        read.SequenceEqual(values).ShouldBeTrue();
    }
}
