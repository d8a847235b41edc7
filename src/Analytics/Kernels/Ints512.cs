using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Populatie.Analytics.Kernels;

/// <summary>Sixteen numbers in 512 bits. Works without such registers too, with the same values.</summary>
public readonly unsafe struct Ints512(Vector512<uint> value) : IInts<Ints512>
{
    private readonly Vector512<uint> value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 Broadcast(uint value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 Load(uint* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Ints512 value, uint* target) => value.value.Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator +(Ints512 a, Ints512 b) => new(a.value + b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator -(Ints512 a, Ints512 b) => new(a.value - b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator *(Ints512 a, Ints512 b) => new(a.value * b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator &(Ints512 a, Ints512 b) => new(a.value & b.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator >>(Ints512 a, int bits) => new(a.value >>> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 operator <<(Ints512 a, int bits) => new(a.value << bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 ShiftRight(Ints512 a, Ints512 bits) =>
        Avx512F.IsSupported
            ? new(Avx512F.ShiftRightLogicalVariable(a.value, bits.value))
            : new(
                Vector512.Create(
                    Ints256.ShiftRight(new(a.value.GetLower()), new(bits.value.GetLower())).Value,
                    Ints256.ShiftRight(new(a.value.GetUpper()), new(bits.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 ShiftLeft(Ints512 a, Ints512 bits) =>
        Avx512F.IsSupported
            ? new(Avx512F.ShiftLeftLogicalVariable(a.value, bits.value))
            : new(
                Vector512.Create(
                    Ints256.ShiftLeft(new(a.value.GetLower()), new(bits.value.GetLower())).Value,
                    Ints256.ShiftLeft(new(a.value.GetUpper()), new(bits.value.GetUpper())).Value
                )
            );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 Min(Ints512 a, Ints512 b) => new(Vector512.Min(a.value, b.value));

    // .NET has no gather of 512 bits: two of half the width.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 Gather(uint* table, Ints512 places) =>
        new(
            Vector512.Create(
                Ints256.Gather(table, new(places.value.GetLower())).Value,
                Ints256.Gather(table, new(places.value.GetUpper())).Value
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ints512 Gather(ushort* table, Ints512 places) =>
        new(
            Vector512.Create(
                Ints256.Gather(table, new(places.value.GetLower())).Value,
                Ints256.Gather(table, new(places.value.GetUpper())).Value
            )
        );

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong HighestBits(Ints512 a) => a.value.ExtractMostSignificantBits();
}
