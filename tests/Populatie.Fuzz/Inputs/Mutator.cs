using System.Buffers.Binary;
using System.Text;

namespace Populatie.Fuzz.Inputs;

/// <summary>
/// Changes an input a little or a lot: bits, bytes, stretches, lines, numbers, and the words of its format. Knows no
/// format itself.
/// </summary>
internal sealed class Mutator(Draws draws, ReadOnlySpan<string> words, int mostBytes)
{
    private static readonly string[] Numbers =
    [
        "0",
        "-0",
        "1",
        "-1",
        "00",
        "127",
        "255",
        "32768",
        "65536",
        "2147483647",
        "2147483648",
        "-2147483649",
        "4294967296",
        "9223372036854775807",
        "9223372036854775808",
        "-99997",
        "1e308",
        "1e-400",
        "1e999999999",
        "NaN",
        "Infinity",
        "-∞",
        "0x10",
        "1.",
        ".5",
        "1,5",
        "1_000",
        "٣",
        "99999999999999999999999999999999999999",
        "0.1000000000000000055511151231257827",
    ];

    private static readonly long[] Boundaries =
    [
        0,
        1,
        -1,
        127,
        128,
        255,
        256,
        32767,
        65535,
        65536,
        int.MaxValue,
        int.MinValue,
        uint.MaxValue,
        long.MaxValue,
        long.MinValue,
        0x0FFF_FFFF,
        0x4000_0000,
    ];

