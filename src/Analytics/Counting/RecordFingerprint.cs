using System.Globalization;
using System.Numerics;

namespace Populatie.Analytics.Counting;

/// <summary>
/// 128 bits that tell one set of records from another, whatever the order they came in and whichever keys hide the
/// persons: each person's sorted rows are mixed without the pseudonym, and the persons are added up. It finds accidents,
/// not forgers: an artefact's own digest is SHA-256.
/// </summary>
internal static class RecordFingerprint
{
    private const ulong PrimeA = 0x9E3779B185EBCA87;
    private const ulong PrimeB = 0xC2B2AE3D27D4EB4F;

    /// <param name="rows">The rows of one person in their total order.</param>
    public static UInt128 Of(ReadOnlySpan<UseRow> rows)
    {
        unchecked
        {
            var (a, b) = (PrimeB + (ulong)rows.Length, PrimeA);
            foreach (ref readonly var row in rows)
            {
                Mix(ref a, ref b, row.Stay);
                Mix(ref a, ref b, row.Kind);
                Mix(ref a, ref b, (ulong)row.CostCents);
                Mix(ref a, ref b, (uint)row.Minutes);
            }
            return new UInt128(Finish(a ^ BitOperations.RotateLeft(b, 32)), Finish(b + a));
        }
    }

    public static UInt128 Plus(UInt128 left, UInt128 right) => unchecked(left + right);

    public static string ToText(UInt128 value) => value.ToString("x32", CultureInfo.InvariantCulture);

    private static void Mix(ref ulong a, ref ulong b, ulong word)
    {
        unchecked
        {
            a = BitOperations.RotateLeft(a ^ word, 29) * PrimeA;
            b = (BitOperations.RotateLeft(b, 31) + word) * PrimeB;
        }
    }

    private static ulong Finish(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 33)) * PrimeA;
            x = (x ^ (x >> 29)) * PrimeB;
            return x ^ (x >> 32);
        }
    }
}
