using System.Buffers;
using System.Text.Unicode;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Points;

/// <summary>Cuts a stream into a header and blocks of whole lines. Never holds more than a block and one line.</summary>
internal sealed class LineBlocks(Stream input, string file)
{
    private const int FirstRead = 1 << 14;
    private byte[] kept = [];
    private int keptLength;
    private bool ended;

    /// <summary>The first line, without byte order mark and line end.</summary>
    /// <exception cref="SourceFormatException">There is none, or it is too long or not UTF-8.</exception>
    public byte[] ReadHeader()
    {
        kept = new byte[FirstRead];
        while (keptLength < PointStream.LongestLine && !ended && kept.AsSpan(0, keptLength).IndexOf((byte)'\n') < 0)
        {
            if (keptLength == kept.Length)
            {
                Array.Resize(ref kept, Math.Min(2 * kept.Length, PointStream.LongestLine));
            }
            var read = ReadSome(kept.AsSpan(keptLength));
            keptLength += read;
            ended = read == 0;
        }
        var text = kept.AsSpan(0, keptLength);
        var end = text.IndexOf((byte)'\n');
        if (end < 0 && keptLength == PointStream.LongestLine)
        {
            throw PointStream.TooLong(file, 1);
        }
        var header = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
        header = header.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? header[3..] : header;
        if (header.Trim((byte)' ').Length == 0)
        {
            throw new SourceFormatException(
                file,
                1,
                1,
                keptLength == 0 ? new("an empty file", "een leeg bestand") : new("an empty line", "een lege regel"),
                new("a header with the columns x and y", "een kopregel met de kolommen x en y"),
                new("give a CSV with a header", "geef een CSV met een kopregel")
            );
        }
        if (!Utf8.IsValid(header))
        {
            throw PointStream.NotUtf8(file, 1, 1);
        }
        var copy = header.ToArray();
        Keep(end < 0 ? [] : text[(end + 1)..].ToArray());
        return copy;
    }

    /// <summary>Fills a block with whole lines; false at the end of the stream.</summary>
    public bool Read(PointBlock block, int size)
    {
        if (block.Text.Length < size + PointStream.LongestLine)
        {
            block.Text = ArrayPool<byte>.Shared.Rent(size + PointStream.LongestLine);
        }
        kept.AsSpan(0, keptLength).CopyTo(block.Text);
        var length = keptLength;
        while (length < size && !ended)
        {
            var read = ReadSome(block.Text.AsSpan(length, size - length));
            length += read;
            ended = read == 0;
        }
        if (length == 0)
        {
            return false;
        }
        var end = ended ? length : block.Text.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
        if (end == 0 || length - end > PointStream.LongestLine)
        {
            // The line under way is already too long: hand out its beginning, so that its number is told.
            end = length;
        }
        Keep(block.Text.AsSpan(end, length - end).ToArray());
        block.TextLength = end;
        return true;
    }

    private int ReadSome(Span<byte> into)
    {
        try
        {
            return input.Read(into);
        }
        catch (InvalidDataException cut)
        {
            throw new SourceFormatException(
                file,
                null,
                null,
                new(
                    "compressed text that ends early or is damaged",
                    "gecomprimeerde tekst die te vroeg eindigt of beschadigd is"
                ),
                new("a whole gzip file", "een heel gzip-bestand"),
                new("get the file again", "haal het bestand opnieuw op"),
                cut
            );
        }
    }

    private void Keep(byte[] rest) => (kept, keptLength) = (rest, rest.Length);
}
