using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Counts of one range of leaves under construction: a hash from a key without its period to a row of integers, one per
/// measure and period. A run of periods adds one at its begin and takes one off after its end; summing each row up, once,
/// at the end, gives the counts. So a run costs two additions however long it is. Not thread-safe.
/// </summary>
/// <param name="periods">Periods of the cube.</param>
/// <param name="measures">Measures of the table.</param>
internal sealed class RunTable(int periods, int measures)
{
    private const int BlockBits = 5;
    private readonly KeyRows rows = new();

    // A step after the last period closes the runs that last until then, so that it needs no test.
    private readonly int span = periods + 1;
    private readonly int width = (periods + 1) * measures;

    // Shape [Block][Row in block, Measure, Period]: rows are never copied.
    private readonly List<int[]> blocks = [];

    public void Add(ReadOnlySpan<ulong> runs)
    {
        unchecked
        {
            foreach (var run in runs)
            {
                var (key, period, length, measure) = CountRun.Split(run);
                var row = Row(RowOf(key))[(measure * span)..];
                row[period]++;
                row[period + length]--;
            }
        }
    }

    /// <summary>Sums the rows up and puts them in order of their keys. Call once.</summary>
    public RunOrder ToOrder()
    {
        var (keys, order) = (new ulong[rows.Count], new int[rows.Count]);
        rows.CopyTo(keys, order);
        Array.Sort(keys, order);
        var cells = 0;
        foreach (var row in order)
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
        return new(this, keys, order, cells);
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

    private int RowOf(ulong key)
    {
        var row = rows.Of(key, out var isNew);
        if (isNew && row == blocks.Count << BlockBits)
        {
            blocks.Add(new int[width << BlockBits]);
        }
        return row;
    }
}

/// <summary>A table whose rows are summed up, and the order of its keys.</summary>
/// <param name="Keys">Keys without period, ascending.</param>
/// <param name="Rows">Shape [Key].</param>
/// <param name="CellCount">Cells that are not empty.</param>
internal sealed record RunOrder(RunTable Table, ulong[] Keys, int[] Rows, int CellCount);
