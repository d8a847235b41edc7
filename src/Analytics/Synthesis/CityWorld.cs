using System.Collections.Immutable;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// The world in which persons live while records are made: the truth, the residents, the calendar, and how much more of
/// it is generated than kept (calibrated mode). Immutable once built; thread-safe.
/// </summary>
internal sealed class CityWorld
{
    private readonly int[] rowOfBuurt;
    private readonly ImmutableArray<int> buurtenByGemeente;
    private readonly int[] gemeenteStart;
    private readonly int[] gemeenteOfBuurt;
    private readonly long[] residentsUpTo;
    private readonly int[] residentsOf;

    public CityWorld(Truth truth, PopulationSeries population, Lifetimes lifetimes)
    {
        (Truth, Population, Lifetimes) = (truth, population, lifetimes);
        (FirstYear, LastYear) = (truth.Asked.FirstYear, truth.Asked.LastYear);
        YearCount = LastYear - FirstYear + 1;
        FirstDay = new DateOnly(FirstYear, 1, 1).DayNumber;
        LastDay = new DateOnly(LastYear, 12, 31).DayNumber;
        YearStart = [.. Enumerable.Range(FirstYear, YearCount + 1).Select(y => new DateOnly(y, 1, 1).DayNumber)];
        MonthStart =
        [
            .. Enumerable
                .Range(0, (12 * YearCount) + 1)
                .Select(m => new DateOnly(FirstYear, 1, 1).AddMonths(m).DayNumber),
        ];
        rowOfBuurt = PopulationRows.Of(population, truth.Areas);
        var gemeenteOfLeaf = truth.Areas.OfLeaf(Areas.AreaLevel.Gemeente);
        gemeenteOfBuurt = [.. Enumerable.Range(0, truth.Areas.BuurtCount).Select(b => gemeenteOfLeaf[b])];
        buurtenByGemeente =
        [
            .. Enumerable.Range(0, truth.Areas.BuurtCount).OrderBy(b => gemeenteOfBuurt[b]).ThenBy(b => b),
        ];
        gemeenteStart = new int[truth.Areas.GemeenteCount + 1];
        residentsOf = new int[truth.Areas.BuurtCount];
        residentsUpTo = new long[buurtenByGemeente.Length + 1];
        var table = population.At(Math.Clamp(truth.Settings.ReferenceYear, population.FirstYear, population.LastYear));
        for (var i = 0; i < buurtenByGemeente.Length; i++)
        {
            gemeenteStart[gemeenteOfBuurt[buurtenByGemeente[i]] + 1] = i + 1;
            long residents = 0;
            foreach (var count in table.OfBuurt(rowOfBuurt[buurtenByGemeente[i]]))
            {
                residents += count;
            }
            residentsOf[buurtenByGemeente[i]] = (int)residents;
            residentsUpTo[i + 1] = residentsUpTo[i] + residents;
        }
    }

    public Truth Truth { get; }

    public PopulationSeries Population { get; }

    public Lifetimes Lifetimes { get; }

    public int FirstYear { get; }

    public int LastYear { get; }

    public int YearCount { get; }

    public int FirstDay { get; }

    public int LastDay { get; }

    /// <summary>Shape [Year + 1]: day number of 1 January.</summary>
    public ImmutableArray<int> YearStart { get; }

    /// <summary>Shape [Month + 1]: day number of the first of each month.</summary>
    public ImmutableArray<int> MonthStart { get; }

    /// <summary>Position of the year of a day within the records; days outside count as the nearest year.</summary>
    public int YearAt(int day)
    {
        var guess = Math.Clamp((int)((day - FirstDay) / 365.25), 0, YearCount - 1);
        if (guess + 1 < YearCount && day >= YearStart[guess + 1])
        {
            return guess + 1;
        }
        return guess > 0 && day < YearStart[guess] ? guess - 1 : guess;
    }

    /// <summary>Residents on 1 January; the last known year stands for later ones, the first for earlier ones.</summary>
    public int Residents(int year, int buurt, int sex, int age)
    {
        var table = Population.At(Math.Clamp(year, Population.FirstYear, Population.LastYear));
        return table[rowOfBuurt[buurt], (Sex)sex, age];
    }

    /// <summary>Person-years in a year at an age, as a fit counts them: the mean of two counts on 1 January.</summary>
    public double PersonYears(int year, int buurt, int sex, int age) =>
        0.5 * (Residents(year, buurt, sex, age) + Residents(year + 1, buurt, sex, age));

    /// <summary>Residents of a buurt in the reference year.</summary>
    public int ResidentsOf(int buurt) => residentsOf[buurt];

    /// <summary>A buurt of the same gemeente, drawn by number of residents.</summary>
    public int Neighbour(int buurt, double uniform)
    {
        var first = gemeenteStart[gemeenteOfBuurt[buurt]];
        var end = gemeenteStart[gemeenteOfBuurt[buurt] + 1];
        var from = residentsUpTo[first];
        var wanted = from + (long)(uniform * (residentsUpTo[end] - from));
        var (low, high) = (first, end - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = residentsUpTo[middle + 1] > wanted ? (low, middle) : (middle + 1, high);
        }
        return buurtenByGemeente[low];
    }
}
