using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;

namespace Populatie.Simulation.Projection;

/// <summary>What was observed up to the base year, at every level, in the measures of a run. Immutable; thread-safe.</summary>
public sealed class ObservedYears
{
    /// <summary>Stands for "nothing is known".</summary>
    public const long Unknown = long.MinValue;

    /// <summary>
    /// The measures of <see cref="CubeYears.Measures"/>, as they are called in a run; after them comes who gave up waiting.
    /// </summary>
    private static readonly Measure[] Sources =
    [
        Measures.Requests,
        Measures.Clients,
        Measures.InCare,
        Measures.Starts,
        Measures.Ends,
        Measures.Hours,
        Measures.CostNominal,
        Measures.Waiting,
    ];

    /// <summary>Made when they are asked for: of a country they take much room, and a shard hardly asks.</summary>
    private readonly Dictionary<(AreaLevel Level, string Measure), Lazy<long[]>> tables = [];
    private readonly long[] baseCost;
    private readonly long[] baseWaiting;

    /// <summary>Who gave up waiting; shape [Buurt, Product, Year].</summary>
    private readonly long[] dropped;
    private readonly int productCount;

    private ObservedYears(int firstYear, int baseYear, int axisCount, int productCount, int buurtCount)
    {
        (FirstYear, BaseYear, AxisCount, this.productCount) = (firstYear, baseYear, axisCount, productCount);
        baseCost = new long[buurtCount * productCount];
        baseWaiting = new long[buurtCount * productCount];
        dropped = new long[buurtCount * productCount * YearCount];
        LumpSum = new bool[axisCount];
    }

    private ObservedYears(ObservedYears other, long[] baseCost, long[] baseWaiting, long[] dropped)
    {
        (FirstYear, BaseYear, AxisCount, productCount) = (
            other.FirstYear,
            other.BaseYear,
            other.AxisCount,
            other.productCount
        );
        (Basis, PopulationBasis, LumpSum) = (other.Basis, other.PopulationBasis, other.LumpSum);
        (tables, this.baseCost, this.baseWaiting, this.dropped) = (other.tables, baseCost, baseWaiting, dropped);
    }

    public int FirstYear { get; }

    public int BaseYear { get; }

    public int YearCount => BaseYear - FirstYear + 1;

    /// <summary>Products and totals.</summary>
    public int AxisCount { get; }

    /// <summary>Basis of the counts; those of the population are in <see cref="PopulationBasis"/>.</summary>
    public Basis Basis { get; private init; }

    /// <summary>Basis of the population, per year.</summary>
    public IReadOnlyList<Basis> PopulationBasis { get; private init; } = [];

    /// <summary>Per product or total: whether its cost holds a lump sum, and so is allocated.</summary>
    public bool[] LumpSum { get; private init; }

    /// <summary>Shape [Area, Product or total, Year]; <see cref="Unknown"/> where nothing is known; null for measures without a past.</summary>
    public long[]? Table(AreaLevel level, Measure measure) => tables.GetValueOrDefault((level, measure.Name))?.Value;

    /// <summary>Cost of a buurt and product in the base year; cents.</summary>
    public double BaseCost(int buurt, int product) => baseCost[(buurt * productCount) + product];

    /// <summary>
    /// The same past where wijken stand in the place of buurten: levels above stay as they are, what buurten cost is summed.
    /// </summary>
    internal ObservedYears On(WijkUnits units) =>
        new(this, units.Sum<long>(baseCost), units.Sum<long>(baseWaiting), units.Sum<long>(dropped));

    /// <summary>Who waited for a product in a buurt at the end of the base year; 0 where that was not observed.</summary>
    public double BaseWaiting(int buurt, int product) => baseWaiting[(buurt * productCount) + product];

    /// <summary>Who gave up waiting for a product in a buurt. Shape [Year], from the first year on.</summary>
    public ReadOnlySpan<long> Dropped(int buurt, int product) =>
        dropped.AsSpan(((buurt * productCount) + product) * YearCount, YearCount);

    /// <summary>Puts measures into the table of the past: for tests and the selftest, which have no cube.</summary>
    public static ObservedYears Empty(int baseYear, int axisCount, int productCount, int buurtCount) =>
        new(baseYear, baseYear, axisCount, productCount, buurtCount) { Basis = Basis.Synthetic };

    /// <param name="fit">What was learnt from the cube; its areas, products and prices.</param>
    /// <param name="levels">Levels to read; null for all.</param>
    public static ObservedYears From(
        CubeYears cube,
        PopulationSeries population,
        int baseYear,
        Fit fit,
        IEnumerable<AreaLevel>? levels = null
    )
    {
        var past = From(cube, population, baseYear, levels ?? fit.Areas.Levels);
        if (cube.Published is not null)
        {
            past.AssumeBaseCost(fit);
        }
        past.AddUnseen(fit);
        return past;
    }

    /// <param name="levels">Levels to read.</param>
    public static ObservedYears From(
        CubeYears cube,
        PopulationSeries population,
        int baseYear,
        IEnumerable<AreaLevel> levels
    )
    {
        var (areas, products) = (cube.Axes.Areas, cube.Axes.Products);
        var first = cube.Origin.FirstYear;
        var past = new ObservedYears(first, baseYear, products.Count, products.ProductCount, areas.BuurtCount)
        {
            Basis = cube.Origin.Basis,
            PopulationBasis =
            [
                .. Enumerable
                    .Range(first, baseYear - first + 1)
                    .Select(y => At(population, y)?.Basis ?? Basis.Estimated),
            ],
            LumpSum = [.. cube.LumpSum],
        };
        var periods = Enumerable
            .Range(first, past.YearCount)
            .Select(y => cube.Axes.Find(new Period(PeriodLevel.Year, y, 1)))
            .ToArray();
        foreach (var level in levels)
        {
            if (cube.Published is { } published)
            {
                past.Read(areas, level, published, periods);
            }
            else
            {
                past.Read(areas, level, cube, periods);
            }
            past.tables[(level, Measures.Population.Name)] = new(() => past.Count(areas, level, population));
        }
        if (cube.Published is null)
        {
            past.ReadBase(areas, cube);
        }
        return past;
    }

