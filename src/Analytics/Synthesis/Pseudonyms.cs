using Populatie.Analytics.Randomness;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// Pseudonyms of synthetic persons and households: a letter and 13 characters of base 32, from a keyed permutation of
/// their number. A permutation, so no two are the same; keyed by the seed, so they tell nothing. Thread-safe.
/// </summary>
internal static class Pseudonyms
{
    public const int Length = 14;
    public const byte Person = (byte)'S';
    public const byte Household = (byte)'H';
    private const int Rounds = 4;

    /// <summary>Number of a person: buurt 20 bits · sex 1 · year of birth 12 · turn in the cohort 24.</summary>
    public static ulong NumberOf(CohortHistory cohort, int person) =>
        ((ulong)(uint)cohort.Buurt << 37)
        | ((ulong)(uint)cohort.Sex << 36)
        | ((ulong)(uint)cohort.BirthYear << 24)
        | (uint)person;

    /// <summary>Keyed permutation of 64 bits: four Feistel rounds with Philox as the round function.</summary>
    public static ulong Permute(ulong seed, byte kind, ulong number)
    {
        var (left, right) = unchecked(((uint)(number >> 32), (uint)number));
        for (uint round = 0; round < Rounds; round++)
        {
            var mixed = Philox.Block(seed, right, round, kind, (uint)Purpose.Pseudonym).W0;
            (left, right) = (right, left ^ mixed);
        }
        return ((ulong)left << 32) | right;
    }

    /// <summary>Writes a pseudonym as <see cref="Length"/> ASCII bytes.</summary>
    public static void Write(ulong seed, byte kind, ulong number, Span<byte> into)
    {
        ReadOnlySpan<byte> letters = "abcdefghijklmnopqrstuvwxyz234567"u8;
        var bits = Permute(seed, kind, number);
        into[0] = kind;
        for (var i = 1; i < Length; i++)
        {
            into[i] = letters[(int)(bits & 31)];
            bits >>= 5;
        }
    }

    /// <summary>The same identity as 128 bits, for records that skip the text. Never 0.</summary>
    public static UInt128 Bits(ulong seed, byte kind, ulong number) => new(kind, Permute(seed, kind, number));
}
