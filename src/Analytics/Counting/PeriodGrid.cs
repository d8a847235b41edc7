using System.Collections.Immutable;
using Populatie.Analytics.Cubes;

namespace Populatie.Analytics.Counting;

/// <summary>
/// The days of the data laid out in periods: from the base period that holds the first day to the one that holds the last,
/// and every coarser period that touches these. Days are <see cref="DateOnly.DayNumber"/>. Immutable; thread-safe.
/// </summary>
internal sealed class PeriodGrid
{
    private readonly ushort[] periodOfDay;

    public PeriodGrid(PeriodLevel level, int firstDay, int lastDay)
    {
        (FirstDay, LastDay) = (firstDay, lastDay);
        var periods = new List<Period>();
        for (var l = level; l <= PeriodLevel.Year; l++)
        {
            var period = Period.Of(l, DateOnly.FromDayNumber(firstDay));
            while (period.FirstDay.DayNumber <= lastDay)
            {
                periods.Add(period);
                period = Period.Of(l, period.LastDay.AddDays(1));
            }
        }
        Periods = [.. periods];
        BaseCount = periods.Count(p => p.Level == level);
        LastDayOf = [.. periods.Select(p => p.LastDay.DayNumber)];
        YearOf = [.. periods.Select(p => p.Year)];
        Holders =
        [
            .. Enumerable
                .Range(0, BaseCount)
                .Select(b =>
                    periods
                        .Select((period, ordinal) => (period, ordinal))
                        .Where(x =>
                            x.ordinal == b
                            || (x.period.Level > level && x.period == Period.Of(x.period.Level, periods[b].FirstDay))
                        )
                        .Select(x => x.ordinal)
                        .ToArray()
                ),
        ];
        LevelCount = Holders[0].Length;
        GridFirstDay = periods[0].FirstDay.DayNumber;
        periodOfDay = new ushort[LastDayOf[BaseCount - 1] - GridFirstDay + 1];
        for (int day = 0, period = 0; day < periodOfDay.Length; day++)
        {
            period += day + GridFirstDay > LastDayOf[period] ? 1 : 0;
            periodOfDay[day] = (ushort)period;
        }
    }

    /// <summary>First and last day of the data, inclusive.</summary>
    public int FirstDay { get; }

    public int LastDay { get; }

    /// <summary>First day of the first base period; ≤ <see cref="FirstDay"/>.</summary>
    public int GridFirstDay { get; }

    /// <summary>Base periods first, then each coarser level.</summary>
    public ImmutableArray<Period> Periods { get; }

    public int BaseCount { get; }

    /// <summary>Shape [Period]: last day of each, also where it lies beyond the data.</summary>
    public int[] LastDayOf { get; }

    /// <summary>Shape [Period].</summary>
    public int[] YearOf { get; }

    /// <summary>Levels offered: the base and each coarser one.</summary>
    public int LevelCount { get; }

    /// <summary>
    /// Shape [Base period][Level]: itself, then the period of each coarser level that holds it. Of neighbours they are the
    /// same or neighbours.
    /// </summary>
    public int[][] Holders { get; }

    /// <summary>Base period of a day between <see cref="GridFirstDay"/> and the end of the last base period.</summary>
    public int PeriodOf(int day) => periodOfDay[day - GridFirstDay];

    public bool Holds(int day) => day >= GridFirstDay && day <= LastDay;

    /// <summary>The day on which a period's closing stock is taken: its last, or the last of the data.</summary>
    public int ClosingDay(int period) => Math.Min(LastDayOf[period], LastDay);
}
