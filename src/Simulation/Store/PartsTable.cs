using System.Runtime.InteropServices;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Store;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Store;

/// <summary>
/// One table of a run from all of its parts at once: cell by cell, so that no sums are held but those of one. Room is used again
/// for the next table. Not thread-safe.
/// </summary>
/// <param name="parts">That make up the run, in order of their replicates.</param>
internal sealed class PartsTable(IReadOnlyList<PartView> parts)
{
    private readonly byte[][] rooms = [.. parts.Select(_ => Array.Empty<byte>())];
    private readonly RunColumns columns = new();
    private readonly int replicates = parts[0].Card.Replicates;
    private long[] values = [];

    /// <summary>The part whose bytes are at hand: named when they are of no use.</summary>
    private int current;

    /// <summary>The file of the table, for as long as no other is asked for.</summary>
    /// <exception cref="SourceFormatException">A part is damaged.</exception>
    public ColumnFile Of(string level, Measure measure)
    {
        string PathOf(int part) => parts[part].PathOf(level, measure.Name);
        var files = new ColumnFile[rooms.Length];
        for (var part = 0; part < files.Length; part++)
        {
            files[part] = ColumnFile.Read(PathOf(part), ref rooms[part]);
        }
        try
        {
            current = 0;
            var shape = files[0].Get<int>(PartStore.Shape);
            columns.Begin(shape, replicates);
            AddCounts(files, shape, measure.Grain);
            if (shape[3] < shape[1])
            {
                AddValues(files, shape);
            }
        }
        catch (Exception fault) when (fault is not PopulatieException && !MachineFaults.Knows(fault))
        {
            throw ColumnFile.NotFitting(PathOf(current), fault);
        }
        return columns.ToFile(measure);
    }

    private void AddCounts(ColumnFile[] files, int[] shape, int grain)
    {
        var (years, keptFrom) = (shape[2], shape[3]);
        var cells = checked(shape[0] * years * keptFrom);
        var (cursors, rows) = CursorsOf(files, shape, cells);
        var sum = new SummedCell(grain, replicates);
        for (var cell = 0; cell < cells; cell++)
        {
            var quiet = Quiet(cursors, rows, cells);
            if (quiet > 0)
            {
                Array.ForEach(cursors, c => c?.Pass(quiet));
                Array.ForEach(rows, r => r.Pass(quiet));
                cell += quiet - 1;
                continue;
            }
            sum.Clear();
            foreach (var row in rows)
            {
                row.AddTo(sum);
            }
            for (current = 0; current < cursors.Length; current++)
            {
                cursors[current]?.AddTo(sum);
            }
            var (place, position) = Math.DivRem(cell, keptFrom);
            columns.Put(place / years, position, place % years, sum);
        }
        for (current = 0; current < cursors.Length; current++)
        {
            cursors[current]?.CheckEnd();
        }
    }

    /// <summary>One per part that has counts, null for others; one per block of parts that have rows.</summary>
    private (CellCursor?[] Counts, RowCursor[] Rows) CursorsOf(ColumnFile[] files, int[] shape, int cells)
    {
        var counts = new CellCursor?[files.Length];
        var rows = new List<RowCursor>();
        for (current = 0; current < files.Length; current++)
        {
            if (!files[current].Get<int>(PartStore.Shape).AsSpan().SequenceEqual(shape))
            {
                throw new FormatException("another shape");
            }
            var left = parts[current].Replicates.Count;
            if (files[current].Has(PartStore.Counts))
            {
                counts[current] = new(files[current].Lent(PartStore.Counts), left, cells);
                continue;
            }
            foreach (var block in parts[current].RowsOf(files[current]))
            {
                rows.Add(new(block, Math.Min(Block8.Size, left), cells));
                left -= Block8.Size;
            }
        }
        return (counts, [.. rows]);
    }

    /// <summary>Cells in a row, from the next on, that know nothing but zeros in all parts.</summary>
    private int Quiet(CellCursor?[] cursors, RowCursor[] rows, int cells)
    {
        var quiet = cells;
        for (var i = 0; i < rows.Length && quiet > 0; i++)
        {
            quiet = Math.Min(quiet, rows[i].Quiet);
        }
        for (current = 0; current < cursors.Length && quiet > 0; current++)
        {
            quiet = Math.Min(quiet, cursors[current]?.Quiet ?? quiet);
        }
        return quiet;
    }

    private void AddValues(ColumnFile[] files, int[] shape)
    {
        var (axis, years, keptFrom) = (shape[1], shape[2], shape[3]);
        var cells = shape[0] * (axis - keptFrom) * years;
        for (current = 0; current < files.Length; current++)
        {
            var width = files[current].Holds<int>(PartStore.Values) ? sizeof(int) : sizeof(long);
            if (files[current].Bytes(PartStore.Values).Length != (long)cells * parts[current].Replicates.Count * width)
            {
                throw new FormatException("values of another shape");
            }
        }
        if (values.Length != replicates)
        {
            values = new long[replicates];
        }
        var narrow = Array.ConvertAll(files, f => f.Holds<int>(PartStore.Values));
        var bytes = Array.ConvertAll(files, f => f.Lent(PartStore.Values));
        for (var cell = 0; cell < cells; cell++)
        {
            for (var part = 0; part < files.Length; part++)
            {
                var (first, count) = (parts[part].Replicates.First, parts[part].Replicates.Count);
                var target = values.AsSpan(first, count);
                if (narrow[part])
                {
                    var own = MemoryMarshal.Cast<byte, int>(bytes[part].Span).Slice(cell * count, count);
                    for (var i = 0; i < own.Length; i++)
                    {
                        target[i] = own[i];
                    }
                }
                else
                {
                    MemoryMarshal.Cast<byte, long>(bytes[part].Span).Slice(cell * count, count).CopyTo(target);
                }
            }
            var (row, year) = Math.DivRem(cell, years);
            var (area, position) = Math.DivRem(row, axis - keptFrom);
            columns.Put(area, position + keptFrom, year, values);
        }
    }
}
