using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Eight numbers in 256 bits. Works without such registers too, with the same values.</summary>
public readonly unsafe struct Ints256(Vector256<uint> value) : IInts<Ints256>
{
    private readonly Vector256<uint> value = value;

    internal Vector256<uint> Value => value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 Broadcast(uint value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 Load(uint* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Ints256 value, uint* target) => value.value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator +(Ints256 a, Ints256 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator -(Ints256 a, Ints256 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator *(Ints256 a, Ints256 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator &(Ints256 a, Ints256 b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator >>(Ints256 a, int bits) => new(a.value >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 operator <<(Ints256 a, int bits) => new(a.value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 ShiftRight(Ints256 a, Ints256 bits) =>
        Avx2.IsSupported
            ? new(Avx2.ShiftRightLogicalVariable(a.value, bits.value))
            : new(
                Vector256.Create(
                    Ints128.ShiftRight(new(a.value.GetLower()), new(bits.value.GetLower())).Value,
                    Ints128.ShiftRight(new(a.value.GetUpper()), new(bits.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 ShiftLeft(Ints256 a, Ints256 bits) =>
        Avx2.IsSupported
            ? new(Avx2.ShiftLeftLogicalVariable(a.value, bits.value))
            : new(
                Vector256.Create(
                    Ints128.ShiftLeft(new(a.value.GetLower()), new(bits.value.GetLower())).Value,
                    Ints128.ShiftLeft(new(a.value.GetUpper()), new(bits.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 Min(Ints256 a, Ints256 b) => new(Vector256.Min(a.value, b.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 Gather(uint* table, Ints256 places) =>
        Avx2.IsSupported
            ? new(Avx2.GatherVector256(table, places.value.AsInt32(), 4))
            : new(
                Vector256.Create(
                    Ints128.Gather(table, new(places.value.GetLower())).Value,
                    Ints128.Gather(table, new(places.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints256 Gather(ushort* table, Ints256 places) =>
        Avx2.IsSupported
            ? new(
                Avx2.GatherVector256((uint*)table, places.value.AsInt32(), 2) & Vector256.Create((uint)ushort.MaxValue)
            )
            : new(
                Vector256.Create(
                    Ints128.Gather(table, new(places.value.GetLower())).Value,
                    Ints128.Gather(table, new(places.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HighestBits(Ints256 a) => a.value.ExtractMostSignificantBits();
}
