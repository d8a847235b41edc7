using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Bins of whole numbers that depend on the value alone, so that counts made anywhere add up. Values are first divided by
/// a grain of 2^g (rounded down). Up to <see cref="Exact"/> grains to either side of zero a bin is one grain wide; above it
/// every doubling has <see cref="PerDoubling"/> bins of one width, so a bin is at most 1/128 of the values in it.
/// </summary>
/// <remarks>Bins are ordered as their values are; −1 − bin is the mirror image of bin, for values below zero.</remarks>
internal static class ValueBins
{
    private const int Bits = 7;

    /// <summary>Whole numbers up to this are exact as doubles.</summary>
    private const long MostInDouble = 1L << 53;

    /// <summary>Bins in each doubling.</summary>
    public const int PerDoubling = 1 << Bits;

    /// <summary>Grains that are told apart exactly.</summary>
    public const int Exact = 2 * PerDoubling;

    /// <summary>The bin of a value.</summary>
    public static int Of(long value, int grain)
    {
        var grains = value >> grain;
        return grains >= 0 ? OfPositive((ulong)grains) : -1 - OfPositive((ulong)~grains);
    }

    /// <summary>The bins of many values.</summary>
    /// <param name="bins">As long as <paramref name="values"/>; overwritten.</param>
    public static void Of(ReadOnlySpan<long> values, int grain, Span<int> bins)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        ref var target = ref MemoryMarshal.GetReference(bins[..values.Length]);
        for (var i = 0; i < values.Length; i += Vector512<long>.Count)
        {
            if (i <= values.Length - Vector512<long>.Count)
            {
                var grains = Vector512.LoadUnsafe(ref first, (nuint)i) >> grain;
                var sign = grains >> 63;
                var positive = grains ^ sign;
                if (!Vector512.GreaterThanAny(positive, Vector512.Create(MostInDouble)))
                {
                    var eight = OfPositive(positive) ^ sign;
                    Vector512.Narrow(eight, eight).GetLower().StoreUnsafe(ref target, (nuint)i);
                    continue;
                }
            }
            for (var j = i; j < Math.Min(values.Length, i + Vector512<long>.Count); j++)
            {
                bins[j] = Of(values[j], grain);
            }
        }
    }

    /// <summary>The bins other than that of zero, in the same room and order, and their extremes.</summary>
    /// <param name="low">Above all bins where there is none.</param>
    /// <param name="high">Below all bins where there is none.</param>
    public static Span<int> OtherThanZero(Span<int> bins, out int low, out int high)
    {
        const int eight = 8;
        ref var first = ref MemoryMarshal.GetReference(bins);
        var (least, most) = (Vector256.Create(int.MaxValue), Vector256.Create(int.MinValue));
        var (count, i) = (0, 0);
        for (; i <= bins.Length - eight; i += eight)
        {
            var some = Vector256.LoadUnsafe(ref first, (nuint)i);
            var zero = Vector256.Equals(some, Vector256<int>.Zero);
            least = Vector256.Min(least, Vector256.ConditionalSelect(zero, least, some));
            most = Vector256.Max(most, Vector256.ConditionalSelect(zero, most, some));
            var others = ~zero.ExtractMostSignificantBits() & byte.MaxValue;
            // Never beyond what was read: at most as many were kept so far.
            Vector256.Shuffle(some, Front[(int)others]).StoreUnsafe(ref first, (nuint)count);
            count += BitOperations.PopCount(others);
        }
        var (four, last) = (
            Vector128.Min(least.GetLower(), least.GetUpper()),
            Vector128.Max(most.GetLower(), most.GetUpper())
        );
        low = Math.Min(Math.Min(four[0], four[1]), Math.Min(four[2], four[3]));
        high = Math.Max(Math.Max(last[0], last[1]), Math.Max(last[2], last[3]));
        for (; i < bins.Length; i++)
        {
            var bin = bins[i];
            if (bin != 0)
            {
                bins[count++] = bin;
                (low, high) = (Math.Min(low, bin), Math.Max(high, bin));
            }
        }
        return bins[..count];
    }

    /// <summary>Per eight bits: the places of those that are set, lowest first.</summary>
    private static readonly Vector256<int>[] Front = [.. Enumerable.Range(0, byte.MaxValue + 1).Select(FrontOf)];

    private static Vector256<int> FrontOf(int bits)
    {
        Span<int> places = stackalloc int[8];
        for (var (left, count) = (bits, 0); left != 0; left &= left - 1)
        {
            places[count++] = BitOperations.TrailingZeroCount(left);
        }
        return Vector256.Create<int>(places);
    }

    /// <summary>The lowest value of a bin; the lowest of the next is one above its highest.</summary>
    public static long From(int bin, int grain)
    {
        // The mirror image of grain n is −1 − n: the lowest of the one is the highest of the other.
        var grains = bin >= 0 ? FromPositive(bin) : -FromPositive(-bin);
        return grains << grain;
    }

    /// <summary>Values in a bin.</summary>
    public static long WidthOf(int bin, int grain) => From(bin + 1, grain) - From(bin, grain);

    /// <summary>
    /// Exponent and leading bits of a double, side by side, number the bins above the exact ones: 128 to each doubling.
    /// </summary>
    private static Vector512<long> OfPositive(Vector512<long> grains)
    {
        const int mantissa = 52;
        const int bias = 1023;
        var bits = Vector512.ConvertToDouble(grains).AsInt64() >> (mantissa - Bits);
        var above = bits - Vector512.Create((bias + Bits - 1L) << Bits);
        return Vector512.ConditionalSelect(
            Vector512.LessThan(grains, Vector512.Create((long)PerDoubling)),
            grains,
            above
        );
    }

    private static int OfPositive(ulong grains)
    {
        if (grains < Exact)
        {
            return (int)grains;
        }
        var doublings = BitOperations.Log2(grains) - Bits;
        return (doublings << Bits) + (int)(grains >> doublings);
    }

    private static long FromPositive(int bin)
    {
        if (bin < Exact)
        {
            return bin;
        }
        var doublings = (bin >> Bits) - 1;
        return (long)(bin - (doublings << Bits)) << doublings;
    }
}
