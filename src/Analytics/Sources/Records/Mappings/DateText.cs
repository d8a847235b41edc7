using System.Globalization;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>Dates as deliveries write them, with unknown days and months written as zeros.</summary>
internal static class DateText
{
    /// <summary>Reads a date by the formats of a rule.</summary>
    /// <param name="date">Year, month, day as written; zeros where unknown.</param>
    public static bool TryRead(ReadOnlySpan<char> text, ColumnRule rule, out (int Year, int Month, int Day) date)
    {
        foreach (var format in rule.Formats)
        {
            if (TryRead(text, format, out date) && date.Month <= 12 && date.Day <= 31)
            {
                return true;
            }
        }
        date = default;
        return false;
    }

    /// <summary>A date in full: what is unknown becomes what the rule says.</summary>
    /// <returns>Null when the date does not exist, or cannot be completed.</returns>
    public static DateOnly? Complete((int Year, int Month, int Day) date, ColumnRule rule)
    {
        var month = date.Month == 0 ? rule.Month : date.Month;
        var day = date.Day == 0 || date.Month == 0 ? rule.Day : date.Day;
        return date.Year is >= 1 and <= 9999 && month >= 1 && day >= 1 && day <= DateTime.DaysInMonth(date.Year, month)
            ? new DateOnly(date.Year, month, day)
            : null;
    }

    private static bool TryRead(ReadOnlySpan<char> text, DateFormat format, out (int Year, int Month, int Day) date)
    {
        date = default;
        switch (format)
        {
            case DateFormat.Compact:
                return text.Length == 8
                    && TryNumber(text[..4], out date.Year)
                    && TryNumber(text[4..6], out date.Month)
                    && TryNumber(text[6..], out date.Day);
            case DateFormat.Iso:
                return text.Length >= 10
                    && (text.Length == 10 || text[10] is 'T' or ' ' or '+' or '-' or 'Z')
                    && text[4] == '-'
                    && text[7] == '-'
                    && TryNumber(text[..4], out date.Year)
                    && TryNumber(text[5..7], out date.Month)
                    && TryNumber(text[8..10], out date.Day);
            default:
                var first = text.IndexOfAny('-', '/', '.');
                var second = first < 0 ? -1 : text[(first + 1)..].IndexOfAny('-', '/', '.');
                return second > 0
                    && TryNumber(text[..first], out date.Day)
                    && TryNumber(text.Slice(first + 1, second), out date.Month)
                    && text.Length - first - second - 2 == 4
                    && TryNumber(text[(first + second + 2)..], out date.Year);
        }
    }

    private static bool TryNumber(ReadOnlySpan<char> digits, out int number) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
