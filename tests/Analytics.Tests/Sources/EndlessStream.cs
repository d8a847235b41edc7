namespace Populatie.Analytics.Tests.Sources;

/// <summary>The same bytes over and over, after some others; it counts what was taken from it. Never ends.</summary>
internal sealed class EndlessStream(byte[] begin, byte[] again) : Stream
{
    private int at;

    public long Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = at < begin.Length ? begin[at] : again[(at - begin.Length) % again.Length];
            at = at + 1 == begin.Length + again.Length ? begin.Length : at + 1;
        }
        Taken += buffer.Length;
        return buffer.Length;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
