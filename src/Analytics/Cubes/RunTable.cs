namespace Populatie.Analytics.Cubes;

/// <summary>
/// Counts of one range of leaves under construction: a hash from a key without its period to a row of integers, one per
/// measure and period. A run of periods adds one at its begin and takes one off after its end; summing each row up, once,
/// at the end, gives the counts. So a run costs two additions however long it is. Not thread-safe.
/// </summary>
/// <param name="periods">Periods of the cube.</param>
/// <param name="measures">Measures of the table.</param>
internal sealed class RunTable(int periods, int measures)
{
    private const int FirstBits = 5;
    private const int BlockBits = 5;

    // A step after the last period closes the runs that last until then, so that it needs no test.
    private readonly int span = periods + 1;
    private readonly int width = (periods + 1) * measures;

    // Shape [Slot]: the key plus one, 0 in a free slot; and its row.
    private ulong[] slots = new ulong[1 << FirstBits];
    private int[] rowOf = new int[1 << FirstBits];
    private int bits = FirstBits;

    // Shape [Block][Row in block, Measure, Period]: rows are never copied.
    private readonly List<int[]> blocks = [];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    public void Add(ReadOnlySpan<ulong> runs)
    {
        unchecked
        {
            foreach (var run in runs)
            {
                var (key, period, length, measure) = CountRun.Split(run);
                var row = Row(RowOf(key + 1))[(measure * span)..];
                row[period]++;
                row[period + length]--;
            }
        }
    }

    /// <summary>Sums the rows up and puts them in order of their keys. Call once.</summary>
    public RunOrder ToOrder()
    {
        var (keys, rows) = (new ulong[Count], new int[Count]);
        var at = 0;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (slots[slot] != 0)
            {
                (keys[at], rows[at++]) = (slots[slot] - 1, rowOf[slot]);
            }
        }
        Array.Sort(keys, rows);
        var cells = 0;
        foreach (var row in rows)
        {
            var counts = Row(row);
            for (var i = 1; i < counts.Length; i++)
            {
                // What closes a run at the end of one measure leaves nothing for the next.
                counts[i] += counts[i - 1];
            }
            for (var period = 0; period < periods; period++)
            {
                cells += IsEmpty(counts, period) ? 0 : 1;
            }
        }
        return new(this, keys, rows, cells);
    }

    /// <summary>Copies the cells that are not empty, by leaf, then period, then what is left of the key.</summary>
    /// <param name="columns">Shape [Measure][Cell].</param>
    /// <param name="at">Where the first cell goes.</param>
    public void CopyCells(RunOrder order, ulong[] keys, long[][] columns, int at)
    {
        for (var first = 0; first < order.Keys.Length; )
        {
            var next = first + 1;
            while (next < order.Keys.Length && LeafOf(order.Keys[next]) == LeafOf(order.Keys[first]))
            {
                next++;
            }
            for (var period = 0; period < periods; period++)
            {
                for (var i = first; i < next; i++)
                {
                    var counts = Row(order.Rows[i]);
                    if (IsEmpty(counts, period))
                    {
                        continue;
                    }
                    keys[at] = CountRun.InPeriod(order.Keys[i], period);
                    for (var m = 0; m < columns.Length; m++)
                    {
                        columns[m][at] = counts[(m * span) + period];
                    }
                    at++;
                }
            }
            first = next;
        }
    }

    private static int LeafOf(ulong key) => new CellKey(key).Leaf;

    private bool IsEmpty(ReadOnlySpan<int> counts, int period)
    {
        for (var at = period; at < counts.Length; at += span)
        {
            if (counts[at] != 0)
            {
                return false;
            }
        }
        return true;
    }

    private Span<int> Row(int row) => blocks[row >> BlockBits].AsSpan((row & ((1 << BlockBits) - 1)) * width, width);

    private int RowOf(ulong wanted)
    {
        var at = Begin(wanted);
        while (slots[at] != wanted)
        {
            if (slots[at] == 0)
            {
                return Append(wanted, at);
            }
            at = (at + 1) & (slots.Length - 1);
        }
        return rowOf[at];
    }

    private int Begin(ulong wanted) => unchecked((int)((wanted * 0x9E3779B97F4A7C15UL) >> (64 - bits)));

    private int Append(ulong wanted, int at)
    {
        if (2 * (Count + 1) > slots.Length)
        {
            Grow();
            at = FreeFor(wanted);
        }
        if (Count == blocks.Count << BlockBits)
        {
            blocks.Add(new int[width << BlockBits]);
        }
        (slots[at], rowOf[at]) = (wanted, Count);
        return Count++;
    }

    private int FreeFor(ulong wanted)
    {
        var at = Begin(wanted);
        while (slots[at] != 0)
        {
            at = (at + 1) & (slots.Length - 1);
        }
        return at;
    }

    private void Grow()
    {
        var (before, rows) = (slots, rowOf);
        (slots, rowOf) = (new ulong[2 * before.Length], new int[2 * before.Length]);
        bits++;
        for (var slot = 0; slot < before.Length; slot++)
        {
            if (before[slot] != 0)
            {
                var at = FreeFor(before[slot]);
                (slots[at], rowOf[at]) = (before[slot], rows[slot]);
            }
        }
    }
}

/// <summary>A table whose rows are summed up, and the order of its keys.</summary>
/// <param name="Keys">Keys without period, ascending.</param>
/// <param name="Rows">Shape [Key].</param>
/// <param name="CellCount">Cells that are not empty.</param>
internal sealed record RunOrder(RunTable Table, ulong[] Keys, int[] Rows, int CellCount);
