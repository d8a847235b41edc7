using System.Diagnostics;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// A hash from keys to rows 0, 1, 2 … in the order in which keys are first asked for. What the rows hold lies elsewhere, in
/// blocks, so that growing copies 16 bytes per key and no row. Not thread-safe.
/// </summary>
internal sealed class KeyRows
{
    private const int FirstBits = 6;

    // Shape [Slot]: the key plus one, 0 in a free slot, and its row.
    private Slot[] slots = new Slot[1 << FirstBits];
    private int bits = FirstBits;

    public int Count { get; private set; }

    /// <param name="key">Any but the largest.</param>
    /// <param name="isNew">Whether the row has just been given out.</param>
    public int Of(ulong key, out bool isNew)
    {
        Debug.Assert(key != ulong.MaxValue, "a key plus one is never 0");
        unchecked
        {
            var wanted = key + 1;
            var all = slots;
            var at = Begin(wanted);
            while (all[at].Key != wanted)
            {
                if (all[at].Key == 0)
                {
                    isNew = true;
                    return Append(wanted, at);
                }
                at = (at + 1) & (all.Length - 1);
            }
            isNew = false;
            return all[at].Row;
        }
    }

    /// <summary>Copies all keys, in no order, with their rows.</summary>
    public void CopyTo(Span<ulong> keys, Span<int> rows)
    {
        var count = 0;
        foreach (ref readonly var slot in slots.AsSpan())
        {
            if (slot.Key != 0)
            {
                (keys[count], rows[count]) = (slot.Key - 1, slot.Row);
                count++;
            }
        }
    }

    private int Begin(ulong wanted) => unchecked((int)((wanted * 0x9E3779B97F4A7C15UL) >> (64 - bits)));

    private int Append(ulong wanted, int at)
    {
        if (2 * (Count + 1) > slots.Length)
        {
            Grow();
            at = FreeFor(wanted);
        }
        slots[at] = new(wanted, Count);
        return Count++;
    }

    private int FreeFor(ulong wanted)
    {
        var at = Begin(wanted);
        while (slots[at].Key != 0)
        {
            at = (at + 1) & (slots.Length - 1);
        }
        return at;
    }

    private void Grow()
    {
        var before = slots;
        slots = new Slot[2 * before.Length];
        bits++;
        foreach (ref readonly var slot in before.AsSpan())
        {
            if (slot.Key != 0)
            {
                slots[FreeFor(slot.Key)] = slot;
            }
        }
    }

    private readonly record struct Slot(ulong Key, int Row);
}
