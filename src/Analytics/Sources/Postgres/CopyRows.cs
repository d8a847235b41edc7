using System.Buffers.Binary;

namespace Populatie.Analytics.Sources.Postgres;

/// <summary>
/// The rows of a binary copy, one at a time: a signature, then per row the number of fields and per field its length and
/// bytes, then −1. Holds one row. Not thread-safe.
/// </summary>
internal sealed class CopyRows(PostgresSource source, Stream stream, int fields, int most = CopyRows.MostRecordBytes)
{
    /// <summary>As for a row of a file of records.</summary>
    public const int MostRecordBytes = 1 << 20;

    /// <summary>A boundary in centimetres may take some room.</summary>
    public const int MostShapeBytes = 1 << 26;

    private const int Unknown = -1;
    private const int HeadBytes = 19;
    private readonly (int Start, int Length)[] places = new (int, int)[fields];
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int filled;
    private bool begun;

    /// <summary>Rows so far.</summary>
    public long Row { get; private set; }

    /// <summary>Whether a field of the present row is NULL.</summary>
    public bool IsNull(int field) => places[field].Length == Unknown;

    public ReadOnlySpan<byte> Field(int field) => buffer.AsSpan(places[field].Start, places[field].Length);

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last.</returns>
    /// <exception cref="Faults.PopulatieException">The rows end before their end, or one is too long.</exception>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var (size, last) = Measure(buffer.AsSpan(from, filled - from));
            if (last)
            {
                return false;
            }
            if (size > 0)
            {
                from += size;
                Row++;
                return true;
            }
            await FillAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the fields of the row that begins here.</summary>
    /// <returns>Its size, 0 when not all of it is here yet; and whether the end of all rows is.</returns>
    private (int Size, bool Last) Measure(ReadOnlySpan<byte> text)
    {
        var at = 0;
        if (!begun)
        {
            if (text.Length < HeadBytes)
            {
                return (0, false);
            }
            if (!text.StartsWith("PGCOPY\n"u8))
            {
                throw new InvalidDataException("not a binary copy");
            }
            var extension = BinaryPrimitives.ReadInt32BigEndian(text[15..]);
            if (text.Length < HeadBytes + extension)
            {
                return (0, false);
            }
            begun = true;
            from += HeadBytes + extension;
            text = text[(HeadBytes + extension)..];
        }
        if (text.Length < 2)
        {
            return (0, false);
        }
        var count = BinaryPrimitives.ReadInt16BigEndian(text);
        if (count < 0)
        {
            return (0, true);
        }
        if (count != places.Length)
        {
            throw new InvalidDataException($"{count} fields where {places.Length} are due");
        }
        at += 2;
        for (var field = 0; field < places.Length; field++)
        {
            if (text.Length < at + 4)
            {
                return (0, false);
            }
            var length = BinaryPrimitives.ReadInt32BigEndian(text[at..]);
            at += 4;
            if (length > most)
            {
                throw TooLong();
            }
            places[field] = (from + at, length);
            at += Math.Max(length, 0);
            if (text.Length < at)
            {
                return (0, false);
            }
        }
        return (at, false);
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (from > 0)
        {
            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            (from, filled) = (0, filled - from);
        }
        if (filled == buffer.Length)
        {
            if (buffer.Length > most)
            {
                throw TooLong();
            }
            Array.Resize(ref buffer, 2 * buffer.Length);
        }
        var count = await stream.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
        if (count == 0)
        {
            throw PostgresFaults.Lost(source);
        }
        filled += count;
    }

    private Faults.SourceFormatException TooLong() =>
        new(
            source.Name,
            Row + 1,
            null,
            new($"a row of more than {most} bytes", $"een regel van meer dan {most} bytes"),
            new($"rows of at most {most} bytes", $"regels van hoogstens {most} bytes"),
            new("leave the large column out of the query", "laat de grote kolom weg uit de query")
        );
}
