using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>Parts of Loader's form of Poisson and binomial probabilities near their mode, in lanes.</summary>
internal static class SaddlePoint
{
    /// <summary>x·ln(x/m) + m − x for |x − m| ≤ 1 and m ≥ 32; error ≤ 2⁻⁶⁰ absolute (what is left out is below gap·v⁹).</summary>
    /// <param name="gap">x − m.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Deviance<TLanes, TWords>(TLanes x, TLanes m, TLanes gap)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var v = gap / (x + m);
        var z = v * v;
        var p = TLanes.Broadcast(1.0 / 9);
        p = (p * z) + TLanes.Broadcast(1.0 / 7);
        p = (p * z) + TLanes.Broadcast(1.0 / 5);
        p = (p * z) + TLanes.Broadcast(1.0 / 3);
        return (gap * v) + (x * v * z * (p + p));
    }

    /// <summary>ln x! − ((x + ½) ln x − x + ½ ln 2π) for x ≥ 31; error ≤ 2⁻⁶⁰ absolute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes Stirling<TLanes, TWords>(TLanes x)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var inverse = TLanes.Broadcast(1) / x;
        var z = inverse * inverse;
        var p = TLanes.Broadcast(-691.0 / 360360);
        p = (p * z) + TLanes.Broadcast(1.0 / 1188);
        p = (p * z) - TLanes.Broadcast(1.0 / 1680);
        p = (p * z) + TLanes.Broadcast(1.0 / 1260);
        p = (p * z) - TLanes.Broadcast(1.0 / 360);
        return ((p * z) + TLanes.Broadcast(1.0 / 12)) * inverse;
    }
}

/// <summary>1/k for the small counts that inversion from zero visits.</summary>
internal static class Reciprocals
{
    /// <summary>At mean 32 the chance of more than 127 is below 2⁻¹²⁰.</summary>
    internal const int Count = 128;

    private static readonly double[] Values = [.. Enumerable.Range(0, Count).Select(k => k == 0 ? 0 : 1.0 / k)];

    /// <summary>The reciprocal of 0, which is 0; the others follow it.</summary>
    internal static ref double First => ref MemoryMarshal.GetArrayDataReference(Values);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Of(int k) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Values), k);
}
