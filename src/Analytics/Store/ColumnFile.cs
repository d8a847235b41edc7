using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>
/// Named columns of numbers with a JSON heading, in one file: how every artefact is kept. Layout: the magic
/// <c>POPCOL1\n</c>; the heading's length (u32, little-endian); the heading (UTF-8 JSON: <c>meta</c>, and per column name,
/// type and count); the columns, each padded to 64 bytes; SHA-256 of all that goes before. The same values give the same bytes.
/// </summary>
public sealed class ColumnFile
{
    private const int Alignment = 64;
    private const int DigestLength = 32;

    private static readonly Bilingual Mismatch = new(
        "bytes that do not match their digest",
        "bytes die niet bij hun digest passen"
    );

    private static readonly byte[] Magic = Encoding.ASCII.GetBytes("POPCOL1\n");
    private readonly SortedDictionary<string, (string Type, ReadOnlyMemory<byte> Bytes)> columns = new(
        StringComparer.Ordinal
    );
    private readonly SortedDictionary<string, string> meta = new(StringComparer.Ordinal);

    /// <summary>Short texts that travel with the columns; JSON where they are structured.</summary>
    public IDictionary<string, string> Meta => meta;

    public IEnumerable<string> Names => columns.Keys;

    public void Add<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged => columns.Add(name, (TypeName<T>(), MemoryMarshal.AsBytes(values).ToArray()));

    /// <summary>Adds a column that is not copied: its bytes stay as they are for as long as this is used.</summary>
    public void Lend<T>(string name, ReadOnlyMemory<byte> bytes)
        where T : unmanaged => columns.Add(name, (TypeName<T>(), bytes));

    /// <summary>A copy of a column.</summary>
    public T[] Get<T>(string name)
        where T : unmanaged
    {
        if (!columns.TryGetValue(name, out var column))
        {
            throw new KeyNotFoundException($"no column {name}");
        }
        if (!string.Equals(column.Type, TypeName<T>(), StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"column {name} holds {column.Type}, not {TypeName<T>()}");
        }
        return MemoryMarshal.Cast<byte, T>(column.Bytes.Span).ToArray();
    }

    /// <summary>The same, and lets go of the column: for large files of which nothing is asked twice.</summary>
    public T[] Take<T>(string name)
        where T : unmanaged
    {
        var values = Get<T>(name);
        columns.Remove(name);
        return values;
    }

    /// <summary>The bytes of a column as they stand in the file.</summary>
    public ReadOnlySpan<byte> Bytes(string name) => Lent(name).Span;

    /// <summary>The same, as long as what they were read into is left alone.</summary>
    public ReadOnlyMemory<byte> Lent(string name) => columns[name].Bytes;

    /// <summary>Whether a column holds numbers of this type.</summary>
    public bool Holds<T>(string name)
        where T : unmanaged => string.Equals(columns[name].Type, TypeName<T>(), StringComparison.Ordinal);

    public bool Has(string name) => columns.ContainsKey(name);

