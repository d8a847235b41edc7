using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace Populatie.Server.Delivery;

/// <summary>
/// An answer that does not change: its bytes, plain, and compressed once and for all when that is first asked for, and the
/// strong ETag of each form. Thread-safe.
/// </summary>
internal sealed class Body
{
    /// <summary>Below so many bytes compression gains less than its header costs.</summary>
    private const int WorthCompressing = 512;

    /// <summary>Brotli's best that still takes milliseconds for a tile.</summary>
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 18;
    private const int TagBytes = 12;

    private readonly Lazy<Form?>? gzip;
    private readonly Lazy<Form?>? brotli;

    private Body(byte[] bytes, string contentType, byte[]? brotlied)
    {
        var tag = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, TagBytes));
        (ContentType, Plain) = (contentType, new(bytes, $"\"{tag}\"", ""));
        if (bytes.Length >= WorthCompressing)
        {
            gzip = new(() => Smaller(new(Zipped(bytes), $"\"{tag}-gz\"", "gzip"), bytes));
            brotli = new(() => Smaller(new(brotlied ?? Brotlied(bytes), $"\"{tag}-br\"", "br"), bytes));
        }
        (GzipTag, BrotliTag) = ($"\"{tag}-gz\"", $"\"{tag}-br\"");
    }

    public StringValues ContentType { get; }

    public Form Plain { get; }

    /// <summary>Null where it would not be smaller.</summary>
    public Form? Gzip => gzip?.Value;

    public Form? Brotli => brotli?.Value;

    /// <summary>Of a form that may not be made yet: who has it under this tag has this body.</summary>
    public string GzipTag { get; }

    public string BrotliTag { get; }

    /// <summary>Bytes held at most: no form is larger than the plain one, and they are rarely all three asked for.</summary>
    public long Size => 2 * Plain.Bytes.LongLength;

    /// <param name="bytes">Belongs to the body from now on.</param>
    /// <param name="contentType">As the header says it.</param>
    /// <param name="brotlied">The same, when it was compressed before.</param>
    public static Body Of(byte[] bytes, string contentType, byte[]? brotlied = null) =>
        new(bytes, contentType, brotlied);

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
    internal sealed record Form(byte[] Bytes, StringValues Tag, StringValues Encoding)
    {
        public bool IsPlain => StringValues.IsNullOrEmpty(Encoding);
    }
}
