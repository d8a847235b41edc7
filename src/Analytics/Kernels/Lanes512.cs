using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Eight doubles in 512 bits. Works without such registers too, in halves, with the same bits.</summary>
public readonly struct Lanes512(Vector512<double> value) : ILanes<Lanes512, Words512>
{
    private readonly Vector512<double> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(ref readonly double source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes512 value, ref double target) => value.value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Floor(Lanes512 a) => new(Vector512.Floor(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Min(Lanes512 a, Lanes512 b) => new(Vector512.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Vector512.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 GreaterOrEqual(Lanes512 a, Lanes512 b) =>
        new(Vector512.GreaterThanOrEqual(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Greater(Lanes512 a, Lanes512 b) => new(Vector512.GreaterThan(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Below(Lanes512 a) => new((a.value.AsInt64() >> 63).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Words512 mask, Lanes512 a, Lanes512 b) =>
        new(Vector512.ConditionalSelect(mask.Value.AsDouble(), a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Keep(Words512 mask, Lanes512 value) => new(mask.Value.AsDouble() & value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 AsWords(Lanes512 value) => new(value.value.AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FromWords(Words512 bits) => new(bits.Value.AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Convert(Words512 whole) => new(Vector512.ConvertToDouble(whole.Value));
}

/// <summary>Eight words in 512 bits.</summary>
public readonly struct Words512(Vector512<ulong> value) : IWords<Words512>
{
    /// <summary>Truth table of a ^ b ^ c.</summary>
    private const byte OddOfThree = 0x96;

    internal readonly Vector512<ulong> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Broadcast(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Load(ref readonly ulong source) => new(Vector512.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Words512 value, ref ulong target) => value.Value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator +(Words512 a, Words512 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator -(Words512 a, Words512 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator &(Words512 a, Words512 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator |(Words512 a, Words512 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator ^(Words512 a, Words512 b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 Xor(Words512 a, Words512 b, Words512 c) =>
        new(
            Avx512F.IsSupported
                ? Avx512F.TernaryLogic(a.Value, b.Value, c.Value, OddOfThree)
                : a.Value ^ b.Value ^ c.Value
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator <<(Words512 a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 operator >>(Words512 a, int bits) => new(a.Value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 ShiftLeft(Words512 a, Words512 bits)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ShiftLeftLogicalVariable(a.Value, bits.Value));
        }
        var low = Words256.ShiftLeft(new(a.Value.GetLower()), new(bits.Value.GetLower()));
        var high = Words256.ShiftLeft(new(a.Value.GetUpper()), new(bits.Value.GetUpper()));
        return new(Vector512.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 ShiftRight(Words512 a, Words512 bits)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.ShiftRightLogicalVariable(a.Value, bits.Value));
        }
        var low = Words256.ShiftRight(new(a.Value.GetLower()), new(bits.Value.GetLower()));
        var high = Words256.ShiftRight(new(a.Value.GetUpper()), new(bits.Value.GetUpper()));
        return new(Vector512.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words512 MultiplyLow(Words512 a, Words512 b)
    {
        if (Avx512F.IsSupported)
        {
            return new(Avx512F.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()));
        }
        var low = Vector512.Create(0xFFFFFFFFUL);
        return new((a.Value & low) * (b.Value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Words512 a) => a.Value != Vector512<ulong>.Zero;
}
