using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Turns blocks of rows into columns. Kernels read a column at a time and decline the rows that are not as they expect;
/// those are read again with care, one by one and in their turn, and only there is anything set aside or counted as odd.
/// What comes out is what careful reading of all rows would give. Knows nothing of other blocks, so several readers can
/// work side by side. Not thread-safe: one per worker.
/// </summary>
internal sealed partial class RowReader
{
    private readonly string file;
    private readonly RecordHeading heading;
    private readonly FieldCutter cutter;
    private readonly RowTable rows;
    private readonly ColumnReader columns;
    private readonly ProductChecks products;
    private readonly PersonDigests persons;
    private readonly PersonDigests households;
    private readonly int delivered;
    private readonly int deliveredYear;
    private readonly bool careful;

    private RowChunk chunk = new();
    private RecordBatch batch = new();
    private int rowStart;
    private long row;
    private long line;
    private int lineAt;

    public RowReader(
        string file,
        RecordHeading heading,
        ProductChecks products,
        RecordSettings settings,
        ReadOnlySpan<byte> key
    )
    {
        (this.file, this.heading, this.products) = (file, heading, products);
        cutter = new FieldCutter(heading.Separator, heading.FieldCount);
        rows = new RowTable(heading.Separator, heading.FieldCount);
        persons = new PersonDigests(key, "person"u8);
        households = new PersonDigests(key, "household"u8);
        columns = new ColumnReader(heading, products, settings, persons.Hash, households.Hash);
        (delivered, deliveredYear) = (settings.Delivered.DayNumber, settings.Delivered.Year);
        careful = settings.Careful;
    }

    /// <summary>Reads a block of whole rows.</summary>
    /// <param name="first">Whether it is the first of the file.</param>
    /// <param name="into">What was in it is lost.</param>
    public void Read(RowChunk block, bool first, RecordBatch into)
    {
        block.Decode(file);
        (chunk, batch) = (block, into);
        rows.Find(block.Text);
        batch.Begin(rows.Count);
        var state = columns.Read(block.Text, rows, batch);
        if (careful)
        {
            state.Fill(RowState.Declined);
        }
        (line, lineAt) = (block.FirstLine, 0);
        for (var at = 0; at < rows.Count; )
        {
            at = (state[at] & RowState.Declined) == 0 ? TakeRun(at, state) : TakeDeclined(at, first);
        }
        batch.Rows = rows.Count;
    }

    /// <summary>Keeps the rows from <paramref name="from"/> on that no kernel declined.</summary>
    /// <returns>The first row after them.</returns>
    private int TakeRun(int from, ReadOnlySpan<byte> state)
    {
        var (to, seen) = (from, 0);
        while (to < state.Length && (state[to] & RowState.Declined) == 0)
        {
            seen |= state[to++];
        }
        batch.SawPoint |= (seen & RowState.Point) != 0;
        batch.SawComma |= (seen & RowState.Comma) != 0;
        batch.SawMetres |= (seen & RowState.Metres) != 0;
        batch.Synthetic |= (seen & RowState.Synthetic) != 0;
        RowChecks.Span(batch, from, to);
        if (batch.Uses.Count != from)
        {
            batch.Move(from, batch.Uses.Count, to - from);
        }
        batch.Uses.Count += to - from;
        return to;
    }

    /// <summary>Reads a row with care. The next row to be kept may overwrite its columns.</summary>
    private int TakeDeclined(int at, bool first)
    {
        var all = chunk.Text;
        rowStart = rows.StartOf(at);
        row = at + 1;
        line += all[lineAt..rowStart].Count((byte)'\n');
        var end = QuotedRow.End(all, rowStart, heading.Separator);
        lineAt = Math.Min(end + 1, all.Length);
        var lines = all[rowStart..lineAt].Count((byte)'\n');
        if (lineAt - rowStart > RowCutter.MostRowBytes)
        {
            throw RecordFaults.LongLine(file, line, RowCutter.MostRowBytes);
        }
        cutter.Cut(all, rowStart);
        if (first && row == 1 && cutter.Count == 1)
        {
            throw OneField(all[rowStart..lineAt]);
        }
        ReadRow(all);
        line += lines;
        return at + 1;
    }

    /// <summary>The first row says it all when the heading has another separator. Only what stands between is shown: the field may hold a person.</summary>
    private SourceFormatException OneField(ReadOnlySpan<byte> text)
    {
        var other = heading.Separator == ',' ? ';' : ',';
        var seen =
            text.Contains((byte)other) ? $"'{other}'"
            : text.Contains((byte)'\t') ? "tabs (\\t)"
            : "–";
        return RecordFaults.OtherSeparator(file, line, heading.Separator, seen);
    }
}
