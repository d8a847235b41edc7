using System.Globalization;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Mappings;

namespace Populatie.Analytics.Tests.Sources.Records.Mappings;

public sealed class PackedRowsTests
{
    private static readonly RecordMapping Mapping = Delivery.Mapping("iwmo-323");

    [Fact]
    public void Rows_come_back_as_they_were_also_from_later_blocks_and_after_another_took_their_place()
    {
        var random = new Random(20260101);
        var packed = new PackedRows(Mapping.Kinds);
        var rows = Enumerable.Range(0, 3_000).Select(i => RowOf(random, i)).ToList();
        foreach (var row in rows)
        {
            packed.Add(row);
        }
        // Longer than a block.
        rows[7] = RowOf(random, 7);
        rows[7][RecordColumn.Provider] = new string('é', 1 << 20);
        packed.Replace(7, rows[7]);
        packed.Count.ShouldBe(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            packed.KindOf(i).ShouldBeSameAs(rows[i].Origin.Kind);
            Text(packed.Read(i)).ShouldBe(Text(rows[i]));
        }
    }

    /// <summary>Texts of many lengths; persons that are digests and that are not; days that are as written and that are not.</summary>
    private static DraftRow RowOf(Random random, int i)
    {
        string? Tie() => random.Next(2) == 0 ? null : new string('x', random.Next(4));
        var row = new DraftRow(new(random.Next(300), Mapping.Kinds[i % 2], i + 1L, long.MaxValue >> random.Next(60)))
        {
            Number = Tie(),
            Moment = Tie(),
            Reference = Tie(),
            TakesBack = Tie(),
            Withdrawn = random.Next(2) == 0,
            OpenProduct = random.Next(2) == 0,
        };
        for (var column = 0; column < row.Fields.Length; column++)
        {
            row.Fields[column] = random.Next(3) == 0 ? "" : string.Concat(Enumerable.Repeat("aé€", random.Next(70)));
        }
        string[] persons =
        [
            "0123456789abcdef0123456789abcdef",
            "0123456789ABCDEF0123456789ABCDEF",
            "0123456789abcdef0123456789abcdef-0",
            "",
        ];
        row[RecordColumn.Person] = persons[random.Next(persons.Length)];
        if (random.Next(4) > 0)
        {
            row.Started = random.Next(1, 3_000_000);
            row.Ended = random.Next(1, 3_000_000);
            row[RecordColumn.Started] = DateOnly
                .FromDayNumber(row.Started)
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            row[RecordColumn.Ended] = random.Next(2) == 0 ? "" : row[RecordColumn.Started];
            row.Ended = row[RecordColumn.Ended].Length == 0 ? DraftRow.Unknown : row.Started;
        }
        return row;
    }

    private static string Text(DraftRow row) =>
        string.Join('|', row.Fields)
        + $"|{row.Started}|{row.Ended}|{row.Number ?? "-"}|{row.Moment ?? "-"}|{row.Reference ?? "-"}|{row.TakesBack ?? "-"}|{row.Withdrawn}|{row.OpenProduct}|{row.Origin.File}|{row.Origin.Row}|{row.Origin.Line}";
}
