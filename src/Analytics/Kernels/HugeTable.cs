using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Kernels;

/// <summary>
/// A table outside the collector's heap, on huge pages where the system gives them: reads all over a table of many
/// megabytes then find their page without a walk. Zero at first, and filled by whoever makes it.
/// Freed with the object, or before: hold on to it (<see cref="GC.KeepAlive"/>) while using <see cref="Span"/> or
/// <see cref="First"/>.
/// </summary>
internal sealed class HugeTable<T> : IDisposable
    where T : unmanaged
{
    private readonly HugeBlock block;

    public HugeTable(int length)
    {
        Length = length;
        block = new HugeBlock((nuint)ByteLength);
    }

    public HugeTable(ReadOnlySpan<T> values)
        : this(values.Length) => values.CopyTo(Span);

    public int Length { get; }

    public long ByteLength => (long)Length * Unsafe.SizeOf<T>();

    public unsafe Span<T> Span => new(First, Length);

    /// <summary>For inner loops that know their bounds. Up to 64 bytes past the end may be read: a wide load may overhang.</summary>
    public unsafe T* First => (T*)block.Address;

    /// <summary>Gives the memory back at once.</summary>
    public void Dispose() => block.Dispose();
}
