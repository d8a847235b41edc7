using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>Receives the rows of spells, one by one, in order of time.</summary>
internal interface ILineSink
{
    /// <param name="year">Position of the year whose home the row carries.</param>
    /// <param name="started">First day, or <see cref="UseBatch.UnknownDay"/> of a wait.</param>
    /// <param name="ended">Last day, or <see cref="UseBatch.StillOpen"/>.</param>
    /// <param name="minutes">Whole minutes, a multiple of 3 so that two decimals of an hour hold them; or unknown.</param>
    /// <param name="cents">Whole cents, or unknown.</param>
    void Line(int year, int started, int ended, int minutes, long cents, Outcome outcome);
}

/// <summary>
/// How a spell is delivered. Care that is declared comes in monthly lines, as in iWmo 323: each within its month, the
/// first from the start, the others from the first of the month, and each up to the month's last day; the last one ends
/// when the care ends and carries the outcome. Of care that is still open the last line, that of the last month of the
/// records, has no end. Attendance is kept in the same lines, without cost. Care written whole is one row per home. A
/// wait is one row without a start. So joining rows that touch gives the spell back exactly.
/// </summary>
internal static class SpellLines
{
    private const double DaysPerMonth = 365.25 / 12;
    private const int MinuteStep = 3;

    public static void Write<TSink>(CityWorld world, CohortHistory history, int number, Outcome outcome, ref TSink sink)
        where TSink : ILineSink, allows ref struct
    {
        ref readonly var spell = ref history.Spells[number];
        if (spell.Started == UseBatch.UnknownDay)
        {
            var asked = Math.Max(world.FirstDay, spell.Requested);
            sink.Line(
                world.YearAt(spell.Ended == UseBatch.StillOpen ? world.LastDay : Math.Max(asked, spell.Ended)),
                UseBatch.UnknownDay,
                spell.Ended,
                UseBatch.UnknownMinutes,
                UseBatch.UnknownCents,
                outcome
            );
            return;
        }
        var product = world.Truth.Products.Products[spell.Product];
        var (minutesPerDay, centsPerDay) = PerDay(product, spell.Intensity);
        var lines = world.Truth.Of[spell.Product]!.Lines;
        var last = Math.Min(spell.Ended, world.LastDay);
        for (var start = spell.Started; start <= last; )
        {
            var year = world.YearAt(start);
            var end = Math.Min(
                last,
                lines == CareLines.Whole ? EndOfHome(world, history, spell.Person, year) : EndOfMonth(world, start)
            );
            var days = end - start + 1;
            var isLast = end == last;
            sink.Line(
                year,
                start,
                isLast ? spell.Ended : end,
                MinuteStep * (int)((minutesPerDay * days / MinuteStep) + 0.5),
                lines == CareLines.Declared ? (long)((centsPerDay * days) + 0.5) : UseBatch.UnknownCents,
                isLast ? outcome : Outcome.Unknown
            );
            start = end + 1;
        }
    }

    /// <summary>How many rows a spell takes.</summary>
    public static int Count(CityWorld world, CohortHistory history, int number)
    {
        ref readonly var spell = ref history.Spells[number];
        if (spell.Started == UseBatch.UnknownDay)
        {
            return 1;
        }
        var last = Math.Min(spell.Ended, world.LastDay);
        if (world.Truth.Of[spell.Product]!.Lines != CareLines.Whole)
        {
            return MonthAt(world, last) - MonthAt(world, spell.Started) + 1;
        }
        var rows = 1;
        for (var year = world.YearAt(spell.Started) + 1; year <= world.YearAt(last); year++)
        {
            rows += history.SamePlace(spell.Person, year - 1, year) ? 0 : 1;
        }
        return rows;
    }

    private static (double Minutes, double Cents) PerDay(Product product, double intensity) =>
        (
            product.HoursPerClientMonth.Value * 60 * intensity / DaysPerMonth,
            product.CentsPerClientMonth.Value * intensity / DaysPerMonth
        );

    private static int MonthAt(CityWorld world, int day)
    {
        var year = world.YearAt(day);
        var month = (12 * year) + Math.Min(11, (day - world.YearStart[year]) / 31);
        return month + 1 < world.MonthStart.Length && day >= world.MonthStart[month + 1] ? month + 1 : month;
    }

    private static int EndOfMonth(CityWorld world, int day) => world.MonthStart[MonthAt(world, day) + 1] - 1;

    /// <summary>Last day of the stretch of years that a person lives where they do in a year.</summary>
    private static int EndOfHome(CityWorld world, CohortHistory history, int person, int year)
    {
        while (year + 1 < world.YearCount && history.SamePlace(person, year, year + 1))
        {
            year++;
        }
        return world.YearStart[year + 1] - 1;
    }
}
