using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Published;

/// <summary>People of the wijken as a fit of published counts needs them. B wijken, A bands, S sexes.</summary>
internal sealed class PublishedExposure
{
    private const int FirstSettledAge = 45;

    private readonly PopulationSeries population;
    private readonly AreaIndex areas;
    private readonly AgeBands bands;

    public PublishedExposure(PopulationSeries population, AreaIndex areas, AgeBands bands, FitWindow window)
    {
        (this.population, this.areas, this.bands) = (population, areas, bands);
        Last = Exposure.OfYear(population, areas, bands, window.Last);
        Leaving = LeaveRates.Of(
            population.At(window.Last),
            bands,
            NationalTables.Embedded,
            MigrationProfile.Embedded,
            window.Last + 1,
            1
        );
        Growing = OutgrowOf(population.At(window.Last), bands);
        Growth = GrowthOf(population.At(window.Last), areas, bands, window.Last);
    }

    /// <summary>Shape [B, A, S]: person-years of the last year.</summary>
    public double[] Last { get; }

    /// <summary>Shape [A]: rate of death and leaving; 1/yr.</summary>
    public double[] Leaving { get; }

    /// <summary>Shape [A]: share of a band that is in its last year of age.</summary>
    public double[] Growing { get; }

    /// <summary>
    /// Shape [A]: growth of each band in a year by ageing, death and net moves; 1/yr. Below 45 it is 0: there births and the
    /// coming and going of the young decide, which a table of residents cannot tell.
    /// </summary>
    public double[] Growth { get; }

    /// <summary>Shape [B, A, S]: person-years of any year of the series.</summary>
    public double[] Of(int year) => Exposure.OfYear(population, areas, bands, year);

    private static double[] GrowthOf(PopulationTable table, AreaIndex areas, AgeBands bands, int year)
    {
        var (national, deaths, moves) = (
            NationalTables.Embedded,
            VitalFactors.For(areas).Deaths,
            MigrationProfile.For(areas)
        );
        var (now, next) = (new double[bands.Count], new double[bands.Count]);
        for (var wijk = 0; wijk < table.BuurtCount; wijk++)
        {
            var persons = table.OfBuurt(wijk);
            for (var cell = 0; cell < persons.Length; cell++)
            {
                var (sex, age) = ((Sex)(cell / AgeBands.AgeCount), cell % AgeBands.AgeCount);
                now[bands.OfAge(age)] += persons[cell];
                var dying = Math.Min(1, deaths * national.DeathProbability(sex, age, year));
                next[bands.OfAge(age + 1)] += persons[cell] * Math.Max(0, 1 - dying + moves.NetRate(age));
            }
        }
        return
        [
            .. now.Select((n, band) => n > 0 && bands.LowerBounds[band] >= FirstSettledAge ? (next[band] / n) - 1 : 0),
        ];
    }

    private static double[] OutgrowOf(PopulationTable table, AgeBands bands)
    {
        var (all, oldest) = (new double[bands.Count], new double[bands.Count]);
        for (var wijk = 0; wijk < table.BuurtCount; wijk++)
        {
            var persons = table.OfBuurt(wijk);
            for (var cell = 0; cell < persons.Length; cell++)
            {
                var age = cell % AgeBands.AgeCount;
                var band = bands.OfAge(age);
                all[band] += persons[cell];
                oldest[band] += age == bands.LastAge(band) && band + 1 < bands.Count ? persons[cell] : 0;
            }
        }
        return [.. all.Select((a, band) => a > 0 ? oldest[band] / a : 0)];
    }
}
