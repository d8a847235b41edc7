using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>Counts without a most: requests of many cells.</summary>
internal static partial class RowInversion
{
    /// <summary>Poisson counts.</summary>
    /// <param name="mean">Shape [length], or [place, 8].</param>
    /// <param name="atZero">e^−mean; of the same shape.</param>
    /// <param name="places">Which row of those each row is; a null reference when they lie side by side.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Poissons<TLanes, TWords>(
        ref double uniform,
        ref double mean,
        ref double atZero,
        ref int places,
        ref double count,
        int length
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        unchecked
        {
            var w = TLanes.Count;
            var one = TLanes.Broadcast(1);
            ref var reciprocals = ref Reciprocals.First;
            var top = TLanes.Broadcast(1 - PoissonDraw.Sliver);
            for (var i = 0; i < length; i += 4 * w)
            {
                var m0 = TLanes.Load(ref At(ref mean, ref places, i));
                var m1 = TLanes.Load(ref At(ref mean, ref places, i + w));
                var m2 = TLanes.Load(ref At(ref mean, ref places, i + (2 * w)));
                var m3 = TLanes.Load(ref At(ref mean, ref places, i + (3 * w)));
                var u0 = TLanes.Min(TLanes.Load(ref Unsafe.Add(ref uniform, i)), top);
                var u1 = TLanes.Min(TLanes.Load(ref Unsafe.Add(ref uniform, i + w)), top);
                var u2 = TLanes.Min(TLanes.Load(ref Unsafe.Add(ref uniform, i + (2 * w))), top);
                var u3 = TLanes.Min(TLanes.Load(ref Unsafe.Add(ref uniform, i + (3 * w))), top);
                var t0 = TLanes.Load(ref At(ref atZero, ref places, i));
                var t1 = TLanes.Load(ref At(ref atZero, ref places, i + w));
                var t2 = TLanes.Load(ref At(ref atZero, ref places, i + (2 * w)));
                var t3 = TLanes.Load(ref At(ref atZero, ref places, i + (3 * w)));
                var (c0, c1, c2, c3) = (t0, t1, t2, t3);
                TLanes k0 = default;
                TLanes k1 = default;
                TLanes k2 = default;
                TLanes k3 = default;
                for (var k = 1; k < Reciprocals.Count; k++)
                {
                    var (a0, a1) = (TLanes.GreaterOrEqual(u0, c0), TLanes.GreaterOrEqual(u1, c1));
                    var (a2, a3) = (TLanes.GreaterOrEqual(u2, c2), TLanes.GreaterOrEqual(u3, c3));
                    if (!TWords.Any(a0 | a1 | (a2 | a3)))
                    {
                        break;
                    }
                    // Once a sum is beyond the uniform all later ones are, and the count stands still.
                    var inverse = TLanes.Broadcast(Unsafe.Add(ref reciprocals, k));
                    k0 += TLanes.Keep(a0, one);
                    k1 += TLanes.Keep(a1, one);
                    k2 += TLanes.Keep(a2, one);
                    k3 += TLanes.Keep(a3, one);
                    t0 *= m0 * inverse;
                    t1 *= m1 * inverse;
                    t2 *= m2 * inverse;
                    t3 *= m3 * inverse;
                    c0 += t0;
                    c1 += t1;
                    c2 += t2;
                    c3 += t3;
                }
                StoreFour<TLanes, TWords>(ref count, i, k0, k1, k2, k3);
                var most = TLanes.Max(TLanes.Max(m0, m1), TLanes.Max(m2, m3));
                if (TWords.Any(TLanes.Greater(most, TLanes.Broadcast(PoissonDraw.Small))))
                {
                    Searched<TLanes, TWords>(ref uniform, ref mean, ref places, ref count, i);
                }
            }
        }
    }

    /// <summary>Large means by the search from the mode, over what stands there.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Searched<TLanes, TWords>(
        ref double uniform,
        ref double mean,
        ref int places,
        ref double count,
        int i
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        for (var end = i + (4 * TLanes.Count); i < end; i += TLanes.Count)
        {
            var m = TLanes.Load(ref At(ref mean, ref places, i));
            var large = TLanes.Greater(m, TLanes.Broadcast(PoissonDraw.Small));
            var u = TLanes.Load(ref Unsafe.Add(ref uniform, i));
            var k = PoissonDraw.Draw<TLanes, TWords>(u, TLanes.Keep(large, m));
            TLanes.Store(
                TLanes.Select(large, k, TLanes.Load(ref Unsafe.Add(ref count, i))),
                ref Unsafe.Add(ref count, i)
            );
        }
    }
}
