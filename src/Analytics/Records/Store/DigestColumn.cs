using System.Numerics;
using System.Runtime.InteropServices;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// A column of 128-bit digests. Most come many times, so each is kept once, in the order in which it first came, and the
/// rows hold its ordinal; where that would save nothing the digests stand as they are. Not thread-safe.
/// </summary>
internal sealed class DigestColumn
{
    private const string Distinct = ".distinct";
    private readonly List<UInt128> found = [];
    private int[] slots = new int[1 << 12];

    public void Put(ColumnFile file, string name, ReadOnlySpan<UInt128> values)
    {
        found.Clear();
        slots.AsSpan().Fill(-1);
        var ordinals = new int[values.Length];
        for (var i = 0; i < ordinals.Length; i++)
        {
            // Records of one person often follow one another.
            ordinals[i] = i > 0 && values[i] == values[i - 1] ? ordinals[i - 1] : OrdinalOf(values[i]);
        }
        if (found.Count <= 1 << 16)
        {
            file.Add<ushort>(name, Array.ConvertAll(ordinals, o => (ushort)o));
            file.Add<UInt128>(name + Distinct, CollectionsMarshal.AsSpan(found));
        }
        else if (found.Count < values.Length / 2)
        {
            file.Add<int>(name, ordinals);
            file.Add<UInt128>(name + Distinct, CollectionsMarshal.AsSpan(found));
        }
        else
        {
            file.Add(name, values);
        }
    }

    /// <summary>Reads a column back; its length must be that of <paramref name="values"/>.</summary>
    public static void Get(ColumnFile file, string name, Span<UInt128> values)
    {
        var bytes = file.Bytes(name);
        if (!file.Has(name + Distinct))
        {
            MemoryMarshal.Cast<byte, UInt128>(bytes).CopyTo(values);
            return;
        }
        var distinct = MemoryMarshal.Cast<byte, UInt128>(file.Bytes(name + Distinct));
        if (bytes.Length == values.Length * sizeof(ushort))
        {
            var ordinals = MemoryMarshal.Cast<byte, ushort>(bytes);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = distinct[ordinals[i]];
            }
        }
        else
        {
            var ordinals = MemoryMarshal.Cast<byte, int>(bytes);
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = distinct[ordinals[i]];
            }
        }
    }

    private int OrdinalOf(UInt128 value)
    {
        if (2 * found.Count >= slots.Length)
        {
            Grow();
        }
        var slot = Slot(value);
        while (slots[slot] is >= 0 and var ordinal)
        {
            if (found[ordinal] == value)
            {
                return ordinal;
            }
            slot = (slot + 1) & (slots.Length - 1);
        }
        found.Add(value);
        return slots[slot] = found.Count - 1;
    }

    private void Grow()
    {
        slots = new int[2 * slots.Length];
        slots.AsSpan().Fill(-1);
        for (var ordinal = 0; ordinal < found.Count; ordinal++)
        {
            var slot = Slot(found[ordinal]);
            while (slots[slot] >= 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = ordinal;
        }
    }

    private int Slot(UInt128 value)
    {
        unchecked
        {
            var mixed = ((ulong)value ^ BitOperations.RotateLeft((ulong)(value >> 64), 32)) * 0x9E3779B97F4A7C15UL;
            return (int)(mixed >> 33) & (slots.Length - 1);
        }
    }
}
