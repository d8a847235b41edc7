using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Rows of eight whole numbers, one after the other: nothing for a row of zeros, else one, two, four or eight bytes a number,
/// as few as they all fit in. First a byte per row that tells how many, then the numbers. Used again and again.
/// </summary>
internal sealed class PackedRows
{
    private const int Lanes = Block8.Size;
    private readonly byte[] bytes;
    private int row;
    private int end;

    public PackedRows(int rows)
    {
        bytes = new byte[rows * (1 + (Lanes * sizeof(long)))];
        Rows = rows;
        Clear();
    }

    public int Rows { get; }

    /// <summary>All that was put since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, end);

    public void Clear() => (row, end) = (0, Rows);

    public void PutZeros() => bytes[row++] = 0;

    public void Put(Vector512<long> values)
    {
        if (values == Vector512<long>.Zero)
        {
            PutZeros();
            return;
        }
        var target = bytes.AsSpan(end, Lanes * sizeof(long));
        ref var first = ref MemoryMarshal.GetReference(target);
        var magnitudes = values ^ (values >> 63);
        var narrow = Vector512.Narrow(values, values).GetLower();
        var width = sizeof(short);
        if (!Vector512.GreaterThanAny(magnitudes, Vector512.Create((long)short.MaxValue)))
        {
            var narrower = Vector256.Narrow(narrow, narrow).GetLower();
            if (!Vector512.GreaterThanAny(magnitudes, Vector512.Create((long)sbyte.MaxValue)))
            {
                width = sizeof(sbyte);
                Vector128.Narrow(narrower, narrower).GetLower().AsByte().StoreUnsafe(ref first);
            }
            else
            {
                narrower.AsByte().StoreUnsafe(ref first);
            }
        }
        else if (!Vector512.GreaterThanAny(magnitudes, Vector512.Create((long)int.MaxValue)))
        {
            width = sizeof(int);
            narrow.AsByte().StoreUnsafe(ref first);
        }
        else
        {
            width = sizeof(long);
            values.AsByte().StoreUnsafe(ref first);
        }
        bytes[row++] = unchecked((byte)width);
        end += Lanes * width;
    }

    /// <summary>Reads a row.</summary>
    /// <param name="width">Bytes per number: 1, 2, 4 or 8.</param>
    /// <param name="packed">Begins with the row.</param>
    public static Vector512<long> Read(int width, ReadOnlySpan<byte> packed)
    {
        ref var first = ref MemoryMarshal.GetReference(packed[..(Lanes * width)]);
        return width switch
        {
            sizeof(sbyte) => Widen(Vector128.WidenLower(Vector64.LoadUnsafe(ref first).AsSByte().ToVector128Unsafe())),
            sizeof(short) => Widen(Vector128.LoadUnsafe(ref first).AsInt16()),
            sizeof(int) => Widen(Vector256.LoadUnsafe(ref first).AsInt32()),
            _ => Vector512.LoadUnsafe(ref first).AsInt64(),
        };
    }

    private static Vector512<long> Widen(Vector128<short> eight) =>
        Widen(Vector256.Create(Vector128.WidenLower(eight), Vector128.WidenUpper(eight)));

    private static Vector512<long> Widen(Vector256<int> eight) =>
        Vector512.Create(Vector256.WidenLower(eight), Vector256.WidenUpper(eight));
}
