using System.Buffers.Text;
using System.Globalization;

namespace Populatie.Analytics.Synthesis;

/// <summary>A row being written into bytes; the caller sees to it that there is room.</summary>
internal ref struct Utf8Row(Span<byte> room)
{
    private readonly Span<byte> room = room;

    public int Length { get; private set; }

    public void Add(byte value) => room[Length++] = value;

    public void Add(scoped ReadOnlySpan<byte> text)
    {
        text.CopyTo(room[Length..]);
        Length += text.Length;
    }

    public void Add(long value)
    {
        Utf8Formatter.TryFormat(value, room[Length..], out var written);
        Length += written;
    }

    public Span<byte> Reserve(int length)
    {
        Length += length;
        return room.Slice(Length - length, length);
    }

    /// <summary>A number of hundredths as a decimal without trailing zeros: 225 is 2.25, 200 is 2.</summary>
    public void AddHundredths(int value)
    {
        var (whole, rest) = Math.DivRem(value, 100);
        Add(whole);
        if (rest != 0)
        {
            Add((byte)'.');
            Add((byte)('0' + (rest / 10)));
            if (rest % 10 != 0)
            {
                Add((byte)('0' + (rest % 10)));
            }
        }
    }

    /// <summary>Millimetres as metres with three decimals.</summary>
    public void AddThousandths(int value)
    {
        if (value < 0)
        {
            Add((byte)'-');
            value = -value;
        }
        var (whole, rest) = Math.DivRem(value, 1000);
        Add(whole);
        Add((byte)'.');
        Add((byte)('0' + (rest / 100)));
        Add((byte)('0' + (rest / 10 % 10)));
        Add((byte)('0' + (rest % 10)));
    }
}

/// <summary>Dates of a stretch of days as text, written once: <c>2021-03-31</c>. Thread-safe.</summary>
internal sealed class DateText
{
    private const int Width = 10;
    private readonly byte[] text;
    private readonly int first;
    private readonly int last;

    public DateText(int first, int last)
    {
        (this.first, this.last) = (first, last);
        text = new byte[(last - first + 1) * Width];
        for (var day = first; day <= last; day++)
        {
            DateOnly
                .FromDayNumber(day)
                .TryFormat(text.AsSpan((day - first) * Width, Width), out _, "O", CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Writes a date, or nothing for a day that is unknown or still open.</summary>
    public void Write(int day, ref Utf8Row into)
    {
        if (day >= first && day <= last)
        {
            into.Add(text.AsSpan((day - first) * Width, Width));
        }
    }
}
