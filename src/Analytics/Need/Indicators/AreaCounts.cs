using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Indicators;

/// <summary>The counts of one area and year that indicators are made of. Unit: persons, spells, days, cents.</summary>
internal sealed record AreaCounts
{
    public required double Residents { get; init; }

    /// <summary>Residents of the bands that end at 22 or before.</summary>
    public required double Youth { get; init; }

    public required long Clients { get; init; }

    public required long WmoClients { get; init; }

    public required long JeugdClients { get; init; }

    public required long BasiszorgClients { get; init; }

    public required long AanvullendClients { get; init; }

    /// <summary>Of basiszorg and aanvullende zorg: spells begun, days waited for them, requests that return, ends of this and last year.</summary>
    public required long Begun { get; init; }

    public required long WaitingDays { get; init; }

    public required long Returns { get; init; }

    public required long Ended { get; init; }

    public required long EndedBefore { get; init; }

    /// <summary>Persons who wait at the end of the year, and those of them over the norm.</summary>
    public required long Waiting { get; init; }

    public required long OverNorm { get; init; }

    public required long Cents { get; init; }
}

/// <summary>Reads <see cref="AreaCounts"/> area by area.</summary>
internal sealed class AreaCountReading
{
    private const int LastYouthAge = 22;
    private static readonly string?[] Columns = ["begun", "waiting_days", "returns", "ended", "cost", null];
    private readonly Cube cube;
    private readonly AreaReading reading;
    private readonly LengthReading lengths;
    private readonly double[] personYears;
    private readonly int[] normWeeks;
    private readonly int year;
    private readonly int yearBefore;

    public AreaCountReading(Cube cube, PopulationSeries population, UnmetSettings settings, int year)
    {
        this.cube = cube;
        reading = new AreaReading(cube, Columns);
        lengths = new LengthReading(cube, year);
        personYears = Exposure.OfYear(population, cube.Axes.Areas, cube.Axes.Bands, year);
        normWeeks =
        [
            .. Enum.GetValues<Act>()
                .Select(a => settings.NormWeeks[a])
                .Select(n => (int)Math.Ceiling(n.Decision.Value + n.Start.Value)),
        ];
        this.year = PeriodOf(year);
        yearBefore = PeriodOf(year - 1);
    }

    /// <summary>Whether the cost holds any lump sum, which nobody declared per client.</summary>
    public bool HoldsLumpSum => reading.HoldsLumpSum(cube.Axes.Products.AllOrdinal);

    public AreaCounts Read(IReadOnlyList<int> leaves)
    {
        reading.Read(leaves);
        lengths.Read(leaves);
        var products = cube.Axes.Products;
        var (two, three) = (products.TrackOrdinal(Track.Basiszorg), products.TrackOrdinal(Track.AanvullendeZorg));
        long Both(int column, int period) =>
            period < 0 ? 0 : reading.Value(column, period, two, false) + reading.Value(column, period, three, false);
        long Clients(int ordinal) => reading.Value(5, year, ordinal, false);
        var (waiting, over) = Waits(products.AllOrdinal);
        return new AreaCounts
        {
            Residents = People(leaves, AgeBands.AgeCount),
            Youth = People(leaves, LastYouthAge),
            Clients = Clients(products.AllOrdinal),
            WmoClients = Clients(products.ActOrdinal(Act.Wmo)),
            JeugdClients = Clients(products.ActOrdinal(Act.Jeugd)),
            BasiszorgClients = Clients(two),
            AanvullendClients = Clients(three),
            Begun = Both(0, year),
            WaitingDays = Both(1, year),
            Returns = Both(2, year),
            Ended = Both(3, year),
            EndedBefore = Both(3, yearBefore),
            Waiting = waiting,
            OverNorm = over,
            Cents = reading.Value(4, year, products.AllOrdinal, false),
        };
    }

    private (long All, long Over) Waits(int ordinal)
    {
        long all = 0;
        long over = 0;
        for (var act = 0; act < LengthReading.Acts; act++)
        {
            for (var c = 0; c < Durations.ClassCount; c++)
            {
                var persons = lengths.Waiting[(((ordinal * LengthReading.Acts) + act) * Durations.ClassCount) + c];
                all += persons;
                over += c >= Math.Min(normWeeks[act], Durations.ClassCount - 1) ? persons : 0;
            }
        }
        return (all, over);
    }

    private double People(IReadOnlyList<int> leaves, int lastAge)
    {
        var bands = cube.Axes.Bands;
        double people = 0;
        foreach (var buurt in leaves)
        {
            for (var band = 0; band < bands.Count && buurt < cube.Axes.Areas.BuurtCount; band++)
            {
                for (var sex = 0; sex < Exposure.SexCount && bands.LastAge(band) <= lastAge; sex++)
                {
                    people += personYears[(((buurt * bands.Count) + band) * Exposure.SexCount) + sex];
                }
            }
        }
        return people;
    }

    private int PeriodOf(int wanted)
    {
        var periods = cube.Axes.Periods;
        for (var i = 0; i < periods.Length; i++)
        {
            if (periods[i].Level == PeriodLevel.Year && periods[i].Year == wanted)
            {
                return i;
            }
        }
        return -1;
    }
}
