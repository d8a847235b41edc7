using System.Runtime.CompilerServices;
using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Eight decimal digits in every lane, as the bytes of a word with the first digit lowest; and the few questions that
/// kernels ask of a word. Truths are 0 and 1, masks all bits or none.
/// </summary>
internal static class DigitLanes
{
    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong Tops = 0x8080_8080_8080_8080;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Word<T>(ulong value)
        where T : struct, IWords<T> => T.Broadcast(value);

    /// <summary>A word with the digit 0 in the bytes that a mask does not keep.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ElseZeros<T>(T word, T kept)
        where T : struct, IWords<T> => ((word ^ Word<T>(Zeros)) & kept) ^ Word<T>(Zeros);

    /// <summary>Mask of the last bytes of a word: as many as the length, at most eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LastBytes<T>(T length)
        where T : struct, IWords<T>
    {
        var absent = Word<T>(64) - (length << 3);
        return T.ShiftLeft(Word<T>(ulong.MaxValue), absent & Not(IsNegative(absent)));
    }

    /// <summary>Not 0 when any byte is not a digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Others<T>(T word)
        where T : struct, IWords<T>
    {
        var digits = word ^ Word<T>(Zeros);
        return ((digits + Word<T>(0x7676_7676_7676_7676)) | digits) & Word<T>(Tops);
    }

    /// <summary>Value of eight digits, 0 … 99,999,999. Anything else gives some number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Value<T>(T word)
        where T : struct, IWords<T>
    {
        // Pairs of digits, then fours, then all: each step multiplies the earlier half and adds the later.
        var digits = word ^ Word<T>(Zeros);
        var pairs = Pairs(digits) & Word<T>(0x00FF_00FF_00FF_00FF);
        var fours = (pairs << 6) + (pairs << 5) + (pairs << 2) + (pairs >> 16);
        var four = Word<T>(0xFFFF);
        return T.MultiplyLow(fours & four, Word<T>(10_000)) + ((fours >> 32) & four);
    }

    /// <summary>Ten times every byte and the one after it; the bytes hold digits from 0 to 9.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Pairs<T>(T digits)
        where T : struct, IWords<T> => (digits << 3) + (digits << 1) + (digits >> 8);

    /// <summary>The highest bit of each byte that is a point or a comma.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T DecimalMarks<T>(T word)
        where T : struct, IWords<T>
    {
        // Point and comma differ in one bit, which is left out of the compare. No carry passes from byte to byte.
        var other = (word & Word<T>(0xFDFD_FDFD_FDFD_FDFD)) ^ Word<T>(0x2C2C_2C2C_2C2C_2C2C);
        return Not(((other & Word<T>(~Tops)) + Word<T>(~Tops)) | other) & Word<T>(Tops);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Not<T>(T word)
        where T : struct, IWords<T> => word ^ Word<T>(ulong.MaxValue);

    /// <summary>1 where a word is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T IsNotZero<T>(T word)
        where T : struct, IWords<T> => (word | (Word<T>(0) - word)) >> 63;

    /// <summary>Mask of the words that are below 0 as signed numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T IsNegative<T>(T word)
        where T : struct, IWords<T> => Word<T>(0) - (word >> 63);

    /// <summary>1 where a small number lies outside bounds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T IsOutside<T>(T number, T least, T most)
        where T : struct, IWords<T> => ((number - least) | (most - number)) >> 63;
}
