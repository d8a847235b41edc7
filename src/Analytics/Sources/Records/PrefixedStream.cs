namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// A stream with a few bytes put back in front (what was read to see which kind it is), watched for the ends of gzip parts.
/// Read-only, forward only.
/// </summary>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest, bool watched) : ForwardStream
{
    private ReadOnlyMemory<byte> left = prefix;

    /// <summary>Bytes read so far.</summary>
    public long Bytes { get; private set; }

    public GzipWatch Watch { get; } = new();

    public override int Read(Span<byte> buffer)
    {
        if (left.IsEmpty)
        {
            return Seen(buffer, rest.Read(buffer));
        }
        var count = Math.Min(left.Length, buffer.Length);
        left.Span[..count].CopyTo(buffer);
        left = left[count..];
        return Seen(buffer, count);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!left.IsEmpty)
        {
            return Read(buffer.Span);
        }
        var count = await rest.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Seen(buffer.Span, count);
    }

    private int Seen(ReadOnlySpan<byte> buffer, int count)
    {
        Bytes += count;
        if (watched)
        {
            Watch.See(buffer[..count]);
        }
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }
        base.Dispose(disposing);
    }
}
