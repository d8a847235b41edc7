using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>A spill space that needs no disk.</summary>
internal sealed class MemorySpill : ISpillSpace
{
    private readonly Lock door = new();
    private readonly MemoryStream bytes = new();

    public long Length => bytes.Length;

    public long Append(ReadOnlySpan<byte> more)
    {
        lock (door)
        {
            var offset = bytes.Length;
            bytes.Position = offset;
            bytes.Write(more);
            return offset;
        }
    }

    public void Read(long offset, Span<byte> into)
    {
        lock (door)
        {
            bytes.Position = offset;
            bytes.ReadExactly(into);
        }
    }
}
