using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Randomness;

/// <summary>Eight replicates side by side: a block is always eight, whatever the width it is worked on with.</summary>
public static class Block8
{
    public const int Size = 8;
}

/// <summary>
/// The generator of eight replicates: their keys with all ten rounds written out, so that one address gives eight streams at
/// once. Equal to <see cref="Philox.Block"/> with <see cref="StreamKey.Of"/>, replicate by replicate. Immutable; thread-safe.
/// </summary>
public sealed class ReplicateKeys
{
    private const int Rounds = 10;
    private const int RoundStride = 2 * Block8.Size;

    /// <summary>Shape [round, key word, replicate].</summary>
    private readonly ulong[] schedule;

    /// <summary>Where it begins: on a boundary of 64 bytes, so that no load of eight straddles two lines.</summary>
    private readonly int start;

    /// <param name="firstReplicate">Number of the first of the eight.</param>
    public ReplicateKeys(ulong seed, int firstReplicate)
    {
        (Seed, FirstReplicate) = (seed, firstReplicate);
        (schedule, start) = LineAligned.Array<ulong>(Rounds * RoundStride);
        for (var lane = 0; lane < Block8.Size; lane++)
        {
            var key = Of(lane).Value;
            var (k0, k1) = ((uint)(key & uint.MaxValue), (uint)(key >> 32));
            for (var round = 0; round < Rounds; round++)
            {
                schedule[start + (round * RoundStride) + lane] = k0;
                schedule[start + (round * RoundStride) + Block8.Size + lane] = k1;
                unchecked
                {
                    k0 += Philox.Weyl0;
                    k1 += Philox.Weyl1;
                }
            }
        }
    }

    public ulong Seed { get; }

    public int FirstReplicate { get; }

    public StreamKey Of(int lane) => StreamKey.Of(Seed, FirstReplicate + lane);

    /// <summary>The two words of the key of a replicate.</summary>
    internal (ulong Low, ulong High) WordsOf(int lane) =>
        (schedule[start + lane], schedule[start + Block8.Size + lane]);

    /// <summary>The first uniform of addresses that differ in cell and draw, by keys that differ; words in low halves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TLanes FirstUniforms<TLanes, TWords>(
        TWords cell,
        uint step,
        uint purpose,
        TWords draw,
        TWords low,
        TWords high
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var (m0, m1) = (TWords.Broadcast(Philox.Multiplier0), TWords.Broadcast(Philox.Multiplier1));
        var (w0, w1) = (TWords.Broadcast(Philox.Weyl0), TWords.Broadcast(Philox.Weyl1));
        var (x0, x1, x2, x3) = (cell, TWords.Broadcast(step), TWords.Broadcast(purpose), draw);
        for (var round = 0; round < Rounds; round++)
        {
            // Only the low halves count, of keys too: what their sums carry out of them is left-over.
            var a = TWords.MultiplyLow(x0, m0);
            var b = TWords.MultiplyLow(x2, m1);
            x0 = TWords.Xor(b >> 32, x1, low);
            x2 = TWords.Xor(a >> 32, x3, high);
            (x1, x3) = (b, a);
            (low, high) = (low + w0, high + w1);
        }
        return ToUniform<TLanes, TWords>(x0, x1);
    }

    /// <summary>The four words at an address for the lanes from <paramref name="lane"/> on, each in the low half of its 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Words<TLanes, TWords>(
        in DrawAddress at,
        int lane,
        out TWords w0,
        out TWords w1,
        out TWords w2,
        out TWords w3
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        ref var keys = ref Unsafe.Add(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(schedule),
            start + lane
        );
        // The counter is the same in all lanes, so the products of the first round are scalar.
        ulong a,
            b;
        unchecked
        {
            a = (ulong)Philox.Multiplier0 * at.Cell;
            b = (ulong)Philox.Multiplier1 * at.Purpose;
        }
        var x0 = TWords.Broadcast((b >> 32) ^ at.Step) ^ TWords.Load(in keys);
        var x2 = TWords.Broadcast((a >> 32) ^ at.Draw) ^ TWords.Load(in Unsafe.Add(ref keys, Block8.Size));
        var x1 = TWords.Broadcast(b);
        var x3 = TWords.Broadcast(a);
        var m0 = TWords.Broadcast(Philox.Multiplier0);
        var m1 = TWords.Broadcast(Philox.Multiplier1);
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 2 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 3 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 4 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 5 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 6 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 7 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 8 * RoundStride));
        Round(ref x0, ref x1, ref x2, ref x3, m0, m1, ref Unsafe.Add(ref keys, 9 * RoundStride));
        (w0, w1, w2, w3) = (x0, x1, x2, x3);
    }

    /// <summary>Two uniforms in [0, 1) with 53 bits per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Uniforms<TLanes, TWords>(in DrawAddress at, int lane, out TLanes first, out TLanes second)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        Words<TLanes, TWords>(at, lane, out var w0, out var w1, out var w2, out var w3);
        first = ToUniform<TLanes, TWords>(w0, w1);
        second = ToUniform<TLanes, TWords>(w2, w3);
    }

    /// <summary>The high halves of the words hold left-overs: only the low ones count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ToUniform<TLanes, TWords>(TWords low, TWords high)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var bits = ((low & TWords.Broadcast(0xFFFFFFFF)) >> 11) | ((high << 32) >> 11);
        return TLanes.Convert(bits) * TLanes.Broadcast(1.0 / (1UL << 53));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TWords>(
        ref TWords x0,
        ref TWords x1,
        ref TWords x2,
        ref TWords x3,
        TWords m0,
        TWords m1,
        ref ulong keys
    )
        where TWords : struct, IWords<TWords>
    {
        var a = TWords.MultiplyLow(x0, m0);
        var b = TWords.MultiplyLow(x2, m1);
        x0 = TWords.Xor(b >> 32, x1, TWords.Load(in keys));
        x2 = TWords.Xor(a >> 32, x3, TWords.Load(in Unsafe.Add(ref keys, Block8.Size)));
        x1 = b;
        x3 = a;
    }
}
