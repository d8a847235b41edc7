using System.Text;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Rows as the text of the native layout, one line each, made as it is read: translated rows meet the same reader as
/// native ones. Read-only, forward only; not thread-safe.
/// </summary>
internal sealed class NativeStream : ForwardStream
{
    private readonly IEnumerator<DraftRow> rows;
    private readonly StringBuilder line = new(string.Join(',', RecordTokens.Columns) + "\n");
    private byte[] buffer = new byte[1 << 12];
    private int start;
    private int filled;

    public NativeStream(IEnumerable<DraftRow> rows)
    {
        this.rows = rows.GetEnumerator();
        Take();
    }

    /// <summary>Why the rows ended early; null when they did not.</summary>
    public Exception? Fault { get; private set; }

    /// <exception cref="IOException">The rows ended early; holds the reason, which the reader tells in its place.</exception>
    public override int Read(Span<byte> target)
    {
        var read = 0;
        while (read < target.Length && (start < filled || NextRow()))
        {
            var count = Math.Min(target.Length - read, filled - start);
            buffer.AsSpan(start, count).CopyTo(target[read..]);
            (read, start) = (read + count, start + count);
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rows.Dispose();
        }
        base.Dispose(disposing);
    }

    private bool NextRow()
    {
        try
        {
            if (!rows.MoveNext())
            {
                return false;
            }
        }
        catch (Exception fault)
        {
            // Whatever it is, it must reach the reader: a stream that just stops would look like the end of the rows.
            Fault = fault;
            throw new IOException("the translation ended early", fault);
        }
        line.Clear();
        foreach (var field in rows.Current.Fields)
        {
            Append(field);
            line.Append(',');
        }
        line[^1] = '\n';
        Take();
        return true;
    }

    private void Append(string field)
    {
        if (field.AsSpan().IndexOfAny("\",\r\n;") < 0)
        {
            line.Append(field);
            return;
        }
        // A line feed within a field would move the lines of all rows behind it.
        var plain = field.Replace("\"", "\"\"", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ');
        line.Append('"').Append(plain).Append('"');
    }

    private void Take()
    {
        var text = line.ToString();
        if (buffer.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
        {
            buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        }
        (start, filled) = (0, Encoding.UTF8.GetBytes(text, buffer));
    }
}
