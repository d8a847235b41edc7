using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;

namespace Populatie.Analytics.Need;

/// <summary>Chooses the years of a fit, and refuses what cube and population cannot answer for.</summary>
internal static class FitWindows
{
    public static FitWindow Choose(Cube cube, PopulationSeries population, FitSettings settings)
    {
        var origin = cube.Origin;
        var first = Math.Max(origin.FirstYear, population.FirstYear);
        var last = Math.Min(LastWholeYear(cube), population.LastYear);
        if (first > last)
        {
            throw new UsageException(
                new(
                    $"the cube covers {origin.FirstYear}-{origin.LastYear}, the population {population.FirstYear}-{population.LastYear}: they share no year",
                    $"de kubus beslaat {origin.FirstYear}-{origin.LastYear}, de bevolking {population.FirstYear}-{population.LastYear}: zij delen geen jaar"
                )
            );
        }
        var until = settings.Until ?? last;
        if (until < first || until > last)
        {
            throw new UsageException(
                new(
                    $"a fit until {until} is not possible: cube and population share {first}-{last}; give --until a year in it",
                    $"een schatting tot en met {until} kan niet: kubus en bevolking delen {first}-{last}; geef --until een jaar daarin"
                )
            );
        }
        if (settings.WindowYears < 1)
        {
            throw new UsageException(new("the window is at least one year", "het venster is ten minste één jaar"));
        }
        return new(first, Math.Max(first, until - settings.WindowYears + 1), until);
    }

    /// <summary>A year whose last month or quarter the cube does not reach would look like a year of few requests.</summary>
    private static int LastWholeYear(Cube cube)
    {
        var year = cube.Origin.LastYear;
        var closed = cube.Axes.Periods.Any(p => p.Level == cube.Axes.Base && p.LastDay == new DateOnly(year, 12, 31));
        return closed ? year : year - 1;
    }
}
