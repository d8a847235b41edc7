using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Populatie.Analytics.Sources.Maps;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// Writes values of a binary copy as the text that a file of records would hold: dates as 2024-06-30, a point as decimal
/// mark, no thousands marks. Whether the text makes sense is for the reader of records to say, as with any file.
/// </summary>
internal static class CopyText
{
    private const long DayMicroseconds = 86_400_000_000;
    private static readonly int Epoch = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    /// <summary>Appends a value of a kind other than a geometry.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a value of that kind.</exception>
    public static void Write(ArrayBufferWriter<byte> output, CopyKind kind, ReadOnlySpan<byte> value)
    {
        switch (kind)
        {
            case CopyKind.Text:
                Text(output, value);
                break;
            case CopyKind.Padded:
                Text(output, value.TrimEnd((byte)' '));
                break;
            case CopyKind.Uuid:
                Format(output, new Guid(Sized(value, 16), bigEndian: true), "D");
                break;
            case CopyKind.Integer:
                Format(output, Integer(value), default);
                break;
            case CopyKind.Numeric:
                Numeric(output, value);
                break;
            case CopyKind.Single:
                // Six decimals: finer than a millimetre and than a second, which is as fine as records are kept.
                Format(output, (double)BinaryPrimitives.ReadSingleBigEndian(Sized(value, 4)), "F6");
                break;
            case CopyKind.Double:
                Format(output, BinaryPrimitives.ReadDoubleBigEndian(Sized(value, 8)), "F6");
                break;
            case CopyKind.Date:
                Day(output, Epoch + (long)BinaryPrimitives.ReadInt32BigEndian(Sized(value, 4)));
                break;
            case CopyKind.Timestamp:
                var microseconds = BinaryPrimitives.ReadInt64BigEndian(Sized(value, 8));
                Day(output, Epoch + FloorDivide(microseconds, DayMicroseconds));
                break;
            default:
                throw new InvalidDataException($"{kind} has no text");
        }
    }

    /// <summary>A value by itself, not as a field of a row.</summary>
    public static string Plain(CopyKind kind, ReadOnlySpan<byte> value)
    {
        if (kind is CopyKind.Text or CopyKind.Padded)
        {
            return Encoding.UTF8.GetString(value).Trim();
        }
        var text = new ArrayBufferWriter<byte>(32);
        Write(text, kind, value);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>Appends x and y of a point in RD New, with the comma between them.</summary>
    public static void WritePoint(ArrayBufferWriter<byte> output, EwkbPoint point)
    {
        if (!point.IsEmpty)
        {
            var (x, y) =
                point.System == ReferenceSystems.Wgs84
                    ? ReferenceSystems.FromWgs84(point.X, point.Y)
                    : (point.X, point.Y);
            Format(output, x, "F6");
            output.Write(","u8);
            Format(output, y, "F6");
        }
        else
        {
            output.Write(","u8);
        }
    }

    private static void Text(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAny(NeedQuotes))
        {
            output.Write(value);
            return;
        }
        output.Write("\""u8);
        while (value.IndexOf((byte)'"') is >= 0 and var quote)
        {
            output.Write(value[..(quote + 1)]);
            output.Write("\""u8);
            value = value[(quote + 1)..];
        }
        output.Write(value);
        output.Write("\""u8);
    }

    private static long Integer(ReadOnlySpan<byte> value) =>
        value.Length switch
        {
            2 => BinaryPrimitives.ReadInt16BigEndian(value),
            4 => BinaryPrimitives.ReadInt32BigEndian(value),
            _ => BinaryPrimitives.ReadInt64BigEndian(Sized(value, 8)),
        };

    /// <summary>The ends of time are read as the far future and as a date that cannot be.</summary>
    private static void Day(ArrayBufferWriter<byte> output, long day)
    {
        if (day < 0)
        {
            output.Write("-infinity"u8);
        }
        else
        {
            var known = (int)Math.Min(day, DateOnly.MaxValue.DayNumber);
            Format(output, DateOnly.FromDayNumber(known), "yyyy-MM-dd");
        }
    }

    /// <summary>Digits in groups of four, the weight of the first group, a sign, and decimals to show; zeros at the end are left out.</summary>
    private static void Numeric(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> value)
    {
        if (value.Length < 8)
        {
            throw new InvalidDataException("a numeric that is cut short");
        }
        var groups = BinaryPrimitives.ReadInt16BigEndian(value);
        var weight = BinaryPrimitives.ReadInt16BigEndian(value[2..]);
        var sign = BinaryPrimitives.ReadUInt16BigEndian(value[4..]);
        if (sign is not (0 or 0x4000))
        {
            output.Write(sign == 0xC000 ? "NaN"u8 : "infinity"u8);
            return;
        }
        var digits = Sized(value[8..], 2 * groups);
        int Group(ReadOnlySpan<byte> all, int at) =>
            at >= 0 && at < groups ? BinaryPrimitives.ReadUInt16BigEndian(all[(2 * at)..]) : 0;

        if (sign == 0x4000)
        {
            output.Write("-"u8);
        }
        Format(output, weight < 0 ? 0 : Group(digits, 0), default);
        for (var at = 1; at <= weight; at++)
        {
            Format(output, Group(digits, at), "0000");
        }
        var last = groups - 1;
        while (last > weight && Group(digits, last) == 0)
        {
            last--;
        }
        if (last <= weight)
        {
            return;
        }
        output.Write("."u8);
        Span<byte> four = stackalloc byte[4];
        for (var at = weight + 1; at <= last; at++)
        {
            // A weight below −1 means groups of zeros before the first.
            var group = at < 0 ? 0 : Group(digits, at);
            for (var i = 3; i >= 0; i--)
            {
                four[i] = (byte)('0' + (group % 10));
                group /= 10;
            }
            output.Write(at == last ? four.TrimEnd((byte)'0') : four);
        }
    }

    private static void Format<T>(ArrayBufferWriter<byte> output, T value, ReadOnlySpan<char> format)
        where T : IUtf8SpanFormattable
    {
        var size = 32;
        int written;
        while (!value.TryFormat(output.GetSpan(size), out written, format, CultureInfo.InvariantCulture))
        {
            size *= 2;
        }
        output.Advance(written);
    }

    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> value, int length) =>
        value.Length == length ? value : throw new InvalidDataException($"{value.Length} bytes where {length} are due");

    private static long FloorDivide(long value, long by) => (value / by) - (value % by < 0 ? 1 : 0);
}
