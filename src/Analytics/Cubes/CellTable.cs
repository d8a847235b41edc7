namespace Populatie.Analytics.Cubes;

/// <summary>
/// Cells under construction: a hash from key to a row of integers. Key and row lie together, so that adding to a cell
/// waits for memory once. One per range of leaves; not thread-safe.
/// </summary>
/// <param name="width">Integers per cell.</param>
internal sealed class CellTable(int width)
{
    private const int FirstBits = 6;
    private readonly int stride = width + 1;

    // Shape [Slot, 1 + Width]: the key plus one, 0 in a free slot, then the integers.
    private long[] slots = new long[(1 << FirstBits) * (width + 1)];
    private int bits = FirstBits;

    public int Count { get; private set; }

    /// <summary>The integers of a cell, zero at first.</summary>
    public Span<long> At(ulong key)
    {
        unchecked
        {
            var wanted = (long)key + 1;
            var at = Begin(wanted);
            while (slots[at] != wanted)
            {
                if (slots[at] == 0)
                {
                    at = Append(wanted, at);
                    break;
                }
                at = Next(at);
            }
            return slots.AsSpan(at + 1, width);
        }
    }

    /// <summary>Copies all keys, in no order, with the slots that hold them.</summary>
    public void CopyKeys(Span<ulong> keys, Span<int> places)
    {
        var count = 0;
        for (var at = 0; at < slots.Length; at += stride)
        {
            if (slots[at] != 0)
            {
                keys[count] = (ulong)(slots[at] - 1);
                places[count++] = at;
            }
        }
    }

    /// <summary>The integers at a place that <see cref="CopyKeys"/> told.</summary>
    public ReadOnlySpan<long> Row(int place) => slots.AsSpan(place + 1, width);

    private int Begin(long wanted) => unchecked((int)(((ulong)wanted * 0x9E3779B97F4A7C15UL) >> (64 - bits))) * stride;

    private int Next(int at)
    {
        at += stride;
        return at == slots.Length ? 0 : at;
    }

    private int Append(long wanted, int at)
    {
        if (4L * (Count + 1) * stride > 3L * slots.Length)
        {
            Grow();
            at = FreeFor(wanted);
        }
        slots[at] = wanted;
        Count++;
        return at;
    }

    private int FreeFor(long wanted)
    {
        var at = Begin(wanted);
        while (slots[at] != 0)
        {
            at = Next(at);
        }
        return at;
    }

    private void Grow()
    {
        var before = slots;
        slots = new long[2 * before.Length];
        bits++;
        for (var at = 0; at < before.Length; at += stride)
        {
            if (before[at] != 0)
            {
                before.AsSpan(at, stride).CopyTo(slots.AsSpan(FreeFor(before[at]), stride));
            }
        }
    }
}
