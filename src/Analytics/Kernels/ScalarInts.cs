using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Kernels;

/// <summary>One number at a time.</summary>
public readonly unsafe struct ScalarInts(uint value) : IInts<ScalarInts>
{
    private readonly uint value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts Broadcast(uint value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts Load(uint* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ScalarInts value, uint* target) => *target = value.value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator +(ScalarInts a, ScalarInts b) => new(unchecked(a.value + b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator -(ScalarInts a, ScalarInts b) => new(unchecked(a.value - b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator *(ScalarInts a, ScalarInts b) => new(unchecked(a.value * b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator &(ScalarInts a, ScalarInts b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator >>(ScalarInts a, int bits) => new(a.value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts operator <<(ScalarInts a, int bits) => new(a.value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts ShiftRight(ScalarInts a, ScalarInts bits) => new(a.value >> unchecked((int)bits.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts ShiftLeft(ScalarInts a, ScalarInts bits) => new(a.value << unchecked((int)bits.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts Min(ScalarInts a, ScalarInts b) => new(Math.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts Gather(uint* table, ScalarInts places) => new(table[places.value]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ScalarInts Gather(ushort* table, ScalarInts places) => new(table[places.value]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HighestBits(ScalarInts a) => a.value >> 31;
}
