using System.Buffers;
using System.IO.Compression;

namespace Populatie.Analytics.Synthesis;

/// <summary>A piece of the file: whole rows in the native layout, as bytes. Dispose gives the room back.</summary>
public sealed class RowChunk : IDisposable
{
    private byte[]? bytes;
    private readonly int length;

    /// <param name="bytes">From the shared pool; goes back to it.</param>
    internal RowChunk(byte[] bytes, int length, int rows) => (this.bytes, this.length, Rows) = (bytes, length, rows);

    public int Rows { get; }

    public ReadOnlyMemory<byte> Bytes => bytes.AsMemory(0, length);

    /// <summary>The same rows as one gzip member. Disposes this one.</summary>
    public RowChunk Compressed()
    {
        using var given = this;
        using var packed = new MemoryStream(length / 4);
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Bytes.Span);
        }
        var copy = ArrayPool<byte>.Shared.Rent((int)packed.Length);
        packed.GetBuffer().AsSpan(0, (int)packed.Length).CopyTo(copy);
        return new RowChunk(copy, (int)packed.Length, Rows);
    }

    public void Dispose()
    {
        if (bytes is { } given)
        {
            bytes = null;
            ArrayPool<byte>.Shared.Return(given);
        }
    }
}
