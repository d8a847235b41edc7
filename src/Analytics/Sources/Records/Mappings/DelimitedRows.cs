namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Rows of a delimited text, one at a time: any of <c>; , |</c> and tab, quotes at the start of a field, UTF-8 or
/// Windows-1252. Holds one row and one block. Not thread-safe.
/// </summary>
internal sealed class DelimitedRows(string file, Stream stream, DelimitedLayout layout)
{
    /// <summary>Longest row that is read; a longer one is a sign of another kind of file.</summary>
    public const int MostRowBytes = 1 << 20;

    private const string Separators = ";,|\t";
    private readonly List<(int Start, int Length)> fields = [];
    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int filled;
    private bool ended;
    private bool begun;
    private long nextLine = 1;
    private char[] text = new char[1 << 10];

    /// <summary>1-based line on which the row begins.</summary>
    public long Line { get; private set; }

    public int Count => fields.Count;

    /// <summary>Whether text follows a closing quote in the row: its fields cannot be trusted.</summary>
    public bool BadQuote { get; private set; }

    public char Separator { get; private set; } = layout.Separator ?? ';';

    public TextEncoding Encoding { get; private set; } = layout.Encoding;

    public ReadOnlySpan<char> this[int field] => text.AsSpan(fields[field].Start, fields[field].Length);

    /// <summary>Reads the next row that is not blank.</summary>
    /// <exception cref="Faults.SourceFormatException">The text is none, or a row has no end.</exception>
    public bool Next()
    {
        while (true)
        {
            var length = RowLength();
            if (length == 0)
            {
                return false;
            }
            Line = nextLine;
            var row = buffer.AsSpan(start, length);
            nextLine += row.Count((byte)'\n');
            start += length;
            row = row.TrimEnd("\r\n"u8);
            if (!row.Trim((byte)' ').IsEmpty)
            {
                Cut(Decode(row));
                return true;
            }
        }
    }

    /// <summary>Length of the next row with its line end; 0 at the end of the text.</summary>
    private int RowLength()
    {
        if (!begun)
        {
            Begin();
        }
        var (at, quoted, closing, fresh) = (0, false, false, true);
        while (true)
        {
            var rest = buffer.AsSpan(start, filled - start);
            for (; at < rest.Length; at++)
            {
                var value = rest[at];
                if (quoted)
                {
                    // The second quote of a doubled one opens again at once: it comes to the same.
                    quoted = value != '"';
                    closing = !quoted;
                }
                else if (value == '\n')
                {
                    return at + 1;
                }
                else
                {
                    quoted = value == '"' && (fresh || closing);
                    (closing, fresh) = (false, value == Separator);
                }
            }
            if (at > MostRowBytes)
            {
                throw RecordFaults.LongLine(file, nextLine, MostRowBytes);
            }
            if (ended)
            {
                return quoted ? throw RecordFaults.OpenQuote(file, nextLine) : at;
            }
            Fill();
        }
    }

    /// <summary>Sees what kind of file it is, and in the heading which separator it has.</summary>
    private void Begin()
    {
        begun = true;
        while (!ended && filled < MostRowBytes && buffer.AsSpan(0, filled).IndexOf((byte)'\n') < 0)
        {
            Fill();
        }
        var all = buffer.AsSpan(0, filled);
        if (all.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            start = 3;
            Encoding = TextEncoding.Utf8WithMark;
        }
        if (all.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || all.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            throw RecordFaults.NotText(file, "UTF-16", "UTF-16");
        }
        if (all.StartsWith("PK\u0003\u0004"u8))
        {
            throw RecordFaults.NotText(file, "a zip archive or workbook", "een zip-archief of werkmap");
        }
        var end = all.IndexOf((byte)'\n');
        var first = all[start..(end < 0 ? filled : end)];
        if (first.IndexOf((byte)0) >= 0)
        {
            throw RecordFaults.NotText(file, "bytes that are not text", "bytes die geen tekst zijn");
        }
        if (layout.Separator is null)
        {
            foreach (var separator in Separators)
            {
                Separator = first.Count((byte)separator) > first.Count((byte)Separator) ? separator : Separator;
            }
        }
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            (filled, start) = (filled - start, 0);
        }
        if (filled == buffer.Length)
        {
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        var count = stream.Read(buffer.AsSpan(filled));
        filled += count;
        ended = count == 0;
    }

    private int Decode(ReadOnlySpan<byte> row)
    {
        if (text.Length < row.Length)
        {
            text = new char[2 * row.Length];
        }
        var high = TextEncodings.FirstHigh(row);
        if (high < 0)
        {
            return System.Text.Encoding.ASCII.GetChars(row, text);
        }
        if (Encoding == TextEncoding.Ascii)
        {
            Encoding = TextEncodings.Decide(row, high) ?? throw Broken(row, high, "UTF-8 / Windows-1252");
        }
        if (Encoding != TextEncoding.Windows1252)
        {
            return TextEncodings.FirstInvalidUtf8(row) is >= 0 and var broken
                ? throw Broken(row, broken, "UTF-8")
                : System.Text.Encoding.UTF8.GetChars(row, text);
        }
        var utf8 = new byte[3 * row.Length];
        var written = TextEncodings.ToUtf8(row, utf8);
        return written < 0
            ? throw Broken(row, -1 - written, "Windows-1252")
            : System.Text.Encoding.UTF8.GetChars(utf8.AsSpan(0, written), text);
    }

    private Faults.SourceFormatException Broken(ReadOnlySpan<byte> row, int at, string expected)
    {
        var place = TextPlace.Of(row, at, Line);
        return MappingFaults.Encoding(file, place.Line, place.Column, expected);
    }

    /// <summary>Cuts a row into fields; quotes are taken off in place, so that a field stays one piece.</summary>
    private void Cut(int length)
    {
        fields.Clear();
        BadQuote = false;
        var read = 0;
        while (true)
        {
            var (begin, write) = (read, read);
            if (read < length && text[read] == '"')
            {
                read++;
                while (read < length && (text[read] != '"' || (read + 1 < length && text[read + 1] == '"')))
                {
                    read += text[read] == '"' ? 1 : 0;
                    text[write++] = text[read++];
                }
                read++;
                BadQuote |= read < length && text[read] != Separator;
            }
            while (read < length && text[read] != Separator)
            {
                text[write++] = text[read++];
            }
            Add(begin, write);
            if (read >= length)
            {
                return;
            }
            read++;
        }
    }

    private void Add(int begin, int end)
    {
        while (begin < end && text[begin] is ' ' or '\u00A0')
        {
            begin++;
        }
        while (end > begin && text[end - 1] is ' ' or '\u00A0')
        {
            end--;
        }
        fields.Add((begin, end - begin));
    }
}

/// <summary>What is known beforehand of a delimited text.</summary>
/// <param name="Separator">Null: the one that the first line has most of.</param>
/// <param name="Encoding"><see cref="TextEncoding.Ascii"/>: the first byte above 127 decides.</param>
internal sealed record DelimitedLayout(char? Separator = null, TextEncoding Encoding = TextEncoding.Ascii);
