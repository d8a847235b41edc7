using System.IO.Compression;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// Reads a file ahead of its reader, unpacks gzip (told by its first two bytes, not by its name) and digests the text on
/// the way. At most <see cref="AheadBytes"/> wait in the pipe, however large the file. Use from one reader.
/// </summary>
internal sealed class SourcePump : IDisposable
{
    public const int AheadBytes = 8 << 20;
    private const int BlockBytes = 256 << 10;
    private readonly Pipe pipe = new(
        new PipeOptions(
            pauseWriterThreshold: AheadBytes,
            resumeWriterThreshold: AheadBytes / 2,
            minimumSegmentSize: BlockBytes,
            useSynchronizationContext: false
        )
    );
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Task pumping;
    private long bytes;

    public SourcePump(RecordFile file)
    {
        var stream = file.Open();
        pumping = Task.Run(() => PumpAsync(stream));
    }

    public PipeReader Reader => pipe.Reader;

    public bool Gzip { get; private set; }

    /// <summary>Why the text ended early; null when it did not. Known once the reader has seen the end.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Bytes of text read so far, after unpacking.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>SHA-256 of the text, in hexadecimal. Known once the reader has seen the end.</summary>
    public string Digest => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose()
    {
        pipe.Reader.Complete();
        pumping.GetAwaiter().GetResult();
        hash.Dispose();
    }

    private async Task PumpAsync(Stream source)
    {
        var writer = pipe.Writer;
        try
        {
            await using var opened = await OpenedAsync(source).ConfigureAwait(false);
            await using var text = Gzip ? new GZipStream(opened, CompressionMode.Decompress) : (Stream)opened;
            while (true)
            {
                var block = writer.GetMemory(BlockBytes);
                var count = await text.ReadAsync(block).ConfigureAwait(false);
                if (count == 0)
                {
                    CheckLength(opened);
                    break;
                }
                hash.AppendData(block.Span[..count]);
                Interlocked.Add(ref bytes, count);
                writer.Advance(count);
                if ((await writer.FlushAsync().ConfigureAwait(false)).IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            // Told to the reader at the end of what could be read, so that the message can name a line.
            Fault = fault;
        }
        await writer.CompleteAsync().ConfigureAwait(false);
    }

    private async Task<PrefixedStream> OpenedAsync(Stream source)
    {
        var first = new byte[2];
        var count = await source.ReadAtLeastAsync(first, 2, throwOnEndOfStream: false).ConfigureAwait(false);
        Gzip = count == 2 && first is [0x1F, 0x8B];
        return new PrefixedStream(first.AsMemory(0, count), source, watched: Gzip);
    }

    private void CheckLength(PrefixedStream packed)
    {
        if (Gzip && !packed.Watch.AddsUpTo(Bytes))
        {
            Fault = new InvalidDataException("the lengths in the gzip file do not add up to its text");
        }
    }
}
