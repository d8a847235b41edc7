using System.Numerics;
using System.Runtime.InteropServices;

namespace Populatie.Simulation.Statistics;

/// <summary>Where the counts of a cell lie in an array of bytes, which bins they are of, and how many bits each takes.</summary>
/// <param name="Offset">First byte.</param>
/// <param name="Lowest">The first bin.</param>
/// <param name="Length">Bins.</param>
/// <param name="Width">0 for four bits a count, 1 for eight, 2 for sixteen.</param>
internal readonly record struct PackedCounts(int Offset, int Lowest, int Length, int Width)
{
    /// <summary>The largest <see cref="Width"/>.</summary>
    public const int Widest = 2;

    private const int LengthBits = 14;

    /// <summary>The most that a count can be; a higher one needs the next width.</summary>
    public int Most => (1 << (4 << Width)) - 1;

    public int Bytes => ((Length << Width) + 1) >> 1;

    public int End => Lowest + Length;

    /// <summary>All four in one word.</summary>
    public long Packed =>
        unchecked(
            (long)(
                (uint)Offset
                | ((ulong)(ushort)(short)Lowest << 32)
                | ((ulong)(uint)Length << 48)
                | ((ulong)(uint)Width << (48 + LengthBits))
            )
        );

    public static PackedCounts Of(long packed) =>
        unchecked(
            new(
                (int)packed,
                (short)(packed >> 32),
                (int)((ulong)packed >> 48) & ((1 << LengthBits) - 1),
                (int)((ulong)packed >> (48 + LengthBits))
            )
        );

    /// <summary>Adds one to the counts of some bins, until one is full.</summary>
    /// <param name="bytes">The array in which these counts lie.</param>
    /// <param name="bins">All among those held here.</param>
    /// <returns>How many were counted; fewer than asked when the next needs a wider count.</returns>
    public int CountIn(Span<byte> bytes, ReadOnlySpan<int> bins)
    {
        var own = bytes.Slice(Offset, Bytes);
        return Width switch
        {
            0 => CountInPairs(own, bins),
            1 => CountIn<byte>(own, bins),
            _ => CountIn<ushort>(MemoryMarshal.Cast<byte, ushort>(own), bins),
        };
    }

    /// <summary>All counts, one after the other.</summary>
    /// <param name="counts">Of length <see cref="Length"/>; overwritten.</param>
    public void CopyTo(ReadOnlySpan<byte> bytes, Span<ushort> counts)
    {
        counts = counts[..Length];
        var own = bytes.Slice(Offset, Bytes);
        switch (Width)
        {
            case 0:
                var pairs = counts.Length >> 1;
                for (var i = 0; i < pairs; i++)
                {
                    var pair = own[i];
                    counts[2 * i] = (ushort)(pair & 15);
                    counts[(2 * i) + 1] = (ushort)(pair >> 4);
                }
                if (2 * pairs < counts.Length)
                {
                    counts[^1] = (ushort)(own[pairs] & 15);
                }
                break;
            case 1:
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] = own[i];
                }
                break;
            default:
                MemoryMarshal.Cast<byte, ushort>(own).CopyTo(counts);
                break;
        }
    }

    /// <summary>The first of these counts that is not zero, from one on; <see cref="Length"/> when there is none.</summary>
    public int NextHeld(ReadOnlySpan<byte> bytes, int from)
    {
        if (from >= Length)
        {
            return Length;
        }
        if (Width == Widest)
        {
            var wide = MemoryMarshal.Cast<byte, ushort>(bytes.Slice(Offset, Bytes))[from..];
            return wide.IndexOfAnyExcept((ushort)0) is var after and >= 0 ? from + after : Length;
        }
        var own = bytes.Slice(Offset, Bytes);
        if (Width == 1)
        {
            return own[from..].IndexOfAnyExcept((byte)0) is var after and >= 0 ? from + after : Length;
        }
        if ((from & 1) != 0)
        {
            if (own[from >> 1] >> 4 != 0)
            {
                return from;
            }
            from++;
        }
        // Where their number is odd, the last half of a byte is nobody's and zero.
        return own[(from >> 1)..].IndexOfAnyExcept((byte)0) is var pair and >= 0
            ? from + (2 * pair) + ((own[(from >> 1) + pair] & 15) == 0 ? 1 : 0)
            : Length;
    }

    /// <param name="i">Position among these counts.</param>
    public int Get(ReadOnlySpan<byte> bytes, int i) =>
        Width switch
        {
            0 => (bytes[Offset + (i >> 1)] >> ((i & 1) << 2)) & 15,
            1 => bytes[Offset + i],
            _ => MemoryMarshal.Cast<byte, ushort>(bytes[Offset..])[i],
        };

    /// <param name="value">At most <see cref="Most"/>.</param>
    public void Set(Span<byte> bytes, int i, int value)
    {
        unchecked
        {
            switch (Width)
            {
                case 0:
                    ref var pair = ref bytes[Offset + (i >> 1)];
                    var shift = (i & 1) << 2;
                    pair = (byte)((pair & ~(15 << shift)) | (value << shift));
                    break;
                case 1:
                    bytes[Offset + i] = (byte)value;
                    break;
                default:
                    MemoryMarshal.Cast<byte, ushort>(bytes[Offset..])[i] = (ushort)value;
                    break;
            }
        }
    }

    private int CountInPairs(Span<byte> own, ReadOnlySpan<int> bins)
    {
        for (var n = 0; n < bins.Length; n++)
        {
            var i = unchecked(bins[n] - Lowest);
            var shift = (i & 1) << 2;
            ref var pair = ref own[i >> 1];
            if (((pair >> shift) & 15) == 15)
            {
                return n;
            }
            pair = unchecked((byte)(pair + (1 << shift)));
        }
        return bins.Length;
    }

    private int CountIn<T>(Span<T> own, ReadOnlySpan<int> bins)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        for (var n = 0; n < bins.Length; n++)
        {
            ref var count = ref own[unchecked(bins[n] - Lowest)];
            if (count == T.MaxValue)
            {
                return n;
            }
            count++;
        }
        return bins.Length;
    }
}
