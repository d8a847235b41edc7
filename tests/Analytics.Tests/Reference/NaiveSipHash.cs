using System.Numerics;

namespace Populatie.Analytics.Tests.Reference;

/// <summary>SipHash-2-4 with 128 bits, byte by byte from its description, on big integers. Shares no code with ours.</summary>
internal static class NaiveSipHash
{
    private static readonly BigInteger Modulus = BigInteger.One << 64;

    public static byte[] Hash(byte[] key, byte[] text)
    {
        var (k0, k1) = (Little(key[..8]), Little(key[8..16]));
        BigInteger[] v =
        [
            k0 ^ Ascii("somepseu"),
            k1 ^ Ascii("dorandom") ^ 0xEE,
            k0 ^ Ascii("lygenera"),
            k1 ^ Ascii("tedbytes"),
        ];
        var padded = text.Concat(new byte[7 - (text.Length % 8)]).Append((byte)(text.Length % 256)).ToArray();
        foreach (var chunk in padded.Chunk(8))
        {
            var word = Little(chunk);
            v[3] ^= word;
            Rounds(v, 2);
            v[0] ^= word;
        }
        v[2] ^= 0xEE;
        Rounds(v, 4);
        var first = v[0] ^ v[1] ^ v[2] ^ v[3];
        v[1] ^= 0xDD;
        Rounds(v, 4);
        return [.. Bytes(first), .. Bytes(v[0] ^ v[1] ^ v[2] ^ v[3])];
    }

    private static void Rounds(BigInteger[] v, int count)
    {
        for (var i = 0; i < count; i++)
        {
            v[0] = (v[0] + v[1]) % Modulus;
            v[1] = Turn(v[1], 13) ^ v[0];
            v[0] = Turn(v[0], 32);
            v[2] = (v[2] + v[3]) % Modulus;
            v[3] = Turn(v[3], 16) ^ v[2];
            v[0] = (v[0] + v[3]) % Modulus;
            v[3] = Turn(v[3], 21) ^ v[0];
            v[2] = (v[2] + v[1]) % Modulus;
            v[1] = Turn(v[1], 17) ^ v[2];
            v[2] = Turn(v[2], 32);
        }
    }

    private static BigInteger Turn(BigInteger word, int bits) => ((word << bits) % Modulus) | (word >> (64 - bits));

    /// <summary>The published constants are these letters, the first highest.</summary>
    private static BigInteger Ascii(string letters) => letters.Aggregate(BigInteger.Zero, (sum, c) => (sum << 8) | c);

    private static BigInteger Little(byte[] bytes) => new(bytes, isUnsigned: true);

    private static byte[] Bytes(BigInteger word) =>
        [.. Enumerable.Range(0, 8).Select(i => (byte)((word >> (8 * i)) & 0xFF))];
}
