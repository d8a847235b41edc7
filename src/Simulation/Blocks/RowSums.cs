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

    /// <summary>into += factor × the sum of the rows of both.</summary>
    /// <param name="into">Shape [8].</param>
    /// <param name="one">Shape [Row, 8].</param>
    /// <param name="other">Shape [Row, 8].</param>
    public static void AddTimes(Span<double> into, ReadOnlySpan<double> one, ReadOnlySpan<double> other, double factor)
    {
        ref var a = ref MemoryMarshal.GetReference(one);
        ref var b = ref MemoryMarshal.GetReference(other[..one.Length]);
        ref var target = ref MemoryMarshal.GetReference(into[..Lanes]);
        var sum = Vector512<double>.Zero;
        for (nuint i = 0; i + Lanes <= (nuint)one.Length; i += Lanes)
        {
            sum += Vector512.LoadUnsafe(ref a, i) + Vector512.LoadUnsafe(ref b, i);
        }
        (Vector512.LoadUnsafe(ref target) + (sum * Vector512.Create(factor))).StoreUnsafe(ref target);
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

    /// <summary>Who asked and who comes from elsewhere begin together; the way from elsewhere is free again.</summary>
    /// <param name="asked">Shape [Row, 8].</param>
    /// <param name="incoming">Shape [Row, 8]; cleared.</param>
    /// <param name="stepped">Shape [Row, 8]: what was incoming; set.</param>
    /// <param name="starts">Shape [Row, 8]: both; set.</param>
    /// <param name="sum">Shape [8]: all starts are added.</param>
    public static void Join(
        ReadOnlySpan<double> asked,
        Span<double> incoming,
        Span<double> stepped,
        Span<double> starts,
        Span<double> sum
    )
    {
        ref var a = ref MemoryMarshal.GetReference(asked);
        ref var b = ref MemoryMarshal.GetReference(incoming[..asked.Length]);
        ref var kept = ref MemoryMarshal.GetReference(stepped[..asked.Length]);
        ref var both = ref MemoryMarshal.GetReference(starts[..asked.Length]);
        ref var target = ref MemoryMarshal.GetReference(sum[..Lanes]);
        var all = Vector512.LoadUnsafe(ref target);
        for (nuint i = 0; i + Lanes <= (nuint)asked.Length; i += Lanes)
        {
            var come = Vector512.LoadUnsafe(ref b, i);
            var begin = Vector512.LoadUnsafe(ref a, i) + come;
            come.StoreUnsafe(ref kept, i);
            begin.StoreUnsafe(ref both, i);
            Vector512<double>.Zero.StoreUnsafe(ref b, i);
            all += begin;
        }
        all.StoreUnsafe(ref target);
    }
}
