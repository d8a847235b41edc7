using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Eight decimal digits at a time, as the bytes of a word with the first digit lowest. Nothing here branches. For
/// fields one at a time; <see cref="DigitLanes"/> has the same for several.
/// </summary>
internal static class DigitWords
{
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong Tops = 0x8080_8080_8080_8080;

    /// <summary>Not 0 when any byte is not a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Others(ulong word)
    {
        var digits = word ^ Zeros;
        return unchecked((digits + 0x7676_7676_7676_7676) | digits) & Tops;
    }

    /// <summary>Value of eight digits, 0 … 99,999,999. Anything else gives some number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Value(ulong word)
    {
        unchecked
        {
            // Pairs of digits, then fours, then all: each step multiplies the earlier half and adds the later.
            var pairs = Pairs(word);
            var low = (pairs & 0x0000_00FF_0000_00FF) * ((1_000_000UL << 32) + 100);
            var high = ((pairs >> 16) & 0x0000_00FF_0000_00FF) * ((10_000UL << 32) + 1);
            return (uint)((low + high) >> 32);
        }
    }

    /// <summary>Values of the four pairs of digits, in bytes 0, 2, 4 and 6; the other bytes hold remains.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Pairs(ulong word)
    {
        var digits = word ^ Zeros;
        return unchecked((digits * 10) + (digits >> 8));
    }
}
