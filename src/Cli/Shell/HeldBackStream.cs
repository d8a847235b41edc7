namespace Populatie.Cli.Shell;

/// <summary>
/// Holds what is written until it is released, or until it outgrows its limit; from then on it passes through. So a small
/// job that fails writes nothing, and a large one needs no memory for its output.
/// </summary>
internal sealed class HeldBackStream(Stream target, int limit) : Stream
{
    private MemoryStream? held = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Passes on what is held, and everything after it.</summary>
    public void Release()
    {
        if (held is not null)
        {
            held.WriteTo(target);
            held.Dispose();
            held = null;
        }
        target.Flush();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (held is not null && held.Length + count > limit)
        {
            Release();
        }
        (held ?? target).Write(buffer, offset, count);
    }

    public override void Flush()
    {
        if (held is null)
        {
            target.Flush();
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            held?.Dispose();
        }
        base.Dispose(disposing);
    }
}
