namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Cuts the text of a file into blocks of whole rows. A row ends at a line feed outside quotes; a quote opens only at the
/// start of a field. Keeps what follows the last whole row for the next block. Not thread-safe.
/// </summary>
internal sealed class RowCutter(string file, SourceText source, int chunkBytes, bool someColumns = false)
{
    /// <summary>Longest row that is read; a longer one is a sign of another kind of file.</summary>
    public const int MostRowBytes = 1 << 20;

    private readonly QuoteScan scan = new();
    private byte[] rest = [];
    private int kept;
    private long line = 1;
    private bool ended;

    /// <summary>How the text is encoded, as far as it has shown.</summary>
    public TextEncoding Encoding { get; private set; }

    /// <summary>Reads the first line and with it the separator.</summary>
    public RecordHeading ReadHeading()
    {
        var end = -1;
        while (end < 0 && !ended)
        {
            if (kept > MostRowBytes)
            {
                throw RecordFaults.LongLine(file, 1, MostRowBytes);
            }
            Array.Resize(ref rest, kept + chunkBytes);
            Read(rest.AsSpan(kept, chunkBytes), ref kept);
            end = rest.AsSpan(0, kept).IndexOf((byte)'\n');
        }
        var text = rest.AsSpan(0, end < 0 ? kept : end);
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
        var heading = RecordHeading.Parse(file, text, someColumns);
        scan.Separator = heading.Separator;
        Keep(rest.AsSpan(0, kept), end < 0 ? kept : end + 1);
        line = 2;
        return heading;
    }

    /// <summary>Fills the chunk with the next block of whole rows.</summary>
    /// <returns>False at the end of the file.</returns>
    public bool Next(RowChunk chunk)
    {
        var filled = kept;
        rest.AsSpan(0, kept).CopyTo(chunk.Room(kept));
        var rowsEnd = 0;
        while (rowsEnd == 0)
        {
            // What is already there may hold whole rows, but reading on is what keeps the blocks of one size.
            Read(chunk.Room(filled + chunkBytes)[filled..], ref filled);
            var text = chunk.Room(filled);
            rowsEnd = scan.RowsEnd(text);
            if (rowsEnd == 0 && ended)
            {
                ThrowWhenCutShort();
                if (filled == 0)
                {
                    return false;
                }
                rowsEnd = scan.InQuotes ? throw RecordFaults.OpenQuote(file, line) : filled;
            }
            else if (rowsEnd == 0 && filled > MostRowBytes)
            {
                throw RecordFaults.LongLine(file, line, MostRowBytes);
            }
        }
        Keep(chunk.Room(filled), rowsEnd);
        var rows = chunk.Room(filled)[..rowsEnd];
        Encoding = Decided(rows, Encoding);
        var firstLine = line;
        line += rows.Count((byte)'\n');
        scan.Forget(rowsEnd);
        chunk.Holds(rowsEnd, firstLine, Encoding);
        return true;
    }

    private void Keep(ReadOnlySpan<byte> text, int from)
    {
        var left = text[from..];
        if (rest.Length < left.Length)
        {
            rest = new byte[left.Length + chunkBytes];
        }
        left.CopyTo(rest);
        kept = left.Length;
    }

    private void Read(Span<byte> target, ref int filled)
    {
        var count = ended ? 0 : source.Read(target);
        ended |= count < target.Length;
        filled += count;
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
        if (source.Fault is { } fault)
        {
            throw RecordFaults.BadStream(file, line, source.Gzip, fault);
        }
    }
}
