using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Kernels;

/// <summary>One lane: plain scalar code, the yardstick of the wider ones.</summary>
public readonly struct ScalarLanes(double value) : ILanes<ScalarLanes, ScalarWords>
{
    private readonly double value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Broadcast(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Load(ref readonly double source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarLanes value, ref double target) => target = value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator +(ScalarLanes a, ScalarLanes b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator -(ScalarLanes a, ScalarLanes b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator *(ScalarLanes a, ScalarLanes b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes operator /(ScalarLanes a, ScalarLanes b) => new(a.value / b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Sqrt(ScalarLanes a) => new(Math.Sqrt(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Floor(ScalarLanes a) => new(Math.Floor(a.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Min(ScalarLanes a, ScalarLanes b) => a.value < b.value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Max(ScalarLanes a, ScalarLanes b) => a.value > b.value ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords GreaterOrEqual(ScalarLanes a, ScalarLanes b) => Mask(a.value >= b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Greater(ScalarLanes a, ScalarLanes b) => Mask(a.value > b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Below(ScalarLanes a) =>
        new(unchecked((ulong)(BitConverter.DoubleToInt64Bits(a.value) >> 63)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Select(ScalarWords mask, ScalarLanes a, ScalarLanes b) => ScalarWords.Any(mask) ? a : b;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Keep(ScalarWords mask, ScalarLanes value) => ScalarWords.Any(mask) ? value : default;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords AsWords(ScalarLanes value) => new(BitConverter.DoubleToUInt64Bits(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes FromWords(ScalarWords bits) => new(BitConverter.UInt64BitsToDouble(bits.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarLanes Convert(ScalarWords whole) => new((long)whole.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScalarWords Mask(bool set) => new(set ? ulong.MaxValue : 0);
}

/// <summary>One word.</summary>
public readonly struct ScalarWords(ulong value) : IWords<ScalarWords>
{
    internal ulong Value { get; } = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Broadcast(ulong value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Load(ref readonly ulong source) => new(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarWords value, ref ulong target) => target = value.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator +(ScalarWords a, ScalarWords b) => new(unchecked(a.Value + b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator -(ScalarWords a, ScalarWords b) => new(unchecked(a.Value - b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator &(ScalarWords a, ScalarWords b) => new(a.Value & b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator |(ScalarWords a, ScalarWords b) => new(a.Value | b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator ^(ScalarWords a, ScalarWords b) => new(a.Value ^ b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords Xor(ScalarWords a, ScalarWords b, ScalarWords c) => new(a.Value ^ b.Value ^ c.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator <<(ScalarWords a, int bits) => new(a.Value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords operator >>(ScalarWords a, int bits) => new(a.Value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords ShiftLeft(ScalarWords a, ScalarWords bits) =>
        new(bits.Value > 63 ? 0 : a.Value << (int)bits.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords ShiftRight(ScalarWords a, ScalarWords bits) =>
        new(bits.Value > 63 ? 0 : a.Value >> (int)bits.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarWords MultiplyLow(ScalarWords a, ScalarWords b) =>
        new(unchecked((ulong)(uint)a.Value * (uint)b.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(ScalarWords a) => a.Value != 0;
}
