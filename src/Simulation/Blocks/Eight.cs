using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Blocks;

/// <summary>Eight replicates side by side in an array: one check of the bounds for all of them.</summary>
internal static class Eight
{
    private const int Lanes = Block8.Size;

    /// <param name="row">Ordinal of the eight.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Load(double[] values, int row) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(values.AsSpan(unchecked(row * Lanes), Lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<double> value, double[] values, int row) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(values.AsSpan(unchecked(row * Lanes), Lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(double[] into, int row, Vector512<double> more) => Store(Load(into, row) + more, into, row);

    /// <summary>Whether a mask has any bits set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsAny(Vector512<double> mask) => mask.ExtractMostSignificantBits() != 0;

    /// <summary>The least of the eight.</summary>
    public static double Least(Vector512<double> values)
    {
        var four = Vector256.Min(values.GetLower(), values.GetUpper());
        var two = Vector128.Min(four.GetLower(), four.GetUpper());
        return Math.Min(two[0], two[1]);
    }

    /// <summary>The same eight in double precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Widen(Vector256<float> values)
    {
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Double(values);
        }
        var (lower, upper) = Vector256.Widen(values);
        return Vector512.Create(lower, upper);
    }

    /// <summary>Eight whole numbers below 2²⁴ in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Narrow(Vector512<double> values) =>
        Avx512F.IsSupported
            ? Avx512F.ConvertToVector256Single(values)
            : Vector256.Narrow(values.GetLower(), values.GetUpper());
}
