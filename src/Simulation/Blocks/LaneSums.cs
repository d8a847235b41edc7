using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Blocks;

/// <summary>Sums over eight replicates at once. Element by element, so the width of the machine's vectors changes no bit.</summary>
internal static class LaneSums
{
    /// <summary>into += values; both hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> into, ReadOnlySpan<double> values) => Store(Load(into) + Load(values), into);

    /// <summary>into += values; both hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> into, Vector512<double> values) => Store(Load(into) + values, into);

    /// <summary>into += one + other; all hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<double> into, ReadOnlySpan<double> one, ReadOnlySpan<double> other) =>
        Store(Load(into) + (Load(one) + Load(other)), into);

    /// <summary>into −= values; both hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(Span<double> into, ReadOnlySpan<double> values) =>
        Store(Load(into) - Load(values), into);

    /// <summary>into += values − less; all hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDifference(Span<double> into, ReadOnlySpan<double> values, ReadOnlySpan<double> less) =>
        Store(Load(into) + (Load(values) - Load(less)), into);

    /// <summary>into = values − less; all hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PutDifference(Span<double> into, ReadOnlySpan<double> values, ReadOnlySpan<double> less) =>
        Store(Load(values) - Load(less), into);

    /// <summary>into *= values; both hold eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Multiply(Span<double> into, ReadOnlySpan<double> values) =>
        Store(Load(into) * Load(values), into);

    /// <summary>into += values × factor; both hold eight. Exact for whole numbers below 2⁵³.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTimes(Span<double> into, ReadOnlySpan<double> values, double factor) =>
        Store(Load(into) + (Load(values) * Vector512.Create(factor)), into);

    /// <summary>Which of eight are above 0, as bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint AboveZero(ReadOnlySpan<double> values) =>
        unchecked((uint)Vector512.GreaterThan(Load(values), Vector512<double>.Zero).ExtractMostSignificantBits());

    /// <summary>Whether any of eight is other than 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAny(ReadOnlySpan<double> values) => !Vector512.EqualsAll(Load(values), Vector512<double>.Zero);

    /// <summary>The first eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(ReadOnlySpan<double> eight) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(eight[..Block8.Size]));

    /// <summary>Sets the first eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, Span<double> eight) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(eight[..Block8.Size]));
}
