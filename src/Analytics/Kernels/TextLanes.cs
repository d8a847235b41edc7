using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Populatie.Analytics.Kernels;

/// <summary>64 bytes in one register of 512 bits.</summary>
public readonly struct TextLanes512(Vector512<byte> text) : ITextLanes<TextLanes512>
{
    private readonly Vector512<byte> text = text;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TextLanes512 Load(ref readonly byte source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Matches(byte value) => Vector512.Equals(text, Vector512.Create(value)).ExtractMostSignificantBits();
}

/// <summary>64 bytes in two registers of 256 bits.</summary>
public readonly struct TextLanes256(Vector256<byte> low, Vector256<byte> high) : ITextLanes<TextLanes256>
{
    private readonly Vector256<byte> low = low;
    private readonly Vector256<byte> high = high;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TextLanes256 Load(ref readonly byte source) =>
        new(Vector256.LoadUnsafe(in source), Vector256.LoadUnsafe(in source, 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Matches(byte value)
    {
        var sought = Vector256.Create(value);
        return Vector256.Equals(low, sought).ExtractMostSignificantBits()
            | ((ulong)Vector256.Equals(high, sought).ExtractMostSignificantBits() << 32);
    }
}

/// <summary>64 bytes in four registers of 128 bits.</summary>
public readonly struct TextLanes128(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d)
    : ITextLanes<TextLanes128>
{
    private readonly Vector128<byte> a = a;
    private readonly Vector128<byte> b = b;
    private readonly Vector128<byte> c = c;
    private readonly Vector128<byte> d = d;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TextLanes128 Load(ref readonly byte source) =>
        new(
            Vector128.LoadUnsafe(in source),
            Vector128.LoadUnsafe(in source, 16),
            Vector128.LoadUnsafe(in source, 32),
            Vector128.LoadUnsafe(in source, 48)
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Matches(byte value)
    {
        var sought = Vector128.Create(value);
        return Vector128.Equals(a, sought).ExtractMostSignificantBits()
            | ((ulong)Vector128.Equals(b, sought).ExtractMostSignificantBits() << 16)
            | ((ulong)Vector128.Equals(c, sought).ExtractMostSignificantBits() << 32)
            | ((ulong)Vector128.Equals(d, sought).ExtractMostSignificantBits() << 48);
    }
}

/// <summary>64 bytes as eight ordinary words, eight bytes compared at once by arithmetic.</summary>
public readonly struct ScalarTextLanes : ITextLanes<ScalarTextLanes>
{
    private const ulong Ones = 0x0101_0101_0101_0101;
    private const ulong Lows = 0x7F7F_7F7F_7F7F_7F7F;
    private readonly Words words;

    private ScalarTextLanes(Words words) => this.words = words;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarTextLanes Load(ref readonly byte source) => new(Unsafe.ReadUnaligned<Words>(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Matches(byte value)
    {
        var sought = Ones * value;
        ulong bits = 0;
        for (var word = 0; word < 8; word++)
        {
            bits |= Gathered(words[word] ^ sought) << (8 * word);
        }
        return bits;
    }

    /// <summary>One bit per byte that is zero. No carry passes from byte to byte, so every one is found and no other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Gathered(ulong different)
    {
        var zero = ~(((different & Lows) + Lows) | different | Lows) >> 7;
        return unchecked(zero * 0x0102_0408_1020_4080) >> 56;
    }

    [InlineArray(8)]
    private struct Words
    {
        private ulong first;
    }
}
