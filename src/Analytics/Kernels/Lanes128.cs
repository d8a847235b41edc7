using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Two doubles in 128 bits.</summary>
public readonly struct Lanes128(Vector128<double> value) : ILanes<Lanes128, Words128>
{
    private readonly Vector128<double> value = value;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Broadcast(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Load(ref readonly double source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes128 value, ref double target) => value.value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator +(Lanes128 a, Lanes128 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator -(Lanes128 a, Lanes128 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator *(Lanes128 a, Lanes128 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 operator /(Lanes128 a, Lanes128 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Sqrt(Lanes128 a) => new(Vector128.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Floor(Lanes128 a) => new(Vector128.Floor(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Min(Lanes128 a, Lanes128 b) => new(Vector128.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Max(Lanes128 a, Lanes128 b) => new(Vector128.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 GreaterOrEqual(Lanes128 a, Lanes128 b) =>
        new(Vector128.GreaterThanOrEqual(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Greater(Lanes128 a, Lanes128 b) => new(Vector128.GreaterThan(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Below(Lanes128 a) =>
        new(Vector128.LessThan(a.value.AsInt64(), Vector128<long>.Zero).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Select(Words128 mask, Lanes128 a, Lanes128 b) =>
        new(Vector128.ConditionalSelect(mask.Value.AsDouble(), a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Keep(Words128 mask, Lanes128 value) => new(mask.Value.AsDouble() & value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 AsWords(Lanes128 value) => new(value.value.AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 FromWords(Words128 bits) => new(bits.Value.AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes128 Convert(Words128 whole) => new(Vector128.ConvertToDouble(whole.Value));
}

/// <summary>Two words in 128 bits.</summary>
public readonly struct Words128(Vector128<ulong> value) : IWords<Words128>
{
    /// <summary>Truth table of a ^ b ^ c.</summary>
    private const byte OddOfThree = 0x96;

    internal readonly Vector128<ulong> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Broadcast(ulong value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Load(ref readonly ulong source) => new(Vector128.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Words128 value, ref ulong target) => value.Value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator +(Words128 a, Words128 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator -(Words128 a, Words128 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator &(Words128 a, Words128 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator |(Words128 a, Words128 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator ^(Words128 a, Words128 b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 Xor(Words128 a, Words128 b, Words128 c) =>
        new(
            Avx512F.VL.IsSupported
                ? Avx512F.VL.TernaryLogic(a.Value, b.Value, c.Value, OddOfThree)
                : a.Value ^ b.Value ^ c.Value
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator <<(Words128 a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 operator >>(Words128 a, int bits) => new(a.Value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 ShiftLeft(Words128 a, Words128 bits)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ShiftLeftLogicalVariable(a.Value, bits.Value));
        }
        var (low, high) = (
            ScalarWords.ShiftLeft(new(a.Value[0]), new(bits.Value[0])),
            ScalarWords.ShiftLeft(new(a.Value[1]), new(bits.Value[1]))
        );
        return new(Vector128.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 ShiftRight(Words128 a, Words128 bits)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ShiftRightLogicalVariable(a.Value, bits.Value));
        }
        var (low, high) = (
            ScalarWords.ShiftRight(new(a.Value[0]), new(bits.Value[0])),
            ScalarWords.ShiftRight(new(a.Value[1]), new(bits.Value[1]))
        );
        return new(Vector128.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words128 MultiplyLow(Words128 a, Words128 b)
    {
        if (Sse2.IsSupported)
        {
            return new(Sse2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()));
        }
        var low = Vector128.Create(0xFFFFFFFFUL);
        return new((a.Value & low) * (b.Value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Words128 a) => a.Value != Vector128<ulong>.Zero;
}
