using System.IO.Compression;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// The text of a source as bytes: unpacks gzip (told by its first two bytes), digests what passes, and refuses what no
/// honest source is: text without end, a packed file that swells without bound, markup without end. Read-only, forward
/// only; not thread-safe.
/// </summary>
internal sealed class GuardedStream : ForwardStream
{
    /// <summary>Most text of one file.</summary>
    public const long MostBytes = 64L << 30;

    /// <summary>Most bytes from one <c>&lt;</c> to the next: what an XML reader might have to hold at once.</summary>
    private const long MostGap = 4L << 20;

    private readonly string file;
    private readonly PrefixedStream packed;
    private readonly CountedStream counted;
    private readonly Stream text;
    private readonly bool markup;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long gap;

    /// <param name="markup">Whether the text is XML.</param>
    public GuardedStream(RecordFile source, bool markup)
    {
        (file, this.markup) = (source.Name, markup);
        counted = new CountedStream(source.Open());
        var first = new byte[2];
        var length = counted.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        Gzip = length == 2 && first is [0x1F, 0x8B];
        packed = new PrefixedStream(first.AsMemory(0, length), counted, watched: Gzip);
        text = Gzip ? new GZipStream(packed, CompressionMode.Decompress) : packed;
    }

    public bool Gzip { get; }

    /// <summary>Bytes of text so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of the text so far, in hexadecimal.</summary>
    public string Digest => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <exception cref="SourceFormatException">The text is no honest one, or the packed file is damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = text.Read(buffer);
        }
        catch (IOException fault) when (fault.InnerException is PopulatieException)
        {
            // A source that knows better why it broke, such as a database.
            ExceptionDispatchInfo.Throw(fault.InnerException);
            throw;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            throw MappingFaults.Damaged(file, Gzip, fault);
        }
        if (count == 0)
        {
            if (Gzip && Bytes > 0 && !packed.Watch.AddsUpTo(Bytes))
            {
                throw MappingFaults.Damaged(file, gzip: true, null);
            }
            return 0;
        }
        hash.AppendData(buffer[..count]);
        Bytes += count;
        Check(buffer[..count]);
        return count;
    }

    private void Check(ReadOnlySpan<byte> block)
    {
        if (Bytes > MostBytes)
        {
            throw MappingFaults.TooLarge(file, MostBytes >> 30);
        }
        if (Gzip)
        {
            Swelling.Check(file, counted.Bytes, Bytes);
        }
        if (!markup)
        {
            return;
        }
        var (first, last) = (block.IndexOf((byte)'<'), block.LastIndexOf((byte)'<'));
        if (gap + (first < 0 ? block.Length : first) > MostGap)
        {
            throw MappingFaults.LongMarkup(file, MostGap >> 20);
        }
        gap = first < 0 ? gap + block.Length : block.Length - last;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            text.Dispose();
            packed.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }
}
