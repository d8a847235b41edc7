namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Cuts one row into fields. Doubled quotes are undone in place, so that every field is one stretch of the text. Spaces
/// around a field do not count. Not thread-safe.
/// </summary>
internal sealed class FieldCutter(byte separator, int fieldCount)
{
    private readonly (int Start, int Length)[] fields = new (int, int)[fieldCount];

    /// <summary>Fields of the row; can be more than <see cref="Field"/> can give.</summary>
    public int Count { get; private set; }

    /// <summary>Whether text stood between a closing quote and the next separator.</summary>
    public bool BadQuote { get; private set; }

    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> text, int field) =>
        text.Slice(fields[field].Start, fields[field].Length);

    /// <summary>1-based byte column of a field within its row; the row begins at <paramref name="rowStart"/>.</summary>
    public int ColumnOf(int field, int rowStart) => fields[field].Start - rowStart + 1;

    /// <summary>Cuts the row that begins at <paramref name="at"/>.</summary>
    /// <returns>Where the next row begins.</returns>
    public int Cut(Span<byte> text, int at)
    {
        Count = 0;
        BadQuote = false;
        while (true)
        {
            var (start, length, end) = at < text.Length && text[at] == '"' ? CutQuoted(text, at) : CutPlain(text, at);
            if (Count < fields.Length)
            {
                fields[Count] = Trimmed(text, start, length);
            }
            Count++;
            if (end >= text.Length || text[end] == '\n')
            {
                return Math.Min(end + 1, text.Length);
            }
            at = end + 1;
        }
    }

    private (int Start, int Length, int End) CutPlain(ReadOnlySpan<byte> text, int at)
    {
        var length = text[at..].IndexOfAny(separator, (byte)'\n');
        var end = length < 0 ? text.Length : at + length;
        var last = end > at && text[end - 1] == '\r' && (end == text.Length || text[end] == '\n') ? end - 1 : end;
        return (at, last - at, end);
    }

    private (int Start, int Length, int End) CutQuoted(Span<byte> text, int at)
    {
        var start = at + 1;
        var write = start;
        var read = start;
        while (true)
        {
            var quote = text[read..].IndexOf((byte)'"');
            var stop = quote < 0 ? text.Length : read + quote;
            var piece = text[read..stop];
            if (write != read)
            {
                piece.CopyTo(text[write..]);
            }
            write += piece.Length;
            if (stop + 1 >= text.Length || text[stop + 1] != '"')
            {
                read = Math.Min(stop + 1, text.Length);
                break;
            }
            text[write++] = (byte)'"';
            read = stop + 2;
        }
        var (_, extra, end) = CutPlain(text, read);
        BadQuote |= extra > 0 && !text.Slice(read, extra).Trim((byte)' ').IsEmpty;
        return (start, write - start, end);
    }

    private static (int Start, int Length) Trimmed(ReadOnlySpan<byte> text, int start, int length)
    {
        while (length > 0 && text[start] == ' ')
        {
            start++;
            length--;
        }
        while (length > 0 && text[start + length - 1] == ' ')
        {
            length--;
        }
        return (start, length);
    }
}
