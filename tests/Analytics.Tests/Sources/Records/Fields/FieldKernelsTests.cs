using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Tests.Sources.Records.Fields;

/// <summary>Kernels against careful reading: what a kernel does not decline, it reads as the careful reader would.</summary>
public sealed class FieldKernelsTests
{
    private static readonly string[] Plain =
    [
        "0",
        "7",
        "42",
        "136123.45",
        "455000,5",
        "999999.9999999",
        "0.0005",
        "12.",
    ];
    private static readonly int FarDay = new DateOnly(2099, 1, 1).DayNumber;

    [Fact]
    public void Numbers_are_as_careful_reading_has_them() => ForAllSeeds(Numbers);

    private static void Numbers(int seed)
    {
        var texts = Texts(seed, "0123456789.,- ", 12, Plain);
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var (metres, metresState) = Read<int>(
                texts,
                (in column, values, state) =>
                    DecimalFields.Millimetres(in column, new FieldStretch(width), values, state)
            );
            var (hours, hoursState) = Read<int>(
                texts,
                (in column, values, state) => DecimalFields.Minutes(in column, new FieldStretch(width), values, state)
            );
            for (var row = 0; row < texts.Length; row++)
            {
                var bytes = Encoding.ASCII.GetBytes(texts[row]);
                var what = $"'{texts[row]}' {width}";
                if (bytes.Length == 0)
                {
                    (metres[row], hours[row]).ShouldBe((UseBatch.UnknownCoordinate, UseBatch.UnknownMinutes));
                    (metresState[row] | hoursState[row]).ShouldBe(0);
                }
                else if ((metresState[row] & RowState.Declined) == 0)
                {
                    FieldText.TryMillimetres(bytes, out var expected, out var mark).ShouldBeTrue(what);
                    metres[row].ShouldBe(expected, what);
                    metresState[row].ShouldBe(StateOf(mark), what);
                    FieldText.TryMinutes(bytes, out expected, out mark).ShouldBeTrue(what);
                    hours[row].ShouldBe(expected, what);
                    hoursState[row].ShouldBe(StateOf(mark), what);
                }
                else
                {
                    Plain.ShouldNotContain(texts[row], what);
                }
            }
        }
    }

    [Fact]
    public void Whole_numbers_are_as_careful_reading_has_them() => ForAllSeeds(Whole);

    private static void Whole(int seed)
    {
        var texts = Texts(seed, "0123456789", 18, ["1985", "9999999999999999", "1-2"]);
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var (cents, centsState) = Read<long>(
                texts,
                (in column, values, state) => DecimalFields.Cents(in column, new FieldStretch(width), values, state)
            );
            var (years, yearsState) = Read<short>(
                texts,
                (in column, values, state) =>
                    DecimalFields.Years(in column, new FieldStretch(width), 1900, 2026, values, state)
            );
            for (var row = 0; row < texts.Length; row++)
            {
                var what = $"'{texts[row]}' {width}";
                var whole = FieldText.TryInteger(Encoding.ASCII.GetBytes(texts[row]), out var expected);
                var empty = texts[row].Length == 0;
                var reads = whole && texts[row].Length <= 16;
                (centsState[row] == 0).ShouldBe(empty || reads, what);
                if (centsState[row] == 0)
                {
                    cents[row].ShouldBe(empty ? UseBatch.UnknownCents : expected, what);
                }
                var year = whole && texts[row].Length == 4 && expected is >= 1900 and <= 2026;
                (yearsState[row] == 0).ShouldBe(empty || year, what);
                years[row].ShouldBe(year ? (short)expected : (short)0, what);
            }
        }
    }

    [Fact]
    public void Dates_are_as_careful_reading_has_them() => ForAllSeeds(Dates);

    private static void Dates(int seed)
    {
        var random = new Random(seed);
        string[] dates =
        [
            .. Enumerable
                .Range(0, 300)
                .Select(_ => $"{random.Next(1895, 2103)}-{random.Next(0, 14):00}-{random.Next(0, 33):00}"),
            "1900-01-01",
            "2000-02-29",
            "1900-02-29",
            "2098-12-31",
            "2024/06/30",
            "2024-06-3O",
        ];
        var texts = Texts(seed, "0129-", 11, dates);
        foreach (var width in Enum.GetValues<LaneWidth>())
        {
            var (days, state) = Read<int>(
                texts,
                (in column, values, states) =>
                    DateFields.Read(in column, new FieldStretch(width), FarDay, values, states)
            );
            for (var row = 0; row < texts.Length; row++)
            {
                var what = $"'{texts[row]}' {width}";
                var isDate =
                    texts[row].Length == 10
                    && texts[row][4] == '-'
                    && DateOnly.TryParseExact(texts[row], "yyyy-MM-dd", out var date)
                    && date.Year is >= 1900 and < 2099;
                (state[row] == 0).ShouldBe(isDate || texts[row].Length == 0, what);
                days[row].ShouldBe(isDate ? DateOnly.Parse(texts[row]).DayNumber : UseBatch.UnknownDay, what);
                if (isDate)
                {
                    FieldText.TryDate(Encoding.ASCII.GetBytes(texts[row]), out var careful).ShouldBeTrue(what);
                    careful.ShouldBe(days[row], what);
                }
            }
        }
    }

    private static void ForAllSeeds(Action<int> check) =>
        Prop.ForAll<int>(check).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(7, 9));

    private delegate void Kernel<T>(in FieldColumn column, Span<T> values, Span<byte> state);

    /// <summary>Reads texts as the only column of rows, between neighbours that are digits too.</summary>
    private static (T[] Values, byte[] State) Read<T>(string[] texts, Kernel<T> kernel)
    {
        const int margin = 64;
        var joined = Encoding.ASCII.GetBytes(string.Join(',', texts) + ",");
        var room = new byte[joined.Length + (2 * margin)];
        room.AsSpan().Fill((byte)'7');
        joined.CopyTo(room, margin);
        var marks = new int[texts.Length + 1];
        marks[0] = -1;
        for (var row = 0; row < texts.Length; row++)
        {
            marks[row + 1] = marks[row] + texts[row].Length + 1;
        }
        var firstMark = Enumerable.Range(1, texts.Length).ToArray();
        var column = new FieldColumn(room.AsSpan(margin, joined.Length), marks, firstMark, 0, last: false);
        var (values, state) = (new T[texts.Length], new byte[texts.Length]);
        kernel(in column, values, state);
        return (values, state);
    }

    /// <summary>Random texts, some known ones, and empty ones; more rows than a stretch, and no whole number of lanes.</summary>
    private static string[] Texts(int seed, string letters, int longest, string[] known)
    {
        var random = new Random(seed);
        string[] all =
        [
            .. known,
            .. Enumerable
                .Range(0, 307)
                .Select(_ => new string(random.GetItems(letters.AsSpan(), random.Next(longest + 1)))),
        ];
        random.Shuffle(all);
        return all;
    }

    private static byte StateOf(byte mark) =>
        mark switch
        {
            (byte)'.' => RowState.Point,
            (byte)',' => RowState.Comma,
            _ => 0,
        };
}