    private static readonly byte[][] BadText =
    [
        [0xFF],
        [0xC0, 0x80],
        [0xC3],
        [0xE2, 0x82],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xEF, 0xBB, 0xBF],
        [0xFF, 0xFE],
        [0x00],
        [0x1B, 0x5B, 0x32, 0x4A],
        [0xE2, 0x80, 0xA8],
        [0xC2, 0x85],
        [0xE2, 0x80, 0xAE],
        [0x0D],
        [0x0B],
    ];

    private readonly byte[][] words = [.. words.ToArray().Select(Encoding.UTF8.GetBytes)];
    private byte[] text = new byte[256];
    private int length;

    /// <param name="other">Another input, for splicing.</param>
    public byte[] Mutate(ReadOnlySpan<byte> input, ReadOnlySpan<byte> other)
    {
        length = 0;
        Insert(0, input);
        do
        {
            Step(other);
        } while (draws.Below(5) < 2);
        return text.AsSpan(0, Math.Min(length, mostBytes)).ToArray();
    }

    private void Step(ReadOnlySpan<byte> other)
    {
        var at = draws.Below(length + 1);
        switch (draws.Below(20))
        {
            case 0 when length > 0:
                text[draws.Below(length)] ^= (byte)(1 << draws.Below(8));
                break;
            case 1 when length > 0:
                text[draws.Below(length)] = (byte)(draws.Next() & 0xFF);
                break;
            case 2:
                Remove(at, draws.OneIn(4) ? draws.Below(length + 1) : draws.Between(1, 8));
                break;
            case 3:
                Repeat(at, draws.Below(64) + 1, draws.OneIn(16) ? draws.Between(16, 400) : 1);
                break;
            case 4:
                Insert(at, Stretch(other));
                break;
            case 5:
                length = at;
                Insert(at, other[draws.Below(other.Length + 1)..]);
                break;
            case 6:
                length = at;
                break;
            case 7:
                Insert(at, draws.Pick<byte[]>(BadText));
                break;
            case 8:
                Overwrite(at);
                break;
            case 9 or 10:
                ReplaceNumber();
                break;
            case 11:
                RepeatLine(at);
                break;
            case 12:
                RemoveLine(at);
                break;
            case 13:
                SwapField(at);
                break;
            case 14 when draws.OneIn(8):
                Insert(at, Enumerable.Repeat((byte)draws.Of('a', '9', ' ', '"', '\n', '[', '{', ','), 3000).ToArray());
                break;
            case 15 when draws.OneIn(4):
                Nest(at);
                break;
            case 16 or 17 or 18 when words.Length > 0:
                ReplaceWord(at);
                break;
            default:
                if (words.Length > 0)
                {
                    Insert(at, draws.Pick<byte[]>(words));
                }
                break;
        }
    }

    private ReadOnlySpan<byte> Stretch(ReadOnlySpan<byte> from)
    {
        var start = draws.Below(from.Length + 1);
        return from.Slice(start, Math.Min(draws.Below(64) + 1, from.Length - start));
    }

    private void Insert(int at, ReadOnlySpan<byte> bytes)
    {
        bytes = bytes[..Math.Min(bytes.Length, Math.Max(0, (2 * mostBytes) - length))];
        if (length + bytes.Length > text.Length)
        {
            Array.Resize(ref text, 2 * (length + bytes.Length));
        }
        text.AsSpan(at, length - at).CopyTo(text.AsSpan(at + bytes.Length));
        bytes.CopyTo(text.AsSpan(at));
        length += bytes.Length;
    }

    private void Remove(int at, int count)
    {
        count = Math.Min(count, length - at);
        text.AsSpan(at + count, length - at - count).CopyTo(text.AsSpan(at));
        length -= count;
    }

    private void Repeat(int at, int count, int times)
    {
        var piece = text.AsSpan(at, Math.Min(count, length - at)).ToArray();
        for (var i = 0; i < times && length < mostBytes; i++)
        {
            Insert(at, piece);
        }
    }

    /// <summary>A whole number in binary, of either byte order, over what stands there.</summary>
    private void Overwrite(int at)
    {
        var width = draws.Of(1, 2, 4, 8);
        if (at + width > length)
        {
            return;
        }
        Span<byte> bytes = stackalloc byte[8];
        var value = draws.Pick<long>(Boundaries);
        if (draws.OneIn(2))
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            bytes[..width].CopyTo(text.AsSpan(at));
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, value);
            bytes[^width..].CopyTo(text.AsSpan(at));
        }
    }

    private void ReplaceNumber()
    {
        var from = draws.Below(length + 1);
        var start = text.AsSpan(from, length - from).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return;
        }
        start += from;
        var end = start;
        while (end < length && (char.IsAsciiDigit((char)text[end]) || text[end] == '.'))
        {
            end++;
        }
        Remove(start, end - start);
        Insert(start, Encoding.UTF8.GetBytes(draws.Pick<string>(Numbers)));
    }

    private (int Start, int End) LineAt(int at)
    {
        var start = text.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        var end = text.AsSpan(at, length - at).IndexOf((byte)'\n');
        return (start, end < 0 ? length : at + end + 1);
    }

    private void RepeatLine(int at)
    {
        var (start, end) = LineAt(at);
        Repeat(start, end - start, draws.OneIn(8) ? 20 : 1);
    }

    private void RemoveLine(int at)
    {
        var (start, end) = LineAt(at);
        Remove(start, end - start);
    }

    /// <summary>Puts the text between two separators in the place of another.</summary>
    private void SwapField(int at)
    {
        var separators = ",;\t :\n\"'<>[]{}="u8;
        var (from, to) = (FieldAt(at, separators), FieldAt(draws.Below(length + 1), separators));
        var piece = text.AsSpan(from.Start, from.End - from.Start).ToArray();
        Remove(to.Start, to.End - to.Start);
        Insert(to.Start, piece);
    }

    private (int Start, int End) FieldAt(int at, ReadOnlySpan<byte> separators)
    {
        var start = text.AsSpan(0, at).LastIndexOfAny(separators) + 1;
        var end = text.AsSpan(at, length - at).IndexOfAny(separators);
        return (start, end < 0 ? length : at + end);
    }

    private void Nest(int at)
    {
        var (open, close) = draws.Of(
            ("[", "]"),
            ("{\"a\":", "}"),
            ("<a>", "</a>"),
            ("- ", ""),
            ("[[", "]]"),
            ("{a: ", "}")
        );
        var depth = draws.Of(3, 20, 70, 300);
        var whole = draws.OneIn(2);
        var nested =
            string.Concat(Enumerable.Repeat(open, depth))
            + (whole ? string.Concat(Enumerable.Repeat(close, depth)) : "");
        Insert(at, Encoding.UTF8.GetBytes(nested));
    }

    private void ReplaceWord(int at)
    {
        var (start, end) = FieldAt(at, ",;\t :\n\"'<>[]{}="u8);
        Remove(start, end - start);
        Insert(start, draws.Pick<byte[]>(words));
    }
}
