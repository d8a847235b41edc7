using System.Buffers;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Records;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>Where a column of a query goes in the text: its name there, and how it travels.</summary>
/// <param name="Name">Name in the heading; null for a point, which becomes <c>x</c> and <c>y</c>.</param>
internal sealed record CopyColumn(string? Name, CopyKind Kind);

/// <summary>
/// A query as a file of records: a heading and one line per row, made while rows come in, so that everything that reads a
/// file reads a database too. Line n + 1 is row n unless a text holds line feeds. Forward only; not thread-safe.
/// </summary>
internal sealed class CopyTextStream : ForwardStream
{
    private const int Enough = 1 << 16;
    private readonly PostgresSource source;
    private readonly PostgresSession session;
    private readonly IReadOnlyList<CopyColumn> columns;
    private readonly int absent;
    private readonly ArrayBufferWriter<byte> output = new(2 * Enough);
    private CopyRows? rows;
    private int taken;
    private bool ended;
    private Exception? end;

    /// <param name="absent">Columns of the layout that the query does not give; they are empty.</param>
    public CopyTextStream(
        PostgresSource source,
        PostgresSession session,
        IReadOnlyList<CopyColumn> columns,
        IReadOnlyCollection<string> absent
    )
    {
        (this.source, this.session, this.columns, this.absent) = (source, session, columns, absent.Count);
        var heading = string.Join(',', columns.Select(c => c.Name ?? "x,y").Concat(absent)) + "\n";
        output.Write(Encoding.UTF8.GetBytes(heading));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (taken == output.WrittenCount)
        {
            output.ResetWrittenCount();
            taken = 0;
        }
        try
        {
            while (!ended && end is null && output.WrittenCount - taken < Math.Min(Enough, buffer.Length))
            {
                rows ??= new CopyRows(source, await session.CopyAsync().ConfigureAwait(false), columns.Count);
                if (await rows.NextAsync(source.Cancellation).ConfigureAwait(false))
                {
                    WriteRow(rows);
                }
                else
                {
                    ended = true;
                }
            }
        }
        catch (Exception fault) when (fault is PopulatieException or OperationCanceledException)
        {
            end = fault;
        }
        catch (Exception fault) when (PostgresFaults.Is(fault) || fault is InvalidDataException)
        {
            end = PostgresFaults.Of(fault, source);
        }
        // What came before the fault is passed on first, so that the fault has its place behind the rows that were good.
        // The reader of records knows only streams that break; it looks inside for the reason.
        if (end is not null && taken == output.WrittenCount)
        {
            throw new IOException(end.Message, end);
        }
        var count = Math.Min(buffer.Length, output.WrittenCount - taken);
        output.WrittenMemory.Slice(taken, count).CopyTo(buffer);
        taken += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override int Read(Span<byte> buffer)
    {
        var bytes = new byte[buffer.Length];
        var count = Read(bytes, 0, bytes.Length);
        bytes.AsSpan(0, count).CopyTo(buffer);
        return count;
    }

    private void WriteRow(CopyRows row)
    {
        for (var field = 0; field < columns.Count; field++)
        {
            if (field > 0)
            {
                output.Write(","u8);
            }
            var kind = columns[field].Kind;
            if (row.IsNull(field))
            {
                output.Write(kind == CopyKind.Geometry ? ","u8 : ""u8);
            }
            else if (kind == CopyKind.Geometry)
            {
                CopyText.WritePoint(output, EwkbPoint.Read(source, row.Row, row.Field(field)));
            }
            else
            {
                CopyText.Write(output, kind, row.Field(field));
            }
        }
        for (var i = 0; i < absent; i++)
        {
            output.Write(","u8);
        }
        output.Write("\n"u8);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await session.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
