using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// Counts the rows of one partition: a table of cells, and a set of the pairs of cell and person that were seen. A pair is
/// known by 128 bits: the digest, with the key of the cell mixed into one half by a one-to-one function. So a person in two
/// cells is always two pairs, and two persons are taken for one no sooner than their digests would be. Not thread-safe.
/// </summary>
internal sealed class CellCounter
{
    private const ulong Empty = ulong.MaxValue;
    private const int Ahead = 16;
    private const ulong CellMix = 0xD6E8_FEB8_6659_FD93;
    private const ulong PairMix = 0xA076_1D64_78BD_642F;

    private Cell[] cells = [];
    private int cellShift;
    private int cellCount;
    private Pair[] pairs = [];
    private int pairShift;
    private long pairCount;
    private bool sawZero;

    /// <summary>Makes ready for about so many rows.</summary>
    public void Begin(long rows)
    {
        if (cells.Length == 0)
        {
            ResizeCells(1 << 10);
        }
        cells.AsSpan().Fill(new Cell { Key = Empty });
        cellCount = 0;
        // At most a third full when every row is a pair of its own: a row finds its slot at the first look.
        var bits = Math.Clamp(BitOperations.Log2((ulong)(rows * 3)) + 1, 8, 28);
        if (pairs.Length < 1 << bits)
        {
            pairs = new Pair[1 << bits];
        }
        else
        {
            pairs.AsSpan(0, 1 << bits).Clear();
        }
        pairShift = 64 - bits;
        (pairCount, sawZero) = (0, false);
    }

    /// <param name="pass">Only persons whose lowest bits are these …</param>
    /// <param name="passMask">… are counted; 0 for all.</param>
    public void Add(ReadOnlySpan<TallyEntry> rows, ulong pass, ulong passMask)
    {
        for (var at = 0; at < rows.Length; at++)
        {
            ref readonly var row = ref rows[at];
            FetchAhead(in rows[Math.Min(at + Ahead, rows.Length - 1)]);
            if ((row.PersonLow & passMask) != pass)
            {
                continue;
            }
            ref var cell = ref At(row.Key);
            cell.Rows++;
            cell.Cost += row.Cents;
            cell.Days += row.Days;
            cell.Clients += IsNew(row.PersonLow, unchecked(row.PersonHigh + (row.Key * PairMix))) ? 1 : 0;
        }
    }

    /// <summary>Asks memory for what a row will need, so that it is near when its turn comes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private unsafe void FetchAhead(in TallyEntry row)
    {
        if (Sse.IsSupported)
        {
            var key = row.Key;
            var cell = (nint)(unchecked(key * CellMix) >> cellShift);
            var pair = (nint)(unchecked(row.PersonHigh + (key * PairMix)) >> pairShift);
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(cells), cell)));
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(pairs), pair)));
        }
    }

    /// <summary>The cells, in no order.</summary>
    public TallyCell[] Cells()
    {
        var found = new TallyCell[cellCount];
        var at = 0;
        foreach (ref readonly var cell in cells.AsSpan())
        {
            if (cell.Key != Empty)
            {
                found[at++] = new(new(cell.Key), cell.Rows, cell.Cost, cell.Days, cell.Clients);
            }
        }
        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Cell At(ulong key)
    {
        ref var first = ref MemoryMarshal.GetArrayDataReference(cells);
        var slot = (nint)(unchecked(key * CellMix) >> cellShift);
        while (true)
        {
            ref var cell = ref Unsafe.Add(ref first, slot);
            if (cell.Key == key)
            {
                return ref cell;
            }
            if (cell.Key == Empty)
            {
                return ref Insert(key, slot);
            }
            slot = (slot + 1) & (cells.Length - 1);
        }
    }

    private ref Cell Insert(ulong key, nint slot)
    {
        if (2 * ++cellCount > cells.Length)
        {
            ResizeCells(4 * cells.Length);
            slot = FreeSlot(key);
        }
        cells[slot].Key = key;
        return ref cells[slot];
    }

    private void ResizeCells(int size)
    {
        var old = cells;
        cells = new Cell[size];
        cells.AsSpan().Fill(new Cell { Key = Empty });
        cellShift = 64 - BitOperations.Log2((uint)size);
        foreach (ref readonly var cell in old.AsSpan())
        {
            if (cell.Key != Empty)
            {
                cells[FreeSlot(cell.Key)] = cell;
            }
        }
    }

    private nint FreeSlot(ulong key)
    {
        var slot = (nint)(unchecked(key * CellMix) >> cellShift);
        while (cells[slot].Key != Empty)
        {
            slot = (slot + 1) & (cells.Length - 1);
        }
        return slot;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsNew(ulong low, ulong high)
    {
        if ((low | high) == 0)
        {
            // The mark of an empty slot: one pair in 2¹²⁸.
            (var seen, sawZero) = (sawZero, true);
            return !seen;
        }
        ref var first = ref MemoryMarshal.GetArrayDataReference(pairs);
        var mask = (1L << (64 - pairShift)) - 1;
        var slot = (nint)(high >> pairShift);
        while (true)
        {
            ref var pair = ref Unsafe.Add(ref first, slot);
            if (pair.Low == low & pair.High == high)
            {
                return false;
            }
            if ((pair.Low | pair.High) == 0)
            {
                pair.Low = low;
                pair.High = high;
                if (4 * ++pairCount > 3 * (mask + 1))
                {
                    GrowPairs();
                }
                return true;
            }
            slot = (nint)((slot + 1) & mask);
        }
    }

    private void GrowPairs()
    {
        var old = pairs.AsSpan(0, 1 << (64 - pairShift)).ToArray();
        pairShift--;
        pairs = new Pair[1 << (64 - pairShift)];
        foreach (ref readonly var pair in old.AsSpan())
        {
            if ((pair.Low | pair.High) != 0)
            {
                var slot = (nint)(pair.High >> pairShift);
                while ((pairs[slot].Low | pairs[slot].High) != 0)
                {
                    slot = (slot + 1) & (pairs.Length - 1);
                }
                pairs[slot] = pair;
            }
        }
    }

    private struct Cell
    {
        public ulong Key;
        public long Rows;
        public long Cost;
        public long Days;
        public long Clients;
    }

    private struct Pair
    {
        public ulong Low;
        public ulong High;
    }
}
