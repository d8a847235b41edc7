using System.Numerics;
using System.Runtime.InteropServices;

namespace Populatie.Simulation.Blocks;

/// <summary>Sums of whole numbers, many at once.</summary>
internal static class LongSums
{
    /// <summary>into += values, element by element; both of the same length. Sums stay far below 2⁶³: they count cents.</summary>
    public static void Add(Span<long> into, ReadOnlySpan<long> values)
    {
        var wide = MemoryMarshal.Cast<long, Vector<long>>(into);
        var wideValues = MemoryMarshal.Cast<long, Vector<long>>(values[..into.Length]);
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] += wideValues[i];
        }
        for (var i = wide.Length * Vector<long>.Count; i < into.Length; i++)
        {
            into[i] += values[i];
        }
    }
}
