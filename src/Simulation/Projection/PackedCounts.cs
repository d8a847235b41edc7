using System.Buffers.Binary;

namespace Populatie.Simulation.Projection;

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

    /// <param name="i">Position among these counts.</param>
    public int Get(ReadOnlySpan<byte> bytes, int i) =>
        Width switch
        {
            0 => (bytes[Offset + (i >> 1)] >> ((i & 1) << 2)) & 15,
            1 => bytes[Offset + i],
            _ => BinaryPrimitives.ReadUInt16LittleEndian(bytes[(Offset + (2 * i))..]),
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
                    BinaryPrimitives.WriteUInt16LittleEndian(bytes[(Offset + (2 * i))..], (ushort)value);
                    break;
            }
        }
    }
}
