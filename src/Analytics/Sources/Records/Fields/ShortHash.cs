using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// SipHash-2-4 with an output of 128 bits (Aumasson and Bernstein, 2012; the wide output of their reference code): a keyed
/// pseudo-random function that is quick on short texts. Without the key an output tells nothing of its text. Immutable;
/// thread-safe.
/// </summary>
internal readonly struct ShortHash
{
    private readonly ulong k0;
    private readonly ulong k1;

    /// <param name="key">16 bytes.</param>
    public ShortHash(ReadOnlySpan<byte> key)
    {
        (k0, k1) = (MemoryMarshal.Read<ulong>(key), MemoryMarshal.Read<ulong>(key[8..]));
    }

    /// <summary>Hash of a text. Its first eight bytes as published are the low half of the number.</summary>
    public UInt128 Of(ReadOnlySpan<byte> text)
    {
        var state = Begin();
        var at = 0;
        for (; at + 8 <= text.Length; at += 8)
        {
            state.Add(MemoryMarshal.Read<ulong>(text[at..]));
        }
        ulong tail = 0;
        for (var i = at; i < text.Length; i++)
        {
            tail |= (ulong)text[i] << (8 * (i - at));
        }
        state.Add(tail | ((ulong)(text.Length & 0xFF) << 56));
        return state.Finish();
    }

    /// <summary>Hash of a field; the same as of its bytes, without looking at them one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public UInt128 Of(in FieldColumn column, int start, int end)
    {
        unchecked
        {
            var state = Begin();
            var length = end - start;
            var at = start;
            for (; at + 8 <= end; at += 8)
            {
                state.Add(column.WordAt(at));
            }
            var half = 32 - (4 * (end - at));
            var tail = column.WordAt(at) & (ulong.MaxValue >> half >> half);
            state.Add(tail | ((ulong)(length & 0xFF) << 56));
            return state.Finish();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private State Begin() => new(k0, k1);

    private struct State(ulong k0, ulong k1)
    {
        private ulong a = k0 ^ 0x736F_6D65_7073_6575;
        private ulong b = k1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE;
        private ulong c = k0 ^ 0x6C79_6765_6E65_7261;
        private ulong d = k1 ^ 0x7465_6462_7974_6573;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong word)
        {
            d ^= word;
            Round();
            Round();
            a ^= word;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UInt128 Finish()
        {
            c ^= 0xEE;
            Rounds();
            var low = a ^ b ^ c ^ d;
            b ^= 0xDD;
            Rounds();
            return new UInt128(a ^ b ^ c ^ d, low);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Rounds()
        {
            Round();
            Round();
            Round();
            Round();
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Round()
        {
            unchecked
            {
                a += b;
                c += d;
                b = BitOperations.RotateLeft(b, 13) ^ a;
                d = BitOperations.RotateLeft(d, 16) ^ c;
                a = BitOperations.RotateLeft(a, 32) + d;
                c += b;
                b = BitOperations.RotateLeft(b, 17) ^ c;
                d = BitOperations.RotateLeft(d, 21) ^ a;
                c = BitOperations.RotateLeft(c, 32);
            }
        }
    }
}
