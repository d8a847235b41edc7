using System.Numerics;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Brings rows with the same digest together: a partition is dealt over as many slots as it has rows, by further bits of
/// the same mix that chose the partition, so that a slot holds one person or few, and is then put in order. Digests are
/// uniform, but nothing hangs on that: a slot that holds much is sorted as well as any other.
/// Room is kept from one partition to the next. Not thread-safe.
/// </summary>
internal sealed class RowGathering<T, TKey>
    where T : unmanaged
    where TKey : struct, IRowKey<T>
{
    private const int LeastSlotBits = 4;
    private const int MostSlotBits = 20;
    private const int Few = 64;
    private T[] readBack = [];
    private T[] gathered = [];
    private int[] slots = [];

    /// <summary>Takes a partition out of all its holders: rows of one digest together, in their total order.</summary>
    public Span<T> Take(IReadOnlyList<PartitionedRows<T>> holders, int partition)
    {
        var (rows, spilled) = (0L, 0L);
        foreach (var holder in holders)
        {
            rows += holder.RowsOf(partition);
            spilled += holder.SpilledRowsOf(partition);
        }
        MakeRoom(ref gathered, rows);
        MakeRoom(ref readBack, spilled);
        var back = 0;
        foreach (var holder in holders)
        {
            back += holder.ReadBack(partition, readBack.AsSpan(back));
        }
        var bits = Math.Clamp(BitOperations.Log2((uint)rows | 1), LeastSlotBits, MostSlotBits);
        var size = 1 << bits;
        if (slots.Length < size + 1)
        {
            slots = new int[size + 1];
        }
        slots.AsSpan(0, size + 1).Clear();
        // The eight bits above chose the partition: they are the same in all of its rows.
        var shift = 56 - bits;
        Count(readBack.AsSpan(0, back), shift, size - 1);
        foreach (var holder in holders)
        {
            holder.Show(partition, chunk => Count(chunk.Span, shift, size - 1));
        }
        for (var slot = 1; slot <= size; slot++)
        {
            slots[slot] += slots[slot - 1];
        }
        Deal(readBack.AsSpan(0, back), shift, size - 1);
        foreach (var holder in holders)
        {
            holder.Show(partition, chunk => Deal(chunk.Span, shift, size - 1));
            holder.Release(partition);
        }
        // Each slot's begin has become its end.
        var begin = 0;
        for (var slot = 0; slot < size; slot++)
        {
            Order(gathered.AsSpan(begin, slots[slot] - begin));
            begin = slots[slot];
        }
        return gathered.AsSpan(0, (int)rows);
    }

    private static void MakeRoom(ref T[] room, long rows)
    {
        if (room.Length < rows)
        {
            room = []; // Before the larger one is made.
            room = GC.AllocateUninitializedArray<T>((int)(rows + (rows / 8)));
        }
    }

    private void Count(ReadOnlySpan<T> rows, int shift, int mask)
    {
        foreach (ref readonly var row in rows)
        {
            slots[(unchecked((int)(TKey.Mix(in row) >> shift)) & mask) + 1]++;
        }
    }

    private void Deal(ReadOnlySpan<T> rows, int shift, int mask)
    {
        foreach (ref readonly var row in rows)
        {
            gathered[slots[unchecked((int)(TKey.Mix(in row) >> shift)) & mask]++] = row;
        }
    }

    private static void Order(Span<T> rows)
    {
        if (rows.Length > Few)
        {
            // Rows that come in order need no sorting, and most do.
            for (var i = 1; i < rows.Length; i++)
            {
                if (TKey.Compare(in rows[i - 1], in rows[i]) > 0)
                {
                    rows.Sort(TKey.Compare);
                    return;
                }
            }
            return;
        }
        for (var i = 1; i < rows.Length; i++)
        {
            if (TKey.Compare(in rows[i - 1], in rows[i]) <= 0)
            {
                continue;
            }
            var row = rows[i];
            var at = i;
            do
            {
                rows[at] = rows[at - 1];
                at--;
            } while (at > 0 && TKey.Compare(in rows[at - 1], in row) > 0);
            rows[at] = row;
        }
    }
}

/// <summary>How rows are gathered: by what they are dealt, and in which order they lie.</summary>
internal interface IRowKey<T>
{
    static abstract ulong Mix(in T row);

    static abstract int Compare(in T x, in T y);

    /// <summary>The same for the library's sort, which takes no references.</summary>
    static abstract int Compare(T x, T y);
}

internal static class RowGathering
{
    /// <summary>Spreads two words over 64 bits, the high ones best.</summary>
    public static ulong Mix(ulong high, ulong low) =>
        unchecked((high ^ BitOperations.RotateLeft(low, 32)) * 0x9E3779B97F4A7C15UL);
}
