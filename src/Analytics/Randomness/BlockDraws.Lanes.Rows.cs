using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

internal sealed partial class BlockDraws<TLanes, TWords>
{
    // Apart from its caller: there the compiler would run out of room before the ten rounds are written out.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal override void UniformRows(
        ReadOnlySpan<uint> cells,
        uint step,
        uint purpose,
        Span<double> first,
        Span<double> second,
        uint draw = 0
    )
    {
        ref var a = ref MemoryMarshal.GetReference(first[..(cells.Length * Block8.Size)]);
        ref var b = ref MemoryMarshal.GetReference(second[..(cells.Length * Block8.Size)]);
        foreach (var cell in cells)
        {
            var at = new DrawAddress(cell, step, purpose, draw);
            for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
            {
                Keys.Uniforms<TLanes, TWords>(at, lane, out var u, out var v);
                TLanes.Store(u, ref a);
                TLanes.Store(v, ref b);
                a = ref Unsafe.Add(ref a, TLanes.Count);
                b = ref Unsafe.Add(ref b, TLanes.Count);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal override void ScatteredUniforms(
        ReadOnlySpan<uint> cells,
        ReadOnlySpan<int> replicates,
        ReadOnlySpan<uint> draws,
        uint step,
        uint purpose,
        Span<double> first
    )
    {
        Span<ulong> each = stackalloc ulong[4 * Block8.Size];
        for (var i = 0; i < cells.Length; i += Block8.Size)
        {
            for (var j = 0; j < Block8.Size; j++)
            {
                each[j] = cells[i + j];
                each[Block8.Size + j] = draws[i + j];
                (each[(2 * Block8.Size) + j], each[(3 * Block8.Size) + j]) = Keys.WordsOf(replicates[i + j]);
            }
            for (var lane = 0; lane < Block8.Size; lane += TLanes.Count)
            {
                var u = ReplicateKeys.FirstUniforms<TLanes, TWords>(
                    TWords.Load(in each[lane]),
                    step,
                    purpose,
                    TWords.Load(in each[Block8.Size + lane]),
                    TWords.Load(in each[(2 * Block8.Size) + lane]),
                    TWords.Load(in each[(3 * Block8.Size) + lane])
                );
                TLanes.Store(u, ref first[i + lane]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal override void AtZero(ReadOnlySpan<double> mean, Span<double> atZero)
    {
        ref var means = ref MemoryMarshal.GetReference(mean);
        ref var zeros = ref MemoryMarshal.GetReference(atZero[..mean.Length]);
        var small = TLanes.Broadcast(PoissonDraw.Small);
        var most = TLanes.Broadcast(PoissonDraw.MostMean);
        var inside = TWords.Broadcast(ulong.MaxValue);
        for (var i = 0; i < mean.Length; i = unchecked(i + TLanes.Count))
        {
            var m = TLanes.Load(ref Unsafe.Add(ref means, i));
            inside &= TLanes.GreaterOrEqual(m, default) & TLanes.GreaterOrEqual(most, m);
            var searched = TLanes.GreaterOrEqual(small, m);
            var atNone = LaneMath.Exp<TLanes, TWords>(default(TLanes) - TLanes.Min(m, small));
            TLanes.Store(TLanes.Select(searched, atNone, TLanes.Broadcast(1)), ref Unsafe.Add(ref zeros, i));
        }
        if (TWords.Any(inside ^ TWords.Broadcast(ulong.MaxValue)))
        {
            throw new ArgumentOutOfRangeException(nameof(mean), "a Poisson mean lies in [0, 2^31]");
        }
    }

    internal override void PoissonRows(
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> atZero,
        ReadOnlySpan<int> places,
        Span<double> count
    ) =>
        RowInversion.Poissons<TLanes, TWords>(
            ref MemoryMarshal.GetReference(uniform[..Grouped(count)]),
            ref MemoryMarshal.GetReference(mean),
            ref MemoryMarshal.GetReference(atZero),
            ref PlacesOf(places, count),
            ref MemoryMarshal.GetReference(count),
            count.Length
        );

    internal override bool BinomialRows(
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> trials,
        ReadOnlySpan<int> places,
        ReadOnlySpan<double> laws,
        ReadOnlySpan<int> rows,
        int stride,
        Span<double> count,
        Span<double> rest
    ) =>
        RowInversion.Binomials<TLanes, TWords>(
            ref MemoryMarshal.GetReference(uniform[..Grouped(count)]),
            ref MemoryMarshal.GetReference(trials),
            ref PlacesOf(places, count),
            ref MemoryMarshal.GetReference(laws),
            ref MemoryMarshal.GetReference(rows[..(count.Length / Block8.Size)]),
            stride,
            ref MemoryMarshal.GetReference(count),
            ref rest.IsEmpty ? ref Unsafe.NullRef<double>() : ref MemoryMarshal.GetReference(rest[..count.Length]),
            count.Length
        );

    private static int Grouped(Span<double> count) =>
        count.Length % RowInversion.Group == 0
            ? count.Length
            : throw new ArgumentException("rows come in groups of four", nameof(count));

    private static ref int PlacesOf(ReadOnlySpan<int> places, Span<double> count) =>
        ref places.IsEmpty
            ? ref Unsafe.NullRef<int>()
            : ref MemoryMarshal.GetReference(places[..(count.Length / Block8.Size)]);
}
