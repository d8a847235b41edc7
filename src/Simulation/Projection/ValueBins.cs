using System.Numerics;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Bins of whole numbers that depend on the value alone, so that counts made anywhere add up. Values are first divided by
/// a grain of 2^g (rounded down). Up to <see cref="Exact"/> grains to either side of zero a bin is one grain wide; above it
/// every doubling has <see cref="PerDoubling"/> bins of one width, so a bin is at most 1/128 of the values in it.
/// </summary>
/// <remarks>Bins are ordered as their values are; −1 − bin is the mirror image of bin, for values below zero.</remarks>
internal static class ValueBins
{
    private const int Bits = 7;

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

    /// <summary>The lowest value of a bin; the lowest of the next is one above its highest.</summary>
    public static long From(int bin, int grain)
    {
        // The mirror image of grain n is −1 − n: the lowest of the one is the highest of the other.
        var grains = bin >= 0 ? FromPositive(bin) : -FromPositive(-bin);
        return grains << grain;
    }

    /// <summary>Values in a bin.</summary>
    public static long WidthOf(int bin, int grain) => From(bin + 1, grain) - From(bin, grain);

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