    /// <summary>Writes the file and syncs it to disk. The caller publishes it by renaming.</summary>
    public void Write(string path)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        Write(stream);
        stream.Flush(flushToDisk: true);
    }

    internal void Write(Stream stream)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            stream.Write(bytes);
            digest.AppendData(bytes);
        }

        Put(Magic);
        var heading = Heading();
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)heading.Length);
        Put(length);
        Put(heading);
        Span<byte> padding = stackalloc byte[Alignment];
        padding.Clear();
        foreach (var (_, bytes) in columns.Values)
        {
            Put(bytes.Span);
            Put(padding[..Padding(bytes.Length)]);
        }
        stream.Write(digest.GetHashAndReset());
    }

    /// <summary>Reads a file and checks its digest. Needs no more memory than the columns do.</summary>
    /// <exception cref="SourceFormatException">The file is not one of ours, was cut short, or was changed.</exception>
    public static ColumnFile Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        return Read(stream, path);
    }

    /// <summary>The same into room that is used again: what was read before into it is gone.</summary>
    /// <param name="room">Made larger where it is too small.</param>
    /// <exception cref="SourceFormatException">The file is not one of ours, was cut short, or was changed.</exception>
    public static ColumnFile Read(string path, ref byte[] room)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        if (length > Array.MaxLength)
        {
            return Read(path);
        }
        if (room.Length < length)
        {
            room = GC.AllocateUninitializedArray<byte>((int)Math.Min(Array.MaxLength, length + (length / 8)));
        }
        var (bytes, end) = (room.AsMemory(0, (int)length), 0);
        while (end < bytes.Length && RandomAccess.Read(handle, bytes.Span[end..], end) is var more and > 0)
        {
            end += more;
        }
        var at = Magic.Length + sizeof(uint);
        if (end < at + DigestLength || !bytes.Span.StartsWith(Magic))
        {
            throw Damaged(path, new("another kind of file", "een ander soort bestand"));
        }
        var content = bytes[..(end - DigestLength)];
        if (!SHA256.HashData(content.Span).AsSpan().SequenceEqual(bytes.Span[content.Length..end]))
        {
            throw Damaged(path, Mismatch);
        }
        return Parse(
            path,
            BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[Magic.Length..]),
            length =>
            {
                at += checked((int)length);
                return content[(at - (int)length)..at];
            }
        );
    }

    /// <summary>Reads a file and makes of it what it holds.</summary>
    /// <param name="make">Whatever it throws is told as damage: a file of ours whose parts do not fit together.</param>
    /// <exception cref="SourceFormatException">The file is not one of ours, is damaged, or its parts do not fit.</exception>
    public static T Read<T>(string path, Func<ColumnFile, T> make) => Fitted(path, () => make(Read(path)));

    /// <summary>What to throw when the parts of a file of ours do not fit together.</summary>
    internal static SourceFormatException NotFitting(string path, Exception fault) =>
        // Its digest holds: another version wrote it, or a hand did.
        Damaged(path, new("parts that do not fit together", "delen die niet bij elkaar passen"), fault);

    internal static T Fitted<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is not PopulatieException && !MachineFaults.Knows(fault))
        {
            throw NotFitting(path, fault);
        }
    }

    /// <summary>The same from a stream that knows its length.</summary>
    internal static ColumnFile Read(Stream stream, string path)
    {
        var start = Magic.Length + sizeof(uint);
        var begin = new byte[Math.Min(start, stream.Length)];
        stream.ReadExactly(begin);
        if (stream.Length < start + DigestLength || !begin.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw Damaged(path, new("another kind of file", "een ander soort bestand"));
        }
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(begin);
        ReadOnlyMemory<byte> Take(long length)
        {
            // Until the digest is known to hold, no length that the file tells is to be trusted.
            if (length < 0 || length > stream.Length - stream.Position - DigestLength)
            {
                throw Damaged(path, Mismatch);
            }
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            digest.AppendData(bytes);
            return bytes;
        }

        var file = Parse(path, BinaryPrimitives.ReadUInt32LittleEndian(begin.AsSpan(Magic.Length)), Take);
        Take(stream.Length - stream.Position - DigestLength);
        Span<byte> written = stackalloc byte[DigestLength];
        stream.ReadExactly(written);
        return digest.GetHashAndReset().AsSpan().SequenceEqual(written) ? file : throw Damaged(path, Mismatch);
    }

    /// <param name="headingLength">Of the heading, which is taken first.</param>
    /// <param name="take">The next bytes.</param>
    private static ColumnFile Parse(string path, long headingLength, Func<long, ReadOnlyMemory<byte>> take)
    {
        var file = new ColumnFile();
        try
        {
            using var heading = JsonDocument.Parse(take(headingLength));
            foreach (var entry in heading.RootElement.GetProperty("meta").EnumerateObject())
            {
                file.meta.Add(entry.Name, entry.Value.GetString()!);
            }
            foreach (var column in heading.RootElement.GetProperty("columns").EnumerateArray())
            {
                var bytes = take(column.GetProperty("bytes").GetInt32());
                file.columns.Add(
                    column.GetProperty("name").GetString()!,
                    (column.GetProperty("type").GetString()!, bytes)
                );
                take(Padding(bytes.Length));
            }
        }
        catch (Exception fault)
            when (fault
                    is JsonException
                        or KeyNotFoundException
                        or InvalidOperationException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw Damaged(path, Mismatch);
        }
        return file;
    }

    private static int Padding(int length) => (Alignment - (length % Alignment)) % Alignment;

    private static string TypeName<T>() => typeof(T).Name;

    private static SourceFormatException Damaged(string path, Bilingual found, Exception? fault = null) =>
        new(
            path,
            null,
            null,
            found,
            new("an intact Populatie column file", "een gaaf kolombestand van Populatie"),
            new("make the artefact again", "maak het artefact opnieuw"),
            fault
        );

    private byte[] Heading()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("meta");
            foreach (var (key, value) in meta)
            {
                json.WriteString(key, value);
            }
            json.WriteEndObject();
            json.WriteStartArray("columns");
            foreach (var (name, (type, bytes)) in columns)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("type", type);
                json.WriteNumber("bytes", bytes.Length);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }
}
