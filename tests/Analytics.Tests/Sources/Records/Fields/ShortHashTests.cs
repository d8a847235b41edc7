using System.Buffers.Binary;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Sources.Records.Fields;
using Populatie.Analytics.Tests.Reference;

namespace Populatie.Analytics.Tests.Sources.Records.Fields;

public sealed class ShortHashTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];

    /// <summary>From the vectors that the authors publish with their reference code: key 00 … 0f, text 00 … n − 1.</summary>
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(3, "9c70b60c5267a94e5f33b6b02985ed51")]
    [InlineData(4, "f88164c12d9c8faf7d0f6e7c7bcd5579")]
    [InlineData(5, "1368875980776f8854527a07690e9627")]
    [InlineData(6, "14eeca338b208613485ea0308fd7a15e")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    public void Gives_the_published_vectors(int length, string expected)
    {
        var text = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        Convert.ToHexStringLower(Bytes(new ShortHash(Key).Of(text))).ShouldBe(expected);
        Convert.ToHexStringLower(NaiveSipHash.Hash(Key, text)).ShouldBe(expected);
    }

    [Fact]
    public void Agrees_with_its_description_at_every_length()
    {
        var random = new Random(1);
        for (var length = 0; length <= 256; length++)
        {
            var (key, text) = (new byte[16], new byte[length]);
            random.NextBytes(key);
            random.NextBytes(text);
            Bytes(new ShortHash(key).Of(text)).ShouldBe(NaiveSipHash.Hash(key, text), $"length {length}");
        }
    }

    [Fact]
    public void Lanes_agree_with_one_text_at_a_time()
    {
        const int texts = 8;
        var random = new Random(2);
        var key = new byte[16];
        random.NextBytes(key);
        var hash = new ShortHash(key);
        for (var words = 1; words <= 8; words++)
        {
            var (all, expected) = (new ulong[words * texts], new UInt128[texts]);
            for (var text = 0; text < texts; text++)
            {
                var bytes = new byte[(8 * (words - 1)) + text];
                random.NextBytes(bytes);
                expected[text] = hash.Of(bytes);
                var padded = new byte[8 * words];
                bytes.CopyTo(padded, 0);
                padded[^1] = (byte)bytes.Length;
                for (var word = 0; word < words; word++)
                {
                    all[(word * texts) + text] = BinaryPrimitives.ReadUInt64LittleEndian(padded.AsSpan(8 * word));
                }
            }
            Lanes<ScalarLanes, ScalarWords>(hash, all, texts).ShouldBe(expected);
            Lanes<Lanes128, Words128>(hash, all, texts).ShouldBe(expected);
            Lanes<Lanes256, Words256>(hash, all, texts).ShouldBe(expected);
            Lanes<Lanes512, Words512>(hash, all, texts).ShouldBe(expected);
        }
    }

    private static UInt128[] Lanes<TLanes, TWords>(ShortHash hash, ulong[] words, int texts)
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var (low, high) = (new ulong[texts], new ulong[texts]);
        hash.Run<TLanes, TWords>(words, texts, low, high);
        return [.. low.Zip(high, (l, h) => new UInt128(h, l))];
    }

    private static byte[] Bytes(UInt128 value)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, value);
        return bytes;
    }
}
