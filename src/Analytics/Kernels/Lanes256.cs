using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Four doubles in 256 bits. Works without such registers too, in halves, with the same bits.</summary>
public readonly struct Lanes256(Vector256<double> value) : ILanes<Lanes256, Words256>
{
    private readonly Vector256<double> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Broadcast(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(ref readonly double source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes256 value, ref double target) => value.value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Floor(Lanes256 a) => new(Vector256.Floor(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Min(Lanes256 a, Lanes256 b) => new(Vector256.MinNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Vector256.MaxNative(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 GreaterOrEqual(Lanes256 a, Lanes256 b) =>
        new(Vector256.GreaterThanOrEqual(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Greater(Lanes256 a, Lanes256 b) => new(Vector256.GreaterThan(a.value, b.value).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Below(Lanes256 a) =>
        new(Vector256.LessThan(a.value.AsInt64(), Vector256<long>.Zero).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Words256 mask, Lanes256 a, Lanes256 b) =>
        new(Vector256.ConditionalSelect(mask.Value.AsDouble(), a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Keep(Words256 mask, Lanes256 value) => new(mask.Value.AsDouble() & value.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 AsWords(Lanes256 value) => new(value.value.AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FromWords(Words256 bits) => new(bits.Value.AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Convert(Words256 whole) => new(Vector256.ConvertToDouble(whole.Value));
}

/// <summary>Four words in 256 bits.</summary>
public readonly struct Words256(Vector256<ulong> value) : IWords<Words256>
{
    /// <summary>Truth table of a ^ b ^ c.</summary>
    private const byte OddOfThree = 0x96;

    internal readonly Vector256<ulong> Value = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Broadcast(ulong value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Load(ref readonly ulong source) => new(Vector256.LoadUnsafe(in source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Words256 value, ref ulong target) => value.Value.StoreUnsafe(ref target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator +(Words256 a, Words256 b) => new(a.Value + b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator -(Words256 a, Words256 b) => new(a.Value - b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator &(Words256 a, Words256 b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator |(Words256 a, Words256 b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator ^(Words256 a, Words256 b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 Xor(Words256 a, Words256 b, Words256 c) =>
        new(
            Avx512F.VL.IsSupported
                ? Avx512F.VL.TernaryLogic(a.Value, b.Value, c.Value, OddOfThree)
                : a.Value ^ b.Value ^ c.Value
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator <<(Words256 a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 operator >>(Words256 a, int bits) => new(a.Value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 ShiftLeft(Words256 a, Words256 bits)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ShiftLeftLogicalVariable(a.Value, bits.Value));
        }
        var low = Words128.ShiftLeft(new(a.Value.GetLower()), new(bits.Value.GetLower()));
        var high = Words128.ShiftLeft(new(a.Value.GetUpper()), new(bits.Value.GetUpper()));
        return new(Vector256.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 ShiftRight(Words256 a, Words256 bits)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.ShiftRightLogicalVariable(a.Value, bits.Value));
        }
        var low = Words128.ShiftRight(new(a.Value.GetLower()), new(bits.Value.GetLower()));
        var high = Words128.ShiftRight(new(a.Value.GetUpper()), new(bits.Value.GetUpper()));
        return new(Vector256.Create(low.Value, high.Value));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Words256 MultiplyLow(Words256 a, Words256 b)
    {
        if (Avx2.IsSupported)
        {
            return new(Avx2.Multiply(a.Value.AsUInt32(), b.Value.AsUInt32()));
        }
        var low = Vector256.Create(0xFFFFFFFFUL);
        return new((a.Value & low) * (b.Value & low));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Words256 a) => a.Value != Vector256<ulong>.Zero;
}
