using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Four numbers in 128 bits. Works without such registers too, with the same values.</summary>
public readonly unsafe struct Ints128(Vector128<uint> value) : IInts<Ints128>
{
    private readonly Vector128<uint> value = value;

    internal Vector128<uint> Value => value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 Broadcast(uint value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 Load(uint* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Ints128 value, uint* target) => value.value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator +(Ints128 a, Ints128 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator -(Ints128 a, Ints128 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator *(Ints128 a, Ints128 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator &(Ints128 a, Ints128 b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator >>(Ints128 a, int bits) => new(a.value >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 operator <<(Ints128 a, int bits) => new(a.value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 ShiftRight(Ints128 a, Ints128 bits) =>
        Avx2.IsSupported ? new(Avx2.ShiftRightLogicalVariable(a.value, bits.value)) : Each(a, bits, left: false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 ShiftLeft(Ints128 a, Ints128 bits) =>
        Avx2.IsSupported ? new(Avx2.ShiftLeftLogicalVariable(a.value, bits.value)) : Each(a, bits, left: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 Min(Ints128 a, Ints128 b) => new(Vector128.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 Gather(uint* table, Ints128 places) =>
        new(
            Vector128.Create(
                table[places.value.GetElement(0)],
                table[places.value.GetElement(1)],
                table[places.value.GetElement(2)],
                table[places.value.GetElement(3)]
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints128 Gather(ushort* table, Ints128 places) =>
        new(
            Vector128.Create(
                (uint)table[places.value.GetElement(0)],
                table[places.value.GetElement(1)],
                table[places.value.GetElement(2)],
                table[places.value.GetElement(3)]
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HighestBits(Ints128 a) => a.value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Ints128 Each(Ints128 a, Ints128 bits, bool left)
    {
        var shifted = a.value;
        for (var lane = 0; lane < Count; lane++)
        {
            var count = unchecked((int)bits.value.GetElement(lane));
            var lifted = a.value.GetElement(lane);
            shifted = shifted.WithElement(lane, left ? lifted << count : lifted >> count);
        }
        return new(shifted);
    }
}
