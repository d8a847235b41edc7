using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Populatie.Analytics.Randomness;

/// <summary>
/// A probability as the row samplers want it: worked out once, used in many draws. The rarer of an event and its opposite is
/// what they count; two rows of eight hold q = 1 − p of the rarer, and its odds p/q, negative where it is the opposite.
/// </summary>
/// <remarks>Odds lie in [0, 1]; q·odds gives p back within 2⁻⁵².</remarks>
public static class ChanceLaw
{
    /// <summary>Odds that no draw of 53 bits tells from none.</summary>
    private const double Nothing = 1e-300;

    /// <summary>Rows of a law.</summary>
    public const int Rows = 2;

    /// <summary>Doubles of a law.</summary>
    public const int Width = Rows * Block8.Size;

    /// <summary>Writes the law of one replicate.</summary>
    /// <param name="probability">In [0, 1].</param>
    /// <param name="law">Shape [2, 8].</param>
    public static void Write(double probability, int lane, Span<double> law)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability lies in [0, 1]");
        }
        var opposite = probability > 0.5;
        var rarer = opposite ? 1 - probability : probability;
        var rest = 1 - rarer;
        law[lane] = rest;
        // Of something certain the opposite has no odds at all, and 0 has no sign that a compare sees.
        law[Block8.Size + lane] = opposite ? -Math.Max(rarer / rest, Nothing) : rarer / rest;
    }

    /// <summary>The probability of one replicate, within 2⁻⁵².</summary>
    public static double Read(ReadOnlySpan<double> law, int lane)
    {
        var (rest, odds) = (law[lane], law[Block8.Size + lane]);
        return odds < 0 ? 1 + (rest * odds) : rest * odds;
    }

    /// <summary>Writes the laws of eight replicates.</summary>
    /// <param name="probability">Shape [8].</param>
    /// <param name="law">Shape [2, 8].</param>
    public static void Write(ReadOnlySpan<double> probability, Span<double> law) =>
        Write(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(probability[..Block8.Size])), law);

    /// <inheritdoc cref="Write(ReadOnlySpan{double}, Span{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(Vector512<double> probability, Span<double> law)
    {
        ref var first = ref MemoryMarshal.GetReference(law[..Width]);
        var one = Vector512<double>.One;
        if (
            !Vector512.GreaterThanOrEqualAll(probability, Vector512<double>.Zero)
            || !Vector512.LessThanOrEqualAll(probability, one)
        )
        {
            OutOfRange(nameof(probability));
        }
        var opposite = Vector512.GreaterThan(probability, Vector512.Create(0.5));
        var rarer = Vector512.ConditionalSelect(opposite, one - probability, probability);
        var rest = one - rarer;
        var odds = rarer / rest;
        rest.StoreUnsafe(ref first);
        Vector512
            .ConditionalSelect(opposite, -Vector512.Max(odds, Vector512.Create(Nothing)), odds)
            .StoreUnsafe(ref first, Block8.Size);
    }

    /// <summary>The probabilities of eight replicates, each as <see cref="Read(ReadOnlySpan{double}, int)"/> gives it.</summary>
    /// <param name="law">Shape [2, 8].</param>
    public static Vector512<double> Read(ReadOnlySpan<double> law)
    {
        ref var first = ref MemoryMarshal.GetReference(law[..Width]);
        var odds = Vector512.LoadUnsafe(ref first, Block8.Size);
        var part = Vector512.LoadUnsafe(ref first) * odds;
        var opposite = Vector512.LessThan(odds, Vector512<double>.Zero);
        return Vector512.ConditionalSelect(opposite, Vector512<double>.One + part, part);
    }

    [DoesNotReturn]
    private static void OutOfRange(string name) =>
        throw new ArgumentOutOfRangeException(name, "probabilities lie in [0, 1]");
}
