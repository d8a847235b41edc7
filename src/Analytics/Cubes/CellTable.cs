namespace Populatie.Analytics.Cubes;

/// <summary>
/// Cells under construction: a hash from key to a row of integers, open addressing over keys that lie together. One per
/// range of leaves, small enough to stay in the cache while it is added to. Not thread-safe.
/// </summary>
/// <param name="width">Integers per cell.</param>
internal sealed class CellTable(int width)
{
    private const int FirstSize = 64;
    private ulong[] keys = new ulong[FirstSize];
    private long[] values = new long[FirstSize * width];
    private int[] slots = NewSlots(2 * FirstSize);

    public int Count { get; private set; }

    /// <summary>The integers of a cell, zero at first.</summary>
    public Span<long> At(ulong key) => Row(Find(key));

    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, Count);

    public Span<long> Row(int row) => values.AsSpan(row * width, width);

    private static int[] NewSlots(int size)
    {
        var free = new int[size];
        free.AsSpan().Fill(-1);
        return free;
    }

    private int Find(ulong key)
    {
        unchecked
        {
            var mask = slots.Length - 1;
            var slot = Slot(key, mask);
            while (slots[slot] is >= 0 and var row)
            {
                if (keys[row] == key)
                {
                    return row;
                }
                slot = (slot + 1) & mask;
            }
            return Append(key, slot);
        }
    }

    private int Append(ulong key, int slot)
    {
        if (Count == keys.Length)
        {
            Grow();
            slot = FreeSlot(key);
        }
        keys[Count] = key;
        slots[slot] = Count;
        return Count++;
    }

    private static int Slot(ulong key, int mask) => unchecked((int)((key * 0x9E3779B97F4A7C15UL) >> 32)) & mask;

    private int FreeSlot(ulong key)
    {
        var slot = Slot(key, slots.Length - 1);
        while (slots[slot] >= 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }
        return slot;
    }

    private void Grow()
    {
        Array.Resize(ref keys, 2 * keys.Length);
        Array.Resize(ref values, 2 * values.Length);
        slots = NewSlots(2 * keys.Length);
        for (var row = 0; row < Count; row++)
        {
            slots[FreeSlot(keys[row])] = row;
        }
    }
}
