using System.Buffers;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Cuts the text of a file into blocks of whole rows. A row ends at a line feed outside quotes; a quote opens only at the
/// start of a field. Holds at most one block and one row. Not thread-safe.
/// </summary>
internal sealed class RowCutter(string file, SourcePump pump, int chunkBytes)
{
    /// <summary>Longest row that is read; a longer one is a sign of another kind of file.</summary>
    public const int MostRowBytes = 1 << 20;

    private readonly QuoteScan scan = new();
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(chunkBytes);
    private int filled;
    private long line = 1;
    private bool ended;

    /// <summary>How the text is encoded, as far as it has shown.</summary>
    public TextEncoding Encoding { get; private set; }

    /// <summary>Reads the first line and with it the separator.</summary>
    public RecordHeading ReadHeading()
    {
        int end;
        while ((end = buffer.AsSpan(0, filled).IndexOf((byte)'\n')) < 0 && !ended)
        {
            if (filled > MostRowBytes)
            {
                throw RecordFaults.LongLine(file, 1, MostRowBytes);
            }
            Fill(filled + chunkBytes);
        }
        var text = buffer.AsSpan(0, end < 0 ? filled : end);
        var first = TakeMark(text);
        text = text[first..];
        if (text.IndexOf((byte)0) >= 0)
        {
            throw RecordFaults.NotText(file, "bytes that are not text", "bytes die geen tekst zijn");
        }
        if (text.EndsWith("\r"u8))
        {
            text = text[..^1];
        }
        if (text.Trim((byte)' ').IsEmpty)
        {
            ThrowWhenCutShort();
            throw RecordFaults.Empty(file);
        }
        Encoding = Decided(text, Encoding);
        var heading = RecordHeading.Parse(file, text);
        scan.Separator = heading.Separator;
        Keep(end < 0 ? filled : end + 1);
        line = 2;
        return heading;
    }

    /// <summary>The next block of whole rows, or null at the end of the file.</summary>
    public RowChunk? Next()
    {
        var rowsEnd = 0;
        var target = chunkBytes;
        while (rowsEnd == 0)
        {
            Fill(target);
            rowsEnd = scan.RowsEnd(buffer.AsSpan(0, filled));
            if (rowsEnd == 0 && ended)
            {
                ThrowWhenCutShort();
                if (filled == 0)
                {
                    return null;
                }
                rowsEnd = scan.InQuotes ? throw RecordFaults.OpenQuote(file, line) : filled;
            }
            else if (rowsEnd == 0 && filled > MostRowBytes)
            {
                throw RecordFaults.LongLine(file, line, MostRowBytes);
            }
            target = filled + chunkBytes;
        }
        Encoding = Decided(buffer.AsSpan(0, rowsEnd), Encoding);
        var chunk = new RowChunk(buffer, rowsEnd, line, Encoding);
        line += buffer.AsSpan(0, rowsEnd).Count((byte)'\n');
        var rest = buffer.AsSpan(rowsEnd, filled - rowsEnd);
        buffer = ArrayPool<byte>.Shared.Rent(Math.Max(chunkBytes, rest.Length));
        rest.CopyTo(buffer);
        filled = rest.Length;
        scan.Forget(rowsEnd);
        return chunk;
    }

    private void Keep(int from)
    {
        buffer.AsSpan(from, filled - from).CopyTo(buffer);
        filled -= from;
    }

    /// <summary>Reads on until the buffer holds <paramref name="target"/> bytes or the file ends.</summary>
    private void Fill(int target)
    {
        if (buffer.Length < target)
        {
            var larger = ArrayPool<byte>.Shared.Rent(target);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        while (filled < target && !ended)
        {
            if (!pump.Reader.TryRead(out var result))
            {
                result = pump.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
            }
            var text = result.Buffer.Slice(0, Math.Min(result.Buffer.Length, target - filled));
            text.CopyTo(buffer.AsSpan(filled));
            filled += (int)text.Length;
            ended = result.IsCompleted && text.Length == result.Buffer.Length;
            pump.Reader.AdvanceTo(text.End);
        }
    }

    /// <summary>Sees a byte order mark, and other kinds of file by their first bytes.</summary>
    private int TakeMark(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            Encoding = TextEncoding.Utf8WithMark;
            return 3;
        }
        if (text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw RecordFaults.NotText(file, "UTF-16", "UTF-16");
        }
        return text.StartsWith("PK\u0003\u0004"u8)
            ? throw RecordFaults.NotText(file, "a zip archive or workbook", "een zip-archief of werkmap")
            : 0;
    }

    private TextEncoding Decided(ReadOnlySpan<byte> text, TextEncoding sofar)
    {
        if (sofar != TextEncoding.Ascii || TextEncodings.FirstHigh(text) is not (>= 0 and var high))
        {
            return sofar;
        }
        return TextEncodings.Decide(text, high)
            ?? throw RecordFaults.NotUtf8(file, TextPlace.Of(text, high, line), text[high]);
    }

    private void ThrowWhenCutShort()
    {
        if (pump.Fault is { } fault)
        {
            throw RecordFaults.BadStream(file, line, pump.Gzip, fault);
        }
    }
}
