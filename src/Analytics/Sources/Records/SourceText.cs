using System.IO.Compression;
using System.Security.Cryptography;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// The text of a file, read when it is asked for: unpacks gzip (told by its first two bytes, not by its name) and digests
/// the text on the way. Not thread-safe.
/// </summary>
internal sealed class SourceText : IDisposable
{
    private readonly IncrementalHash? hash;
    private readonly PrefixedStream opened;
    private readonly Stream text;
    private readonly string file;
    private long bytes;

    /// <param name="digest">Whether to digest the text: that costs as much as a few columns.</param>
    public SourceText(RecordFile file, bool digest = true)
    {
        hash = digest ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
        this.file = file.Name;
        var source = file.Open();
        var first = new byte[2];
        var count = 0;
        try
        {
            count = source.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        }
        catch (IOException fault)
        {
            Fault = fault;
        }
        Gzip = count == 2 && first is [0x1F, 0x8B];
        opened = new PrefixedStream(first.AsMemory(0, count), source, watched: Gzip);
        text = Gzip ? new GZipStream(opened, CompressionMode.Decompress) : opened;
    }

    public bool Gzip { get; }

    /// <summary>Why the text ended early; null when it did not.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Bytes of text read so far, after unpacking. May be asked from any thread.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>SHA-256 of the text read so far, in hexadecimal; empty when it is not digested.</summary>
    public string Digest => hash is null ? "" : Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Fills the target as far as the text goes. A fault on the way ends the text; it is told by <see cref="Fault"/>.</summary>
    /// <returns>Bytes read: fewer than asked for only at the end.</returns>
    /// <exception cref="Faults.SourceFormatException">A packed file swells beyond what is honest.</exception>
    public int Read(Span<byte> target)
    {
        var filled = 0;
        try
        {
            while (filled < target.Length && Fault is null)
            {
                var count = text.Read(target[filled..]);
                if (count == 0)
                {
                    CheckLength(filled);
                    break;
                }
                filled += count;
                if (Gzip)
                {
                    Swelling.Check(file, opened.Bytes, Bytes + filled);
                }
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            // Told at the end of what could be read, so that the message can name a line.
            Fault = fault;
        }
        hash?.AppendData(target[..filled]);
        Interlocked.Add(ref bytes, filled);
        return filled;
    }

    public void Dispose()
    {
        text.Dispose();
        opened.Dispose();
        hash?.Dispose();
    }

    private void CheckLength(int pending)
    {
        if (Gzip && !opened.Watch.AddsUpTo(Bytes + pending))
        {
            Fault = new InvalidDataException("the lengths in the gzip file do not add up to its text");
        }
    }
}
