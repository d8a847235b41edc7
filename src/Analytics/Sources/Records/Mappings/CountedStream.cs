namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>A stream that knows how many bytes were read from it.</summary>
internal sealed class CountedStream(Stream source) : ForwardStream
{
    public long Bytes { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        Bytes += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }
        base.Dispose(disposing);
    }
}