    private void Read(AreaIndex areas, AreaLevel level, CubeYears cube, int[] periods)
    {
        for (var m = 0; m < Sources.Length; m++)
        {
            var source = m;
            tables[(level, Sources[m].Name)] = new(() => Counted(areas, level, cube, periods, source));
        }
        // The price year is the base year: there, all three kinds of money are the same.
        var nominal = tables[(level, Measures.CostNominal.Name)];
        var atBase = new Lazy<long[]>(() =>
            [.. nominal.Value.Select((v, i) => (i + 1) % YearCount == 0 ? v : Unknown)]
        );
        tables[(level, Measures.CostVolume.Name)] = atBase;
        tables[(level, Measures.CostReal.Name)] = atBase;
    }

    private long[] Counted(AreaIndex areas, AreaLevel level, CubeYears cube, int[] periods, int source)
    {
        var column = new long[areas.AreasAt(level).Length * AxisCount * YearCount];
        cube.AddTo(source, areas.OfLeaf(level).AsSpan(), column, YearCount);
        for (var year = 0; year < YearCount; year++)
        {
            for (var i = year; periods[year] < 0 && i < column.Length; i += YearCount)
            {
                column[i] = Unknown;
            }
        }
        return column;
    }

    /// <summary>Who waits and is not in the records yet waits where requests come from: whole persons, running totals rounded.</summary>
    private void AddUnseen(Fit fit)
    {
        for (var product = 0; product < fit.Unseen.Length; product++)
        {
            if (fit.Unseen[product] <= 0)
            {
                continue;
            }
            var (all, sum, done) = (0.0, 0.0, 0L);
            for (var cell = product; cell < baseWaiting.Length; cell += productCount)
            {
                all += fit.Observed[cell];
            }
            for (var cell = product; cell < baseWaiting.Length && all > 0; cell += productCount)
            {
                sum += fit.Observed[cell];
                var until = (long)Math.Floor((fit.Unseen[product] * sum / all) + 0.5);
                baseWaiting[cell] += until - done;
                done = until;
            }
        }
    }

    /// <summary>
    /// Where nothing was observed of cost, the open spells of the base year stand for what is spent: each costs the fit's
    /// price per day all year.
    /// </summary>
    private void AssumeBaseCost(Fit fit)
    {
        const double DaysPerYear = 365.25;
        var bands = fit.Bands.Count;
        for (var cell = 0; cell < baseCost.Length; cell++)
        {
            long open = 0;
            for (var band = 0; band < bands; band++)
            {
                open += fit.OpenAtEnd[(cell * bands) + band];
            }
            var product = cell % productCount;
            baseCost[cell] = (long)
                Math.Floor((open * DaysPerYear * fit.CentsPerDay[product] * fit.Completeness[product]) + 0.5);
        }
    }

    /// <summary>Published tables know clients only; where they print nothing, nothing is known.</summary>
    private void Read(AreaIndex areas, AreaLevel level, CountIntervals published, int[] periods) =>
        tables[(level, Measures.Clients.Name)] = new(() =>
        {
            var column = new long[areas.AreasAt(level).Length * AxisCount * YearCount];
            for (var i = 0; i < column.Length; i++)
            {
                var (cell, period) = (i / YearCount, periods[i % YearCount]);
                var count =
                    period < 0 ? null : published.FindAt(areas, level, cell / AxisCount, period, cell % AxisCount);
                column[i] = count is { Basis: Basis.Published } printed ? printed.Value : Unknown;
            }
            return column;
        });

    private long[] Count(AreaIndex areas, AreaLevel level, PopulationSeries population)
    {
        var ofLeaf = areas.OfLeaf(level);
        var table = new long[areas.AreasAt(level).Length * AxisCount * YearCount];
        table.AsSpan().Fill(Unknown);
        for (var year = 0; year < YearCount; year++)
        {
            var residents = At(population, FirstYear + year);
            for (var buurt = 0; residents is not null && buurt < areas.BuurtCount; buurt++)
            {
                ref var cell = ref table[(((ofLeaf[buurt] * AxisCount) + AxisCount - 1) * YearCount) + year];
                cell = cell == Unknown ? 0 : cell;
                foreach (var persons in residents.OfBuurt(buurt))
                {
                    cell += persons;
                }
            }
        }
        return table;
    }

    private static PopulationTable? At(PopulationSeries population, int year) =>
        year >= population.FirstYear && year <= population.LastYear ? population.At(year) : null;

    private void ReadBase(AreaIndex areas, CubeYears cube)
    {
        var buurtOfLeaf = areas.OfLeaf(AreaLevel.Buurt).AsSpan();
        foreach (var (measure, into) in new[] { (Measures.CostNominal, baseCost), (Measures.Waiting, baseWaiting) })
        {
            cube.AddTo(Array.IndexOf(Sources, measure), buurtOfLeaf, into, productCount, YearCount - 1, 1);
        }
        cube.AddTo(Sources.Length, buurtOfLeaf, dropped, productCount, 0, YearCount);
    }
}
