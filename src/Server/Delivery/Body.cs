using System.IO.Compression;
using System.Security.Cryptography;

namespace Populatie.Server.Delivery;

/// <summary>
/// An answer that does not change: its bytes, plain and compressed once and for all, and the strong ETag of each form. Immutable.
/// </summary>
internal sealed class Body
{
    /// <summary>Below so many bytes compression gains less than its header costs.</summary>
    private const int WorthCompressing = 512;

    /// <summary>Brotli's best that still takes milliseconds for a tile.</summary>
    private const int BrotliQuality = 7;
    private const int BrotliWindow = 20;
    private const int TagBytes = 12;

    private Body(string contentType, Form plain, Form? gzip, Form? brotli) =>
        (ContentType, Plain, Gzip, Brotli) = (contentType, plain, gzip, brotli);

    public string ContentType { get; }

    public Form Plain { get; }

    /// <summary>Null where it would not be smaller.</summary>
    public Form? Gzip { get; }

    public Form? Brotli { get; }

    /// <summary>Bytes held.</summary>
    public long Size => Plain.Bytes.LongLength + (Gzip?.Bytes.LongLength ?? 0) + (Brotli?.Bytes.LongLength ?? 0);

    /// <param name="bytes">Belongs to the body from now on.</param>
    /// <param name="contentType">As the header says it.</param>
    public static Body Of(byte[] bytes, string contentType)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes));
        var plain = new Form(bytes, $"\"{tag}\"", "");
        if (bytes.Length < WorthCompressing)
        {
            return new(contentType, plain, null, null);
        }
        return new(
            contentType,
            plain,
            Smaller(new(Zipped(bytes), $"\"{tag}-gz\"", "gzip"), bytes),
            Smaller(new(Brotlied(bytes), $"\"{tag}-br\"", "br"), bytes)
        );
    }

    private static Form? Smaller(Form form, byte[] than) => form.Bytes.Length < than.Length ? form : null;

    private static byte[] Zipped(byte[] bytes)
    {
        using var into = new MemoryStream();
        using (var zip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(bytes);
        }
        return into.ToArray();
    }

    private static byte[] Brotlied(byte[] bytes)
    {
        var into = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, into, out var length, BrotliQuality, BrotliWindow)
            ? into[..length]
            : bytes;
    }

    /// <summary>One way in which the bytes travel.</summary>
    /// <param name="Tag">Strong: other bytes, other tag.</param>
    /// <param name="Encoding">As the header says it; empty for plain bytes.</param>
    internal sealed record Form(byte[] Bytes, string Tag, string Encoding);
}
