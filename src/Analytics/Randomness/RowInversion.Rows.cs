using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>Where rows and their laws lie, and what a law says of a row.</summary>
internal static partial class RowInversion
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double LawOf(ref double laws, ref int rows, int stride, int i) =>
        ref Unsafe.Add(ref laws, unchecked((Unsafe.Add(ref rows, i >> 3) * stride) + (i & 7)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes SignedOdds<TLanes, TWords>(ref double law)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> => TLanes.Load(ref Unsafe.Add(ref law, Block8.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Odds<TLanes, TWords>(ref double law)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> =>
        TLanes.FromWords(TLanes.AsWords(SignedOdds<TLanes, TWords>(ref law)) & TWords.Broadcast(long.MaxValue));

    /// <summary>The uniform for the rarer of the event and its opposite, cut at the top.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Drawn<TLanes, TWords>(ref double uniform, ref double law, int i)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var u = TLanes.Load(ref Unsafe.Add(ref uniform, i));
        var opposite = TLanes.Greater(default, SignedOdds<TLanes, TWords>(ref law));
        u = TLanes.Select(opposite, TLanes.Broadcast(1 - (1.0 / (1L << 53))) - u, u);
        return TLanes.Max(TLanes.Min(u, TLanes.Broadcast(1 - PoissonDraw.Sliver)), default);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes OfEvent<TLanes, TWords>(TLanes trials, TLanes rarer, ref double law)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> =>
        TLanes.Select(TLanes.Greater(default, SignedOdds<TLanes, TWords>(ref law)), trials - rarer, rarer);

    /// <summary>What is left of a uniform: all of it where there was nobody to draw from.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Left<TLanes, TWords>(TLanes trials, TLanes residue, TLanes probability, ref double uniform)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> =>
        TLanes.Select(TLanes.Greater(trials, default), residue / probability, TLanes.Load(ref uniform));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Keep<TLanes, TWords>(ref double uniform, ref double rest, int i)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        for (var end = i + (4 * TLanes.Count); i < end; i += TLanes.Count)
        {
            TLanes.Store(TLanes.Load(ref Unsafe.Add(ref uniform, i)), ref Unsafe.Add(ref rest, i));
        }
    }

    /// <summary>Where the values of a row lie: side by side with its neighbours, or at its place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref double At(ref double values, ref int places, int i) =>
        ref Unsafe.Add(
            ref values,
            Unsafe.IsNullRef(ref places) ? i : unchecked((Unsafe.Add(ref places, i >> 3) * Block8.Size) + (i & 7))
        );

    /// <summary>Whether any lane of a group is too large for the search from zero, or for the power by squaring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLarge<TLanes, TWords>(
        ref double trials,
        ref int places,
        ref double laws,
        ref int rows,
        int stride
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        TLanes most = default;
        for (var i = 0; i < Group; i += 4 * TLanes.Count)
        {
            var n0 = TLanes.Load(ref At(ref trials, ref places, i));
            var n1 = TLanes.Load(ref At(ref trials, ref places, i + TLanes.Count));
            var n2 = TLanes.Load(ref At(ref trials, ref places, i + (2 * TLanes.Count)));
            var n3 = TLanes.Load(ref At(ref trials, ref places, i + (3 * TLanes.Count)));
            most = TLanes.Max(most, TLanes.Max(TLanes.Max(n0, n1), TLanes.Max(n2, n3)));
        }
        // The rarer of two has a chance of at most a half: without many trials nothing is large.
        return TWords.Any(TLanes.Greater(most, TLanes.Broadcast(2 * PoissonDraw.Small)))
            && IsLargeByLaw<TLanes, TWords>(ref trials, ref places, ref laws, ref rows, stride);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsLargeByLaw<TLanes, TWords>(
        ref double trials,
        ref int places,
        ref double laws,
        ref int rows,
        int stride
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        TWords any = default;
        for (var i = 0; i < Group; i += TLanes.Count)
        {
            var n = TLanes.Load(ref At(ref trials, ref places, i));
            any |= IsLarge<TLanes, TWords>(n, ref LawOf(ref laws, ref rows, stride, i));
        }
        return TWords.Any(any);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TWords IsLarge<TLanes, TWords>(TLanes n, ref double law)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords> =>
        TLanes.Greater(n * (TLanes.Load(ref law) * Odds<TLanes, TWords>(ref law)), TLanes.Broadcast(PoissonDraw.Small))
        | TLanes.Greater(n, TLanes.Broadcast(MostSquared));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreFour<TLanes, TWords>(ref double to, int i, TLanes a, TLanes b, TLanes c, TLanes d)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        unchecked
        {
            var w = TLanes.Count;
            TLanes.Store(a, ref Unsafe.Add(ref to, i));
            TLanes.Store(b, ref Unsafe.Add(ref to, i + w));
            TLanes.Store(c, ref Unsafe.Add(ref to, i + (2 * w)));
            TLanes.Store(d, ref Unsafe.Add(ref to, i + (3 * w)));
        }
    }
}
