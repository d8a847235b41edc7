using System.Globalization;

namespace Populatie.Analytics.Cubes;

public enum PeriodLevel : byte
{
    Month,
    Quarter,
    Year,
}

/// <summary>A month, quarter or year. Ordered by level, then time.</summary>
/// <param name="Number">1 … 12, 1 … 4, or 1 for a year.</param>
public readonly record struct Period(PeriodLevel Level, int Year, int Number) : IComparable<Period>
{
    public static Period Of(PeriodLevel level, DateOnly day) =>
        level switch
        {
            PeriodLevel.Month => new(level, day.Year, day.Month),
            PeriodLevel.Quarter => new(level, day.Year, ((day.Month - 1) / 3) + 1),
            _ => new(level, day.Year, 1),
        };

    public DateOnly FirstDay =>
        Level switch
        {
            PeriodLevel.Month => new(Year, Number, 1),
            PeriodLevel.Quarter => new(Year, (3 * Number) - 2, 1),
            _ => new(Year, 1, 1),
        };

    public DateOnly LastDay =>
        Level switch
        {
            PeriodLevel.Month => FirstDay.AddMonths(1).AddDays(-1),
            PeriodLevel.Quarter => FirstDay.AddMonths(3).AddDays(-1),
            _ => new(Year, 12, 31),
        };

    public int CompareTo(Period other) => (Level, Year, Number).CompareTo((other.Level, other.Year, other.Number));

    /// <summary><c>2024-07</c>, <c>2024Q3</c>, <c>2024</c>.</summary>
    public override string ToString() =>
        Level switch
        {
            PeriodLevel.Month => string.Create(CultureInfo.InvariantCulture, $"{Year}-{Number:00}"),
            PeriodLevel.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Year}Q{Number}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Year}"),
        };

    public static bool operator <(Period left, Period right) => left.CompareTo(right) < 0;

    public static bool operator >(Period left, Period right) => left.CompareTo(right) > 0;

    public static bool operator <=(Period left, Period right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Period left, Period right) => left.CompareTo(right) >= 0;
}
