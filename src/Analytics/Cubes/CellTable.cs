namespace Populatie.Analytics.Cubes;

/// <summary>
/// Cells under construction: a hash from key to a row of integers. Rows lie in chunks that never move, so growth copies
/// keys only. One per thread; not thread-safe.
/// </summary>
/// <param name="width">Integers per cell.</param>
internal sealed class CellTable(int width)
{
    private const int ChunkBits = 10;
    private const int ChunkRows = 1 << ChunkBits;
    private readonly List<long[]> chunks = [];
    private ulong[] keys = new ulong[64];
    private int[] slots = NewSlots(128);
    private ulong lastKey;
    private int lastRow = -1;

    public int Count { get; private set; }

    /// <summary>The integers of a cell, zero at first.</summary>
    public Span<long> At(CellKey key)
    {
        if (lastRow < 0 || key.Bits != lastKey)
        {
            (lastKey, lastRow) = (key.Bits, Find(key.Bits));
        }
        return Row(lastRow);
    }

    public ReadOnlySpan<ulong> Keys => keys.AsSpan(0, Count);

    public Span<long> Row(int row) => chunks[row >> ChunkBits].AsSpan((row & (ChunkRows - 1)) * width, width);

    private static int[] NewSlots(int size)
    {
        var free = new int[size];
        free.AsSpan().Fill(-1);
        return free;
    }

    private int Slot(ulong key) =>
        (int)(unchecked(key * 0x9E3779B97F4A7C15UL) >> (64 - System.Numerics.BitOperations.Log2((uint)slots.Length)));

    private int Find(ulong key)
    {
        var slot = Slot(key);
        while (slots[slot] >= 0)
        {
            if (keys[slots[slot]] == key)
            {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.Length - 1);
        }
        if (2 * (Count + 1) > slots.Length)
        {
            Grow();
            return Find(key);
        }
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, 2 * keys.Length);
        }
        if (Count == chunks.Count << ChunkBits)
        {
            chunks.Add(new long[ChunkRows * width]);
        }
        keys[Count] = key;
        slots[slot] = Count;
        return Count++;
    }

    private void Grow()
    {
        slots = NewSlots(2 * slots.Length);
        for (var row = 0; row < Count; row++)
        {
            var slot = Slot(keys[row]);
            while (slots[slot] >= 0)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }
            slots[slot] = row;
        }
    }
}
