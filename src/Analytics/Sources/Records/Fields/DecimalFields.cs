using System.Numerics;
using System.Runtime.CompilerServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Columns of numbers: coordinates as millimetres, hours as minutes, cents, years. Digits with at most one decimal mark and
/// no sign; longer or other texts are declined. Halves round up, which is away from zero where there is no sign.
/// </summary>
internal static class DecimalFields
{
    private const int MostBefore = 6;
    private const int MostAfter = 7;

    /// <summary>Metres as whole millimetres; <see cref="UseBatch.UnknownCoordinate"/> where empty.</summary>
    public static void Millimetres(in FieldColumn column, Span<int> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                state[row] |= Split(in fields, row, out var whole, out var fraction, out var empty);
                // The fraction has eight digits: five too many for millimetres.
                var value = (whole * 1000) + ((fraction + 50_000) / 100_000);
                target[row] = empty ? UseBatch.UnknownCoordinate : (int)value;
            }
        }
    }

    /// <summary>Hours as whole minutes; <see cref="UseBatch.UnknownMinutes"/> where empty.</summary>
    public static void Minutes(in FieldColumn column, Span<int> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                state[row] |= Split(in fields, row, out var whole, out var fraction, out var empty);
                var value = (whole * 60) + (uint)(((fraction * 60UL) + 50_000_000) / 100_000_000);
                target[row] = empty ? UseBatch.UnknownMinutes : (int)value;
            }
        }
    }

    /// <summary>Whole cents of at most 16 digits; <see cref="UseBatch.UnknownCents"/> where empty.</summary>
    public static void Cents(in FieldColumn column, Span<long> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var length = end - start;
                var low = DigitWords.Last(fields.WordAt(end - 8), Math.Clamp(length, 0, 8));
                var others = DigitWords.Others(low);
                long value = DigitWords.Value(low);
                if (length > 8)
                {
                    var high = DigitWords.Last(fields.WordAt(end - 16), Math.Min(length - 8, 8));
                    others |= DigitWords.Others(high);
                    value += 100_000_000L * DigitWords.Value(high);
                }
                state[row] |= Bit(others != 0 || length > 16);
                target[row] = length <= 0 ? UseBatch.UnknownCents : value;
            }
        }
    }

    /// <summary>Years of four digits within bounds; 0 where empty.</summary>
    public static void Years(in FieldColumn column, int first, int last, Span<short> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var word = DigitWords.Last(fields.WordAt(end - 8), 4);
                var year = (int)DigitWords.Value(word);
                var empty = end <= start;
                var good = end - start == 4 & DigitWords.Others(word) == 0 & year >= first & year <= last;
                state[row] |= Bit(!good && !empty);
                target[row] = (short)(good ? year : 0);
            }
        }
    }

    /// <summary>Splits a number at its mark: the whole part, and the fraction in units of 10⁻⁸.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Split(in FieldColumn fields, int row, out uint whole, out uint fraction, out bool empty)
    {
        unchecked
        {
            fields.Find(row, out var start, out var end);
            var length = end - start;
            var tail = fields.WordAt(end - 8);
            // Marks among the last eight bytes that belong to the field; the last of them, seen from the end.
            var half = 32 - (4 * Math.Clamp(length, 0, 8));
            var marks = DigitWords.DecimalMarks(tail) & (ulong.MaxValue << half << half);
            var after = marks == 0 ? 0 : BitOperations.LeadingZeroCount(marks) >> 3;
            var wholeEnd = marks == 0 ? end : end - after - 1;
            var before = wholeEnd - start;
            var wholeWord = DigitWords.Last(fields.WordAt(wholeEnd - 8), Math.Clamp(before, 0, 8));
            var fractionWord = DigitWords.LastThenZeros(tail, after);
            whole = DigitWords.Value(wholeWord);
            fraction = DigitWords.Value(fractionWord);
            empty = length <= 0;
            var others = DigitWords.Others(wholeWord) | DigitWords.Others(fractionWord);
            var bad = others != 0 | before > MostBefore | before < 1;
            var mark =
                marks == 0 ? 0
                : fields.At(wholeEnd) == '.' ? RowState.Point
                : RowState.Comma;
            return (byte)(bad && !empty ? RowState.Declined : mark);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Bit(bool declined) => declined ? RowState.Declined : (byte)0;
}
