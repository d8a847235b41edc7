using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Kernels;

/// <summary>Memory that begins on a cache line, and stays there: eight doubles then never straddle two lines.</summary>
internal static class LineAligned
{
    private const int Line = 64;

    /// <summary>An array that does not move, and the element from which <paramref name="length"/> lie aligned. Zeroed.</summary>
    internal static unsafe (T[] Array, int Start) Array<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateArray<T>(length + (Line / sizeof(T)), pinned: true);
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return (array, (int)((Line - (address % Line)) % Line) / sizeof(T));
    }

    /// <summary>The same as memory.</summary>
    internal static Memory<T> Memory<T>(int length)
        where T : unmanaged
    {
        var (array, start) = Array<T>(length);
        return array.AsMemory(start, length);
    }
}
