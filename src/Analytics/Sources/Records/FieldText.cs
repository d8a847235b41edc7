using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records;

/// <summary>Reads the values that a field can hold. Each says whether the text was one; none allocates.</summary>
internal static class FieldText
{
    private const int MostDigits = 17;

    private static ReadOnlySpan<short> DaysBefore => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    /// <summary>A date as 2024-06-30 that exists.</summary>
    /// <param name="day">Days since 1 January of year 1, as <see cref="DateOnly.DayNumber"/>.</param>
    public static bool TryDate(ReadOnlySpan<byte> text, out int day)
    {
        day = 0;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }
        var year = (Digit(text[0]) * 1000) + (Digit(text[1]) * 100) + (Digit(text[2]) * 10) + Digit(text[3]);
        var month = (Digit(text[5]) * 10) + Digit(text[6]);
        var dayOfMonth = (Digit(text[8]) * 10) + Digit(text[9]);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || dayOfMonth is < 1 or > 31)
        {
            return false;
        }
        var leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        var length = DaysBefore[month] - DaysBefore[month - 1] + (leap && month == 2 ? 1 : 0);
        var before = year - 1;
        day =
            (before * 365)
            + (before / 4)
            - (before / 100)
            + (before / 400)
            + DaysBefore[month - 1]
            + (leap && month > 2 ? 1 : 0)
            + dayOfMonth
            - 1;
        return dayOfMonth <= length;
    }

    /// <summary>A whole number with an optional sign, within ± 10¹⁷.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> text, out long value) =>
        TryDecimal(text, out value, out var decimals, out _)
        && decimals == 0
        && text[^1] is not ((byte)'.' or (byte)',');

    /// <summary>
    /// A number with an optional sign and at most one decimal mark, point or comma. Marks between thousands and exponents
    /// are not numbers here.
    /// </summary>
    /// <param name="digits">The value without its mark: value = digits ÷ 10^decimals.</param>
    /// <param name="mark">The mark that was used, 0 without one.</param>
    public static bool TryDecimal(ReadOnlySpan<byte> text, out long digits, out int decimals, out byte mark)
    {
        (digits, decimals, mark) = (0, 0, 0);
        var negative = !text.IsEmpty && text[0] == '-';
        var start = negative || (!text.IsEmpty && text[0] == '+') ? 1 : 0;
        var (some, count) = (false, 0);
        for (var i = start; i < text.Length; i++)
        {
            var digit = text[i] - '0';
            if (digit is >= 0 and <= 9)
            {
                some = true;
                count += digits == 0 && digit == 0 && mark == 0 ? 0 : 1;
                // Decimals beyond the 17th digit cannot matter to millimetres, minutes or cents.
                if (count > MostDigits)
                {
                    if (mark == 0)
                    {
                        return false;
                    }
                    continue;
                }
                digits = unchecked((digits * 10) + digit);
                decimals += mark == 0 ? 0 : 1;
            }
            else if (mark == 0 && text[i] is (byte)'.' or (byte)',')
            {
                mark = text[i];
            }
            else
            {
                return false;
            }
        }
        digits = negative ? -digits : digits;
        return some;
    }

    /// <summary>A length in metres as whole millimetres, halves away from zero.</summary>
    public static bool TryMillimetres(ReadOnlySpan<byte> text, out int millimetres, out byte mark)
    {
        millimetres = UseBatch.UnknownCoordinate;
        if (!TryDecimal(text, out var digits, out var decimals, out mark))
        {
            return false;
        }
        millimetres =
            Scale(digits, decimals, 1000) is { } value && Math.Abs(value) < int.MaxValue
                ? (int)value
                : PlaceColumns.FarAway;
        return true;
    }

    /// <summary>Hours as whole minutes, halves away from zero; at most 10 million hours.</summary>
    public static bool TryMinutes(ReadOnlySpan<byte> text, out int minutes, out byte mark)
    {
        minutes = UseBatch.UnknownMinutes;
        if (
            !TryDecimal(text, out var digits, out var decimals, out mark)
            || Scale(digits, decimals, 60) is not { } value
            || Math.Abs(value) > 600_000_000
        )
        {
            return false;
        }
        minutes = (int)value;
        return true;
    }

    /// <summary>digits ÷ 10^decimals × factor, rounded half away from zero; null beyond 64 bits.</summary>
    private static long? Scale(long digits, int decimals, int factor)
    {
        var product = (Int128)Math.Abs(digits) * factor;
        var divisor = 1L;
        for (var i = 0; i < decimals; i++)
        {
            divisor *= 10;
        }
        var rounded =
            product <= long.MaxValue / 2
                ? ((long)product + (divisor / 2)) / divisor
                : (product + (divisor / 2)) / divisor;
        return rounded > long.MaxValue ? null : Math.Sign(digits) * (long)rounded;
    }

    /// <summary>Value of a digit; anything else gives a number that no date can hold.</summary>
    private static int Digit(byte value) => value is >= (byte)'0' and <= (byte)'9' ? value - '0' : -20_000;
}
