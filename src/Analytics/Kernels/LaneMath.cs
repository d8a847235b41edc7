using System.Runtime.CompilerServices;
using Populatie.Analytics.Numerics;

namespace Populatie.Analytics.Kernels;

/// <summary>Functions of <see cref="FixedMath"/> in lanes: the same operations in the same order, so the same bits.</summary>
public static class LaneMath
{
    /// <summary>eˣ for −708 ≤ x ≤ 709; equal to <see cref="FixedMath.Exp"/> bit for bit. Outside, the result is unspecified.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes, TWords>(TLanes x)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var shift = TLanes.Broadcast(FixedMath.RoundingShift);
        var shifted = (x * TLanes.Broadcast(FixedMath.Log2E)) + shift;
        var k = shifted - shift;
        var r = (x - (k * TLanes.Broadcast(FixedMath.Ln2High))) - (k * TLanes.Broadcast(FixedMath.Ln2Low));
        var p = TLanes.Broadcast(1.0 / 6227020800);
        p = (p * r) + TLanes.Broadcast(1.0 / 479001600);
        p = (p * r) + TLanes.Broadcast(1.0 / 39916800);
        p = (p * r) + TLanes.Broadcast(1.0 / 3628800);
        p = (p * r) + TLanes.Broadcast(1.0 / 362880);
        p = (p * r) + TLanes.Broadcast(1.0 / 40320);
        p = (p * r) + TLanes.Broadcast(1.0 / 5040);
        p = (p * r) + TLanes.Broadcast(1.0 / 720);
        p = (p * r) + TLanes.Broadcast(1.0 / 120);
        p = (p * r) + TLanes.Broadcast(1.0 / 24);
        p = (p * r) + TLanes.Broadcast(1.0 / 6);
        p = (p * r) + TLanes.Broadcast(0.5);
        var value = TLanes.Broadcast(1) + (r + (r * r * p));
        // The low bits of the shifted sum hold k: moved up they are the exponent to add.
        return TLanes.FromWords(TLanes.AsWords(value) + (TLanes.AsWords(shifted) << 52));
    }

    /// <summary>x to a whole power ≥ 0 (as words) by squaring; relative error ≤ n · 2⁻⁵³ for n = exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes WholePower<TLanes, TWords>(TLanes x, TWords exponent)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var one = TLanes.Broadcast(1);
        var result = one;
        while (true)
        {
            // Four bits at a time: small exponents differ too much between calls for a processor to guess when to stop.
            result *= TLanes.Select(Odd(exponent), x, one);
            x *= x;
            result *= TLanes.Select(Odd(exponent >> 1), x, one);
            x *= x;
            result *= TLanes.Select(Odd(exponent >> 2), x, one);
            x *= x;
            result *= TLanes.Select(Odd(exponent >> 3), x, one);
            exponent >>= 4;
            if (!TWords.Any(exponent))
            {
                return result;
            }
            x *= x;
        }
    }

    /// <summary>All bits set where the lowest bit is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TWords Odd<TWords>(TWords words)
        where TWords : struct, IWords<TWords> => default(TWords) - (words & TWords.Broadcast(1));

    /// <summary>Whole doubles in [0, 2⁵²) as words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWords ToWords<TLanes, TWords>(TLanes whole)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        const double shift = 4503599627370496.0;
        return TLanes.AsWords(whole + TLanes.Broadcast(shift)) ^ TWords.Broadcast(0x4330000000000000);
    }
}
