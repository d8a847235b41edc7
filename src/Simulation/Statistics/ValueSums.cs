using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Statistics;

/// <summary>Sum, sum of squares and extremes of some values: whole numbers, so the same in any order and at any width.</summary>
/// <param name="Least">The highest long when there are no values.</param>
/// <param name="Most">The lowest long when there are no values.</param>
internal readonly record struct ValueSums(long Sum, UInt128 Squares, long Least, long Most)
{
    /// <summary>Squares of values up to this fit in 62 bits.</summary>
    private const long MostNarrow = int.MaxValue;

    /// <summary>Of values whose sum fits in 64 bits. Tests: ValueSumsTests.</summary>
    public static ValueSums Of(ReadOnlySpan<long> values)
    {
        var (sum, least, most) = (
            Vector512<long>.Zero,
            Vector512.Create(long.MaxValue),
            Vector512.Create(long.MinValue)
        );
        // The lower and upper 32 bits of the squares, summed apart so that no carry is lost.
        var (low, high) = (Vector512<long>.Zero, Vector512<long>.Zero);
        UInt128 wide = 0;
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Vector512<long>.Count; i += Vector512<long>.Count)
        {
            var eight = Vector512.LoadUnsafe(ref first, (nuint)i);
            sum += eight;
            least = Vector512.Min(least, eight);
            most = Vector512.Max(most, eight);
            if (Vector512.GreaterThanAny(eight ^ (eight >> 63), Vector512.Create(MostNarrow)))
            {
                wide = unchecked(wide + SquaresOf(values.Slice(i, Vector512<long>.Count)));
                continue;
            }
            var squares = eight * eight;
            low += squares & Vector512.Create((long)uint.MaxValue);
            high += squares >>> 32;
        }
        unchecked
        {
            var rest = OneByOne(values[i..]);
            var narrow = (UInt128)(ulong)Vector512.Sum(low) + ((UInt128)(ulong)Vector512.Sum(high) << 32);
            return new(
                Vector512.Sum(sum) + rest.Sum,
                narrow + wide + rest.Squares,
                Math.Min(LeastOf(least), rest.Least),
                Math.Max(MostOf(most), rest.Most)
            );
        }
    }

    private static ValueSums OneByOne(ReadOnlySpan<long> values)
    {
        var (sum, least, most) = (0L, long.MaxValue, long.MinValue);
        foreach (var value in values)
        {
            sum = unchecked(sum + value);
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }
        return new(sum, SquaresOf(values), least, most);
    }

    private static UInt128 SquaresOf(ReadOnlySpan<long> values)
    {
        UInt128 sum = 0;
        foreach (var value in values)
        {
            var magnitude = (ulong)Math.Abs(value);
            var high = Math.BigMul(magnitude, magnitude, out var low);
            sum = unchecked(sum + new UInt128(high, low));
        }
        return sum;
    }

    private static long LeastOf(Vector512<long> values)
    {
        var four = Vector256.Min(values.GetLower(), values.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        return Math.Min(two[0], two[1]);
    }

    private static long MostOf(Vector512<long> values)
    {
        var four = Vector256.Max(values.GetLower(), values.GetUpper());
        var two = Vector128.Max(four.GetLower(), four.GetUpper());
        return Math.Max(two[0], two[1]);
    }
}
