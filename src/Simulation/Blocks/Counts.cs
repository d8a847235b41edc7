using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Blocks;

/// <summary>
/// Numbers of people of eight replicates, kept in half the room: whole and below 2²⁴, which single precision holds exactly.
/// They are reckoned with in double precision.
/// </summary>
internal static class Counts
{
    /// <summary>The most that a count may be.</summary>
    public const int Most = (1 << 24) - 1;

    private const int Lanes = Block8.Size;

    /// <summary>Sums of cells that stay within <see cref="Most"/> tell that each of the cells does.</summary>
    /// <exception cref="OverflowException">Some do not: counts would no longer be exact.</exception>
    public static void Check(Vector512<double> people)
    {
        if (Vector512.GreaterThanAny(people, Vector512.Create((double)Most)))
        {
            throw new OverflowException("a projection holds at most 16,777,215 people of one product in one area");
        }
    }

    /// <summary>The first eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<float> eight) =>
        Eight.Widen(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes])));

    /// <summary>Sets the first eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, Span<float> eight) =>
        Eight.Narrow(value).StoreUnsafe(ref MemoryMarshal.GetReference(eight[..Lanes]));

    /// <summary>into += more; both hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<float> into, Vector512<double> more)
    {
        var eight = into[..Lanes];
        Store(Load(eight) + more, eight);
    }

    /// <summary>The sum of rows.</summary>
    /// <param name="rows">Shape [Row, 8].</param>
    public static Vector512<double> Sum(ReadOnlySpan<float> rows)
    {
        ref var first = ref MemoryMarshal.GetReference(rows);
        var sum = Vector512<double>.Zero;
        for (nuint i = 0; i + Lanes <= (nuint)rows.Length; i += Lanes)
        {
            sum += Eight.Widen(Vector256.LoadUnsafe(ref first, i));
        }
        return sum;
    }

    /// <summary>Who asked and who comes from elsewhere begin together; the way from elsewhere is free again.</summary>
    /// <param name="asked">Shape [Row, 8].</param>
    /// <param name="incoming">Shape [Row, 8]; cleared.</param>
    /// <param name="starts">Shape [Row, 8]: both; set.</param>
    /// <returns>All of them.</returns>
    public static Vector512<double> Join(ReadOnlySpan<float> asked, Span<float> incoming, Span<float> starts)
    {
        ref var a = ref MemoryMarshal.GetReference(asked);
        ref var b = ref MemoryMarshal.GetReference(incoming[..asked.Length]);
        ref var both = ref MemoryMarshal.GetReference(starts[..asked.Length]);
        var all = Vector512<double>.Zero;
        for (nuint i = 0; i + Lanes <= (nuint)asked.Length; i += Lanes)
        {
            var begin = Vector256.LoadUnsafe(ref a, i) + Vector256.LoadUnsafe(ref b, i);
            begin.StoreUnsafe(ref both, i);
            Vector256<float>.Zero.StoreUnsafe(ref b, i);
            all += Eight.Widen(begin);
        }
        return all;
    }

    /// <summary>Who comes from elsewhere joins those who wait; the way from elsewhere is free again.</summary>
    /// <param name="incoming">Shape [Row, 8]; cleared.</param>
    /// <param name="waiting">Shape [Row, 8]: added to.</param>
    /// <returns>All who came.</returns>
    public static Vector512<double> Move(Span<float> incoming, Span<float> waiting)
    {
        ref var from = ref MemoryMarshal.GetReference(incoming);
        ref var to = ref MemoryMarshal.GetReference(waiting[..incoming.Length]);
        var all = Vector512<double>.Zero;
        for (nuint i = 0; i + Lanes <= (nuint)incoming.Length; i += Lanes)
        {
            var come = Vector256.LoadUnsafe(ref from, i);
            if (come == Vector256<float>.Zero)
            {
                continue;
            }
            (Vector256.LoadUnsafe(ref to, i) + come).StoreUnsafe(ref to, i);
            Vector256<float>.Zero.StoreUnsafe(ref from, i);
            all += Eight.Widen(come);
        }
        return all;
    }
}
