namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>The calendar from 1900 to 2099 in tables: from year and month to days, and from days to months. Immutable.</summary>
internal static class CalendarTable
{
    public const int FirstYear = 1900;
    public const int Years = 200;

    public static readonly int FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber;

    /// <summary>First day of each month, and of the month after the last.</summary>
    private static readonly int[] StartOfMonth =
    [
        .. Enumerable
            .Range(0, (Years * 12) + 1)
            .Select(month => new DateOnly(FirstYear + (month / 12), (month % 12) + 1, 1).DayNumber),
    ];

    private static readonly ushort[] Months =
    [
        .. Enumerable
            .Range(0, (Years * 12))
            .SelectMany(month => Enumerable.Repeat((ushort)month, StartOfMonth[month + 1] - StartOfMonth[month])),
    ];

    /// <summary>Shape [month since January 1900]: its first day; one more at the end.</summary>
    public static ReadOnlySpan<int> MonthStarts => StartOfMonth;

    /// <summary>Shape [day since 1 January 1900]: its month, counted from January 1900.</summary>
    public static ReadOnlySpan<ushort> MonthOfDay => Months;

    /// <summary>Year of a month since January 1900.</summary>
    public static int YearOf(int month) => FirstYear + (month / 12);

    /// <summary>Month since January 1900 of a day number; days outside the table give the nearest month.</summary>
    public static int MonthOf(int day) => Months[Math.Clamp(day - (long)FirstDay, 0, Months.Length - 1)];
}
