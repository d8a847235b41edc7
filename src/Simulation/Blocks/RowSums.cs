using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Blocks;

/// <summary>Sums over rows of eight replicates. Whole numbers below 2⁵³, so their order changes no bit.</summary>
internal static class RowSums
{
    private const int Lanes = Block8.Size;

    /// <summary>into = one + other, element by element.</summary>
    /// <param name="into">Shape [Row, 8], as long as the others.</param>
    public static void Put(ReadOnlySpan<double> one, ReadOnlySpan<double> other, Span<double> into)
    {
        ref var a = ref MemoryMarshal.GetReference(one[..into.Length]);
        ref var b = ref MemoryMarshal.GetReference(other[..into.Length]);
        ref var sum = ref MemoryMarshal.GetReference(into);
        for (nuint i = 0; i + Lanes <= (nuint)into.Length; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref a, i) + Vector512.LoadUnsafe(ref b, i)).StoreUnsafe(ref sum, i);
        }
    }

    /// <summary>into += the sum of the rows.</summary>
    /// <param name="into">Shape [8].</param>
    /// <param name="rows">Shape [Row, 8].</param>
    public static void Add(Span<double> into, ReadOnlySpan<double> rows)
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        ref var target = ref MemoryMarshal.GetReference(into[..Lanes]);
        var sum = Vector512.LoadUnsafe(ref target);
        for (nuint i = 0; i + Lanes <= (nuint)rows.Length; i += Lanes)
        {
            sum += Vector512.LoadUnsafe(ref first, i);
        }
        sum.StoreUnsafe(ref target);
    }

    /// <summary>into −= values, element by element.</summary>
    /// <param name="into">Shape [Row, 8].</param>
    /// <param name="values">As long.</param>
    public static void Subtract(Span<double> into, ReadOnlySpan<double> values)
    {
        ref var target = ref MemoryMarshal.GetReference(into);
        ref var first = ref MemoryMarshal.GetReference(values[..into.Length]);
        for (nuint i = 0; i + Lanes <= (nuint)into.Length; i += Lanes)
        {
            (Vector512.LoadUnsafe(ref target, i) - Vector512.LoadUnsafe(ref first, i)).StoreUnsafe(ref target, i);
        }
    }
}
