using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>The draws at one width: a block is walked through in 8 ÷ width pieces.</summary>
internal sealed partial class BlockDraws<TLanes, TWords>(ReplicateKeys keys) : BlockDraws(keys)
    where TLanes : struct, ILanes<TLanes, TWords>
    where TWords : struct, IWords<TWords>
{
    public override void Uniforms(in DrawAddress at, Span<double> first, Span<double> second)
    {
        ref var a = ref Start(first);
        ref var b = ref Start(second);
        for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
        {
            Keys.Uniforms<TLanes, TWords>(at, lane, out var u, out var v);
            TLanes.Store(u, ref Unsafe.Add(ref a, lane));
            TLanes.Store(v, ref Unsafe.Add(ref b, lane));
        }
    }

    public override void Poisson(in DrawAddress at, ReadOnlySpan<double> mean, Span<double> count)
    {
        ref readonly var means = ref Start(mean);
        ref var counts = ref Start(count);
        for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
        {
            var m = TLanes.Load(in Unsafe.Add(ref Unsafe.AsRef(in means), lane));
            var inside =
                TLanes.GreaterOrEqual(m, default) & TLanes.GreaterOrEqual(TLanes.Broadcast(PoissonDraw.MostMean), m);
            if (TWords.Any(inside ^ TWords.Broadcast(ulong.MaxValue)))
            {
                throw new ArgumentOutOfRangeException(nameof(mean), "a Poisson mean lies in [0, 2^31]");
            }
            if (!TWords.Any(TLanes.Greater(m, default)))
            {
                TLanes.Store(default, ref Unsafe.Add(ref counts, lane));
                continue;
            }
            Keys.Uniforms<TLanes, TWords>(at, lane, out var u, out _);
            TLanes.Store(PoissonDraw.Draw<TLanes, TWords>(u, m), ref Unsafe.Add(ref counts, lane));
        }
    }

    public override void Binomial(
        in DrawAddress at,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count
    )
    {
        ref readonly var ns = ref Start(trials);
        ref readonly var ps = ref Start(probability);
        ref var counts = ref Start(count);
        for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
        {
            var (n, p) = (At(in ns, lane), At(in ps, lane));
            if (!IsAnyone(n, p))
            {
                TLanes.Store(default, ref Unsafe.Add(ref counts, lane));
                continue;
            }
            Keys.Uniforms<TLanes, TWords>(at, lane, out var u, out _);
            TLanes.Store(BinomialDraw.Draw<TLanes, TWords>(u, n, p), ref Unsafe.Add(ref counts, lane));
        }
    }

    public override void Binomials(
        in DrawAddress at,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<double> probability,
        Span<double> count,
        ReadOnlySpan<double> thenTrials,
        ReadOnlySpan<double> thenProbability,
        Span<double> thenCount
    )
    {
        ref readonly var ns = ref Start(trials);
        ref readonly var ps = ref Start(probability);
        ref var counts = ref Start(count);
        ref readonly var thenNs = ref Start(thenTrials);
        ref readonly var thenPs = ref Start(thenProbability);
        ref var thenCounts = ref Start(thenCount);
        for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
        {
            var v = default(TLanes);
            var drawn = false;
            var (n, p) = (At(in ns, lane), At(in ps, lane));
            if (IsAnyone(n, p))
            {
                TLanes.Store(First(at, lane, n, p, out v), ref Unsafe.Add(ref counts, lane));
                drawn = true;
            }
            else
            {
                TLanes.Store(default, ref Unsafe.Add(ref counts, lane));
            }
            (n, p) = (At(in thenNs, lane), At(in thenPs, lane));
            if (!IsAnyone(n, p))
            {
                TLanes.Store(default, ref Unsafe.Add(ref thenCounts, lane));
                continue;
            }
            if (!drawn)
            {
                Keys.Uniforms<TLanes, TWords>(at, lane, out _, out v);
            }
            TLanes.Store(Then(v, n, p), ref Unsafe.Add(ref thenCounts, lane));
        }
    }

    // The two draws stand apart, so that the compiler has room to write each of them out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TLanes First(in DrawAddress at, int lane, TLanes n, TLanes p, out TLanes second)
    {
        Keys.Uniforms<TLanes, TWords>(at, lane, out var u, out second);
        return BinomialDraw.Draw<TLanes, TWords>(u, n, p);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TLanes Then(TLanes u, TLanes n, TLanes p) => BinomialDraw.Draw<TLanes, TWords>(u, n, p);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes At(ref readonly double block, int lane) =>
        TLanes.Load(in Unsafe.Add(ref Unsafe.AsRef(in block), lane));

    /// <summary>Whether any count can be other than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAnyone(TLanes trials, TLanes probability)
    {
        var inside =
            TLanes.GreaterOrEqual(trials, default)
            & TLanes.GreaterOrEqual(TLanes.Broadcast(BinomialDraw.MostTrials), trials)
            & TLanes.GreaterOrEqual(probability, default)
            & TLanes.GreaterOrEqual(TLanes.Broadcast(1), probability);
        if (TWords.Any(inside ^ TWords.Broadcast(ulong.MaxValue)))
        {
            OutOfRange(probability);
        }
        return TWords.Any(TLanes.Greater(trials * probability, default));
    }

    [DoesNotReturn]
    private static void OutOfRange(TLanes probability) =>
        throw new ArgumentOutOfRangeException(
            nameof(probability),
            "binomial trials lie in [0, 2^31] and probabilities in [0, 1]"
        );

    private static ref double Start(Span<double> block) => ref MemoryMarshal.GetReference(block[..Block8.Size]);

    private static ref readonly double Start(ReadOnlySpan<double> block) =>
        ref MemoryMarshal.GetReference(block[..Block8.Size]);
}
