using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;

namespace Populatie.Analytics.Tests.Need;

/// <summary>A city of any size, put together by hand: cells are set, then the cube and the population are asked for.</summary>
internal sealed class SmallWorld
{
    private readonly SortedDictionary<ulong, long[]> flows = [];
    private readonly SortedDictionary<ulong, long> clients = [];
    private readonly SortedDictionary<ulong, long[]> lengths = [];
    private readonly List<PopulationTable> tables = [];
    private readonly long[] ended;
    private readonly long[] censored;
    private readonly long[] late;

    public SmallWorld(int wijken, int buurtenPerWijk, int products, int firstYear, int lastYear)
    {
        (FirstYear, LastYear) = (firstYear, lastYear);
        Areas = new AreaIndex(
            Enumerable
                .Range(0, wijken * buurtenPerWijk)
                .Select(i => new Buurt(
                    $"BU0001{i / buurtenPerWijk:00}{i % buurtenPerWijk:00}",
                    $"Buurt {i}",
                    $"WK0001{i / buurtenPerWijk:00}",
                    "GM0001"
                ))
        );
        Products = new ProductAxis(ProductCatalogue.Embedded.Products.Where(p => !p.LumpSum).Take(products));
        Periods =
        [
            .. Enumerable.Range(firstYear, lastYear - firstYear + 1).Select(y => new Period(PeriodLevel.Year, y, 1)),
        ];
        ended = new long[products * StayTable.MonthCount * StayTable.OutcomeCount];
        censored = new long[products * StayTable.MonthCount];
        late = new long[products * StayTable.MonthCount];
        FollowedBy = new long[products * products];
        EndedForReturn = new long[products];
        Returned = new long[products];
    }

    public int FirstYear { get; }

    public int LastYear { get; }

    public AreaIndex Areas { get; }

    public ProductAxis Products { get; }

    public ImmutableArray<Period> Periods { get; }

    public AgeBands Bands { get; } = AgeBands.Default;

    public long[] FollowedBy { get; }

    public long[] EndedForReturn { get; }

    public long[] Returned { get; }

    /// <summary>The same number of people of every age and sex, per buurt, in all years.</summary>
    public SmallWorld WithPeople(Func<int, int> perAgeAndSex)
    {
        for (var year = FirstYear; year <= LastYear + 1; year++)
        {
            var persons = new int[Areas.BuurtCount * PopulationTable.CellsPerBuurt];
            for (var i = 0; i < persons.Length; i++)
            {
                persons[i] = perAgeAndSex(i / PopulationTable.CellsPerBuurt);
            }
            tables.Add(new PopulationTable(year, Areas.BuurtCount, persons, Basis.Published));
        }
        return this;
    }

    public SmallWorld Add(string measure, int leaf, int year, int product, int band, Sex sex, long value)
    {
        var key = new CellKey(leaf, year - FirstYear, product, band, sex, Delivery.Zin).Bits;
        if (!flows.TryGetValue(key, out var cell))
        {
            flows[key] = cell = new long[Analytics.Cubes.Cube.FlowMeasures.Count];
        }
        cell[Analytics.Cubes.Cube.FlowMeasures.ToList().IndexOf(measure)] += value;
        return this;
    }

    public SmallWorld AddClients(int leaf, int year, int ordinal, long value)
    {
        var key = new CellKey(leaf, year - FirstYear, ordinal, 4, Sex.V, Delivery.Zin).Bits;
        clients[key] = clients.GetValueOrDefault(key) + value;
        return this;
    }

    public SmallWorld AddEnds(int product, int month, Outcome outcome, long value)
    {
        ended[(((product * StayTable.MonthCount) + month) * StayTable.OutcomeCount) + (int)outcome] += value;
        return this;
    }

    public SmallWorld AddCensored(int product, int month, long value)
    {
        censored[(product * StayTable.MonthCount) + month] += value;
        return this;
    }

    /// <summary>Persons of a class of length at the end of a year (see <see cref="Durations"/>), for a product or total.</summary>
    public SmallWorld AddLength(string measure, int leaf, int year, int ordinal, int length, Act act, long value)
    {
        var key = Durations.Key(leaf, year - FirstYear, ordinal, length, act).Bits;
        if (!lengths.TryGetValue(key, out var cell))
        {
            lengths[key] = cell = new long[Analytics.Cubes.Cube.DurationMeasures.Count];
        }
        cell[Analytics.Cubes.Cube.DurationMeasures.ToList().IndexOf(measure)] += value;
        return this;
    }

    public PopulationSeries Population() => new(Areas.Buurten.Select(b => b.Code).ToList(), tables);

    public Cube Cube()
    {
        var columns = new long[Analytics.Cubes.Cube.FlowMeasures.Count][];
        for (var m = 0; m < columns.Length; m++)
        {
            columns[m] = [.. flows.Values.Select(v => v[m])];
        }
        return new Cube(
            new CubeAxes(Areas, Products, Bands, PeriodLevel.Year, Periods),
            new CubeTable(Analytics.Cubes.Cube.FlowMeasures, [.. flows.Keys], columns),
            new CubeTable(
                Analytics.Cubes.Cube.ClientMeasures,
                [.. clients.Keys],
                [
                    [.. clients.Values],
                ]
            ),
            new StayTable(Products.ProductCount, ended, censored, FollowedBy, EndedForReturn, Returned, late),
            new CubeOrigin(
                Basis.Synthetic,
                new Dictionary<string, string> { ["records"] = "0123" },
                FirstYear,
                LastYear,
                Schematic: true
            ),
            new CubeTable(
                Analytics.Cubes.Cube.DurationMeasures,
                [.. lengths.Keys],
                [
                    .. Enumerable
                        .Range(0, Analytics.Cubes.Cube.DurationMeasures.Count)
                        .Select(m => lengths.Values.Select(v => v[m]).ToArray()),
                ]
            )
        );
    }
}
