using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>
/// Counts of many cells by inversion, four vectors at a time: their searches run in one loop, which hides the latency of each
/// and shares one hard-to-guess exit. A lane gets the same bits whatever stands beside it.
/// </summary>
/// <remarks>Lengths are multiples of <see cref="Group"/>: 4 rows of eight. Bounds: docs/method/sampling.md.</remarks>
internal static partial class RowInversion
{
    /// <summary>Values that one turn of the loop takes at the widest.</summary>
    internal const int Group = 4 * Block8.Size;

    /// <summary>Largest number of trials whose (1 − p)ⁿ is taken by squaring.</summary>
    private const double MostSquared = 4096;

    /// <summary>Where there is no rest: the count came from the search from the mode, which leaves too few bits.</summary>
    internal const double NoRest = -1;

    /// <summary>Binomial counts.</summary>
    /// <param name="uniform">Shape [length].</param>
    /// <param name="trials">Shape [length], or [place, 8].</param>
    /// <param name="places">Which row of the trials each row is; a null reference when they lie side by side.</param>
    /// <param name="laws">The first law; that of a row lies <paramref name="stride"/> × its number in <paramref name="rows"/> further.</param>
    /// <param name="count">Shape [length]; may be the same memory as the trials.</param>
    /// <param name="rest">Shape [length]: a uniform that is left over, or <see cref="NoRest"/>; a null reference when not wanted. May be the same memory as the uniforms.</param>
    /// <returns>Whether any rest is <see cref="NoRest"/>.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static bool Binomials<TLanes, TWords>(
        ref double uniform,
        ref double trials,
        ref int places,
        ref double laws,
        ref int rows,
        int stride,
        ref double count,
        ref double rest,
        int length
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var anyWithout = false;
        for (var group = 0; group < length; group += Group)
        {
            ref var n = ref Unsafe.IsNullRef(ref places) ? ref Unsafe.Add(ref trials, group) : ref trials;
            ref var where = ref Unsafe.IsNullRef(ref places)
                ? ref places
                : ref Unsafe.Add(ref places, group / Block8.Size);
            ref var k = ref Unsafe.Add(ref count, group);
            ref var lawNumbers = ref Unsafe.Add(ref rows, group / Block8.Size);
            ref var u = ref Unsafe.Add(ref uniform, group);
            ref var left = ref Unsafe.IsNullRef(ref rest) ? ref rest : ref Unsafe.Add(ref rest, group);
            if (IsLarge<TLanes, TWords>(ref n, ref where, ref laws, ref lawNumbers, stride))
            {
                anyWithout = true;
                Mixed<TLanes, TWords>(ref u, ref n, ref where, ref laws, ref lawNumbers, stride, ref k, ref left);
            }
            else
            {
                FromZero<TLanes, TWords>(ref u, ref n, ref where, ref laws, ref lawNumbers, stride, ref k, ref left);
            }
        }
        return anyWithout;
    }

    /// <summary>One group, all of it searched from zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static void FromZero<TLanes, TWords>(
        ref double uniform,
        ref double trials,
        ref int places,
        ref double laws,
        ref int rows,
        int stride,
        ref double count,
        ref double rest
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var w = TLanes.Count;
        var one = TLanes.Broadcast(1);
        var every = TWords.Broadcast(ulong.MaxValue);
        ref var reciprocals = ref Reciprocals.First;
        for (var i = 0; i < Group; i += 4 * w)
        {
            var n0 = TLanes.Load(ref At(ref trials, ref places, i));
            var n1 = TLanes.Load(ref At(ref trials, ref places, i + w));
            var n2 = TLanes.Load(ref At(ref trials, ref places, i + (2 * w)));
            var n3 = TLanes.Load(ref At(ref trials, ref places, i + (3 * w)));
            if (!TWords.Any(TLanes.Greater(n0 + n1 + (n2 + n3), default)))
            {
                StoreFour<TLanes, TWords>(ref count, i, default, default, default, default);
                if (!Unsafe.IsNullRef(ref rest) && !Unsafe.AreSame(ref rest, ref uniform))
                {
                    Keep<TLanes, TWords>(ref uniform, ref rest, i);
                }
                continue;
            }
            ref var law0 = ref LawOf(ref laws, ref rows, stride, i);
            ref var law1 = ref LawOf(ref laws, ref rows, stride, i + w);
            ref var law2 = ref LawOf(ref laws, ref rows, stride, i + (2 * w));
            ref var law3 = ref LawOf(ref laws, ref rows, stride, i + (3 * w));

            // (1 − p)ⁿ by squaring: relative error ≤ n·2⁻⁵³.
            var (t0, t1, t2, t3) = (one, one, one, one);
            {
                var (q0, q1) = (TLanes.Load(ref law0), TLanes.Load(ref law1));
                var (q2, q3) = (TLanes.Load(ref law2), TLanes.Load(ref law3));
                var (e0, e1) = (LaneMath.ToWords<TLanes, TWords>(n0), LaneMath.ToWords<TLanes, TWords>(n1));
                var (e2, e3) = (LaneMath.ToWords<TLanes, TWords>(n2), LaneMath.ToWords<TLanes, TWords>(n3));
                var all = e0 | e1 | (e2 | e3);
                while (true)
                {
                    t0 *= TLanes.Select(LaneMath.Odd(e0), q0, one);
                    t1 *= TLanes.Select(LaneMath.Odd(e1), q1, one);
                    t2 *= TLanes.Select(LaneMath.Odd(e2), q2, one);
                    t3 *= TLanes.Select(LaneMath.Odd(e3), q3, one);
                    all >>= 1;
                    if (!TWords.Any(all))
                    {
                        break;
                    }
                    (e0, e1, e2, e3) = (e0 >> 1, e1 >> 1, e2 >> 1, e3 >> 1);
                    (q0, q1, q2, q3) = (q0 * q0, q1 * q1, q2 * q2, q3 * q3);
                }
            }

            // A lane that has found its count stands still: u is what is left of its uniform, t the count's probability.
            var u0 = Drawn<TLanes, TWords>(ref uniform, ref law0, i);
            var u1 = Drawn<TLanes, TWords>(ref uniform, ref law1, i + w);
            var u2 = Drawn<TLanes, TWords>(ref uniform, ref law2, i + (2 * w));
            var u3 = Drawn<TLanes, TWords>(ref uniform, ref law3, i + (3 * w));
            var (s0, s1) = (Odds<TLanes, TWords>(ref law0), Odds<TLanes, TWords>(ref law1));
            var (s2, s3) = (Odds<TLanes, TWords>(ref law2), Odds<TLanes, TWords>(ref law3));
            var (b0, b1, b2, b3) = (n0, n1, n2, n3);
            for (var k = 1; k < Reciprocals.Count; k++)
            {
                var (d0, d1, d2, d3) = (u0 - t0, u1 - t1, u2 - t2, u3 - t3);
                var (f0, f1, f2, f3) = (TLanes.Below(d0), TLanes.Below(d1), TLanes.Below(d2), TLanes.Below(d3));
                if (!TWords.Any((f0 & f1 & (f2 & f3)) ^ every))
                {
                    break;
                }
                var inverse = TLanes.Broadcast(Unsafe.Add(ref reciprocals, k));
                (u0, u1) = (TLanes.Select(f0, u0, d0), TLanes.Select(f1, u1, d1));
                (u2, u3) = (TLanes.Select(f2, u2, d2), TLanes.Select(f3, u3, d3));
                t0 = TLanes.Select(f0, t0, t0 * (b0 * (s0 * inverse)));
                t1 = TLanes.Select(f1, t1, t1 * (b1 * (s1 * inverse)));
                t2 = TLanes.Select(f2, t2, t2 * (b2 * (s2 * inverse)));
                t3 = TLanes.Select(f3, t3, t3 * (b3 * (s3 * inverse)));
                (b0, b1) = (TLanes.Select(f0, b0, b0 - one), TLanes.Select(f1, b1, b1 - one));
                (b2, b3) = (TLanes.Select(f2, b2, b2 - one), TLanes.Select(f3, b3, b3 - one));
            }
            var k0 = OfEvent<TLanes, TWords>(n0, n0 - b0, ref law0);
            var k1 = OfEvent<TLanes, TWords>(n1, n1 - b1, ref law1);
            var k2 = OfEvent<TLanes, TWords>(n2, n2 - b2, ref law2);
            var k3 = OfEvent<TLanes, TWords>(n3, n3 - b3, ref law3);
            if (!Unsafe.IsNullRef(ref rest))
            {
                var r0 = Left<TLanes, TWords>(n0, u0, t0, ref Unsafe.Add(ref uniform, i));
                var r1 = Left<TLanes, TWords>(n1, u1, t1, ref Unsafe.Add(ref uniform, i + w));
                var r2 = Left<TLanes, TWords>(n2, u2, t2, ref Unsafe.Add(ref uniform, i + (2 * w)));
                var r3 = Left<TLanes, TWords>(n3, u3, t3, ref Unsafe.Add(ref uniform, i + (3 * w)));
                StoreFour<TLanes, TWords>(ref rest, i, r0, r1, r2, r3);
            }
            StoreFour<TLanes, TWords>(ref count, i, k0, k1, k2, k3);
        }
    }

    /// <summary>One group with large lanes: the others are drawn as ever, and those by the search from the mode; they leave no rest.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Mixed<TLanes, TWords>(
        ref double uniform,
        ref double trials,
        ref int places,
        ref double laws,
        ref int rows,
        int stride,
        ref double count,
        ref double rest
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        Span<double> few = stackalloc double[Group];
        Span<double> found = stackalloc double[Group];
        for (var i = 0; i < Group; i += TLanes.Count)
        {
            ref var law = ref LawOf(ref laws, ref rows, stride, i);
            var n = TLanes.Load(ref At(ref trials, ref places, i));
            var large = IsLarge<TLanes, TWords>(n, ref law);
            var drawn = Drawn<TLanes, TWords>(ref uniform, ref law, i);
            var rarer = TLanes.Load(ref law) * Odds<TLanes, TWords>(ref law);
            var k = BinomialDraw.Draw<TLanes, TWords>(drawn, TLanes.Keep(large, n), rarer);
            TLanes.Store(OfEvent<TLanes, TWords>(n, k, ref law), ref found[i]);
            TLanes.Store(TLanes.Select(large, default, n), ref few[i]);
        }
        Span<double> fewFound = stackalloc double[Group];
        Span<double> fewLeft = stackalloc double[Group];
        FromZero<TLanes, TWords>(
            ref uniform,
            ref few[0],
            ref Unsafe.NullRef<int>(),
            ref laws,
            ref rows,
            stride,
            ref fewFound[0],
            ref fewLeft[0]
        );
        for (var i = 0; i < Group; i += TLanes.Count)
        {
            ref var law = ref LawOf(ref laws, ref rows, stride, i);
            var large = IsLarge<TLanes, TWords>(TLanes.Load(ref At(ref trials, ref places, i)), ref law);
            var k = TLanes.Select(large, TLanes.Load(ref found[i]), TLanes.Load(ref fewFound[i]));
            TLanes.Store(k, ref Unsafe.Add(ref count, i));
            if (!Unsafe.IsNullRef(ref rest))
            {
                var left = TLanes.Select(large, TLanes.Broadcast(NoRest), TLanes.Load(ref fewLeft[i]));
                TLanes.Store(left, ref Unsafe.Add(ref rest, i));
            }
        }
    }
}
