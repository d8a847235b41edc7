namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// A block of whole rows and the room to work on it: a worker owns one and fills it again and again. Before and after the
/// text stand zeros, so that kernels may look a little past either end. Not thread-safe.
/// </summary>
internal sealed class RowChunk
{
    /// <summary>Zeros before and after the text.</summary>
    public const int Margin = 64;

    private byte[] buffer = new byte[(2 * Margin) + 1];
    private byte[] spare = [];

    /// <summary>Bytes of whole rows.</summary>
    public int Length { get; private set; }

    /// <summary>1-based line of the file on which the first row begins.</summary>
    public long FirstLine { get; private set; }

    public TextEncoding Encoding { get; private set; }

    /// <summary>The rows; the reader may rewrite them in place.</summary>
    public Span<byte> Text => buffer.AsSpan(Margin, Length);

    /// <summary>Room for at least so much text; what was there before is kept.</summary>
    public Span<byte> Room(int bytes)
    {
        if (buffer.Length < bytes + (2 * Margin))
        {
            Array.Resize(ref buffer, bytes + (bytes / 4) + (2 * Margin));
        }
        return buffer.AsSpan(Margin, bytes);
    }

    /// <summary>Says how much of the room is whole rows, and where they stand.</summary>
    public void Holds(int length, long firstLine, TextEncoding encoding)
    {
        (Length, FirstLine, Encoding) = (length, firstLine, encoding);
        buffer.AsSpan(Margin + length, Margin).Clear();
    }

    /// <summary>Makes the text UTF-8, whatever it was.</summary>
    public void Decode(string file)
    {
        var text = Text;
        if (Encoding == TextEncoding.Ascii)
        {
            return;
        }
        var high = TextEncodings.FirstHigh(text);
        if (high < 0)
        {
            return;
        }
        if (Encoding != TextEncoding.Windows1252)
        {
            var broken = TextEncodings.FirstInvalidUtf8(text);
            if (broken >= 0)
            {
                throw RecordFaults.NotUtf8(file, TextPlace.Of(text, broken, FirstLine), text[broken]);
            }
            return;
        }
        if (spare.Length < (3 * Length) + (2 * Margin))
        {
            spare = new byte[(3 * Length) + (2 * Margin)];
        }
        var written = TextEncodings.ToUtf8(text, spare.AsSpan(Margin));
        if (written < 0)
        {
            var at = -1 - written;
            throw RecordFaults.NotUtf8(file, TextPlace.Of(text, at, FirstLine), text[at]);
        }
        (buffer, spare) = (spare, buffer);
        Holds(written, FirstLine, Encoding);
    }
}
