using System.Buffers;

namespace Populatie.Analytics.Sources.Records;

/// <summary>A block of whole rows on its way to a row reader, which owns it until it is returned.</summary>
internal sealed class RowChunk(byte[] buffer, int length, long firstLine, TextEncoding encoding) : IDisposable
{
    /// <summary>Text in the first <see cref="Length"/> bytes; the reader may rewrite it in place.</summary>
    public byte[] Buffer { get; private set; } = buffer;

    public int Length { get; private set; } = length;

    /// <summary>1-based line of the file on which the first row begins.</summary>
    public long FirstLine { get; } = firstLine;

    public TextEncoding Encoding { get; } = encoding;

    /// <summary>Makes the text UTF-8, whatever it was.</summary>
    public void Decode(string file)
    {
        var text = Buffer.AsSpan(0, Length);
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
        var utf8 = ArrayPool<byte>.Shared.Rent(3 * Length);
        var written = TextEncodings.ToUtf8(text, utf8);
        if (written < 0)
        {
            var at = -1 - written;
            ArrayPool<byte>.Shared.Return(utf8);
            throw RecordFaults.NotUtf8(file, TextPlace.Of(text, at, FirstLine), text[at]);
        }
        ArrayPool<byte>.Shared.Return(Buffer);
        (Buffer, Length) = (utf8, written);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(Buffer);
}
