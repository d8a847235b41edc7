using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;

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
        Span<ulong> words = text.Length < 256 ? stackalloc ulong[32] : new ulong[(text.Length / 8) + 1];
        words = words[..((text.Length / 8) + 1)];
        words.Clear();
        text.CopyTo(MemoryMarshal.AsBytes(words));
        words[^1] |= (ulong)(text.Length & 0xFF) << 56;
        Span<ulong> halves = stackalloc ulong[2];
        Run<ScalarLanes, ScalarWords>(words, 1, halves[..1], halves[1..]);
        return new UInt128(halves[1], halves[0]);
    }

    /// <summary>Hashes of several texts with equally many words.</summary>
    /// <param name="words">Shape [word, text], the last word with the length in its highest byte.</param>
    /// <param name="texts">A multiple of the lanes.</param>
    /// <param name="low">Shape [text].</param>
    /// <param name="high">Shape [text].</param>
    public void Run<TLanes, TWords>(ReadOnlySpan<ulong> words, int texts, Span<ulong> low, Span<ulong> high)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        for (var text = 0; text < texts; text += TLanes.Count)
        {
            var a = TWords.Broadcast(k0 ^ 0x736F_6D65_7073_6575);
            var b = TWords.Broadcast(k1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE);
            var c = TWords.Broadcast(k0 ^ 0x6C79_6765_6E65_7261);
            var d = TWords.Broadcast(k1 ^ 0x7465_6462_7974_6573);
            for (var at = text; at < words.Length; at += texts)
            {
                var word = TWords.Load(in words[at]);
                d ^= word;
                Rounds(ref a, ref b, ref c, ref d, 2);
                a ^= word;
            }
            c ^= TWords.Broadcast(0xEE);
            Rounds(ref a, ref b, ref c, ref d, 4);
            TWords.Store(a ^ b ^ c ^ d, ref low[text]);
            b ^= TWords.Broadcast(0xDD);
            Rounds(ref a, ref b, ref c, ref d, 4);
            TWords.Store(a ^ b ^ c ^ d, ref high[text]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rounds<TWords>(ref TWords a, ref TWords b, ref TWords c, ref TWords d, int count)
        where TWords : struct, IWords<TWords>
    {
        for (var round = 0; round < count; round++)
        {
            a += b;
            c += d;
            b = ((b << 13) | (b >> 51)) ^ a;
            d = ((d << 16) | (d >> 48)) ^ c;
            a = ((a << 32) | (a >> 32)) + d;
            c += b;
            b = ((b << 17) | (b >> 47)) ^ c;
            d = ((d << 21) | (d >> 43)) ^ a;
            c = (c << 32) | (c >> 32);
        }
    }
}
