using System.Text;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Tests.Sources.Records;

public sealed class FieldMarksTests
{
    private const int Margin = 64;

    public static TheoryData<LaneWidth> Widths => [.. Enum.GetValues<LaneWidth>()];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Finds_every_mark_at_every_length_and_alignment(LaneWidth width)
    {
        var random = new Random(5);
        var marks = new FieldMarks();
        for (var length = 0; length <= 256; length++)
        {
            var shift = length % 64;
            var room = new byte[shift + length + Margin];
            for (var i = 0; i < length; i++)
            {
                // Neighbours of the marks too, with and without their highest bit.
                room[shift + i] = (byte)random.GetItems(",;\n\r\"-+.!\u008a\u00ac7".AsSpan(), 1)[0];
            }
            Check(marks, room, shift, length, width);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Finds_one_byte_at_every_place(LaneWidth width)
    {
        var marks = new FieldMarks();
        for (var place = 0; place < 200; place++)
        {
            foreach (var value in ",\n\"")
            {
                var room = Encoding.ASCII.GetBytes(new string('x', 200) + new string('\0', Margin));
                room[place] = (byte)value;
                Check(marks, room, 0, 200, width);
            }
        }
    }

    private static void Check(FieldMarks marks, byte[] room, int start, int length, LaneWidth width)
    {
        marks.Find(room.AsSpan(start, length), (byte)',', extra: 3, width);
        var text = room.AsSpan(start, length).ToArray();
        var expected = Enumerable.Range(0, length).Where(i => text[i] is (byte)',' or (byte)'\n').ToList();
        var feeds = expected.Where(i => text[i] == '\n').ToList();
        if (length == 0 || text[^1] != '\n')
        {
            expected.Add(length);
            feeds.Add(length);
        }
        var found = marks.Marks.ToArray();
        found.ShouldBe([-1, .. expected], $"length {length}");
        marks.Feeds.ToArray().Select(f => found[f]).ShouldBe(feeds, $"length {length}");
        marks.HasQuotes.ShouldBe(text.Contains((byte)'"'));
        marks.Writable.Length.ShouldBeGreaterThanOrEqualTo(found.Length + 3);
    }
}
