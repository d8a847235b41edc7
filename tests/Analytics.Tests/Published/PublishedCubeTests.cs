using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Published;
using Populatie.Tests.Shared;

namespace Populatie.Analytics.Tests.Published;

/// <summary>Cubes, populations and fits of the published figures of Utrecht and of the Netherlands.</summary>
public sealed class PublishedCubeTests
{
    private static readonly Lazy<PublishedTables> Utrecht = new(() =>
        PublishedFolder.Read(Path.GetDirectoryName(SharedFolder.File("reference/cbs/wmo_wijk_nl.csv"))!, "GM0344")
    );

    private static readonly Lazy<PublishedTables> Country = new(() =>
        PublishedFolder.Read(Path.GetDirectoryName(SharedFolder.File("reference/cbs/wmo_wijk_nl.csv"))!)
    );

    [SharedFact]
    public void Every_printed_cell_of_Utrecht_lies_in_its_interval_and_the_parts_make_the_whole()
    {
        var built = PublishedCube.Build(Utrecht.Value);
        Check(Utrecht.Value, built);
        built.Cube.Axes.Areas.WijkCount.ShouldBe(10);
        var shares = built.Years.Where(y => y.Act == Act.Wmo).Select(y => (double)y.Unplaced / y.Clients);
        shares.ShouldAllBe(s => s > 0.065 && s < 0.0965);
        built.Breaks.ShouldBeEmpty();
    }

    [SharedFact]
    [Trait("Speed", "slow")]
    public void All_wijken_of_the_country_make_a_cube()
    {
        var built = PublishedCube.Build(Country.Value);
        Check(Country.Value, built);
        built.Cube.Axes.Areas.WijkCount.ShouldBeInRange(2750, 4000);
        built.Years.Single(y => y is { Act: Act.Wmo, Year: 2021 }).Printed.ShouldBe(2603);
        built.Years.Sum(y => y.Contradictions).ShouldBe(0);
        built.Breaks.ShouldContain(b => b.Opposite != null);
    }

    /// <summary>G18: nothing from 1 to 9 is printed, and sums give away no more than the report says.</summary>
    [SharedFact]
    public void G18_no_cell_of_one_to_nine_is_printed_and_hidden_ones_stay_intervals()
    {
        Utrecht.Value.Use.ShouldAllBe(u => u.Clients == null || u.Clients == 0 || u.Clients >= 10);
        Utrecht.Value.Use.SelectMany(u => u.Ages).ShouldAllBe(count => count == null || count >= 10);
        PublishedCube.Build(Utrecht.Value).Years.ShouldAllBe(y => y.Recovered == 0);
    }

    [Fact]
    public void What_is_not_printed_is_an_interval_with_an_estimate_and_never_nothing()
    {
        var built = PublishedCube.Build(Small());
        var figures = CubeFigures
            .Select(
                built.Cube,
                new FigureQuery
                {
                    Level = AreaLevel.Wijk,
                    Measure = "clients",
                    Year = 2020,
                    Product = "Wmo",
                }
            )
            .ToDictionary(f => f.Area, StringComparer.Ordinal);
        // 100 in the gemeente, 60 and one unprinted wijk: between 0 and 102 − 58 left for it and for onbekend.
        var hidden = figures["WK000102"];
        (hidden.Low, hidden.High, hidden.Basis).ShouldBe((0, 44, Basis.Estimated));
        hidden.Value!.Value.ShouldBeGreaterThan(0);
        figures["WK000101"].Basis.ShouldBe(Basis.Published);
        figures["onbekend:GM0001"].High.ShouldBe(44);
        figures.ContainsKey("onbekend").ShouldBeFalse();
    }

    [Fact]
    public void A_published_cube_refuses_measures_that_tables_do_not_give()
    {
        var cube = PublishedCube.Build(Small()).Cube;
        Should.Throw<UsageException>(() => CubeFigures.Select(cube, new FigureQuery { Measure = "cost" }).ToList());
        CubeFigures.Select(cube, new FigureQuery()).Select(f => f.Measure).Distinct().ShouldBe(["clients"]);
    }

    [Fact]
    public void A_published_cube_is_stored_and_read_back_with_the_same_id()
    {
        var cube = PublishedCube.Build(Small()).Cube;
        var back = CubeStore.FromFile(CubeStore.ToFile(cube));
        CubeStore.IdOf(back).ShouldBe(CubeStore.IdOf(cube));
        back.Published!.Keys.ToArray().ShouldBe(cube.Published!.Keys.ToArray());
    }

    [SharedFact]
    public void The_population_of_Utrecht_meets_its_tables_and_what_clients_per_1000_imply()
    {
        var cube = PublishedCube.Build(Utrecht.Value).Cube;
        var (series, report) = PublishedPopulation.Build(Utrecht.Value, cube.Axes.Areas, 2015, 2024);
        report.TableYears.ShouldBe([2020, 2023, 2024]);
        foreach (var year in report.TableYears)
        {
            var printed = Utrecht.Value.Residents.Where(r =>
                r.Year == year && r.Code.StartsWith("WK", StringComparison.Ordinal)
            );
            series.At(year).Total().ShouldBe(printed.Sum(r => r.Total!.Value));
            series.At(year).Basis.ShouldBe(Basis.Published);
        }
        series.At(2015).Basis.ShouldBe(Basis.Estimated);
        // Published for the city: 334,176 in 2015; a figure per 1,000 rounded to 5 leaves 5% of room.
        ((double)series.At(2017).Total()).ShouldBe(343_038, 343_038 * 0.02);
    }

    [SharedFact]
    public void The_fit_of_Utrecht_gives_back_the_published_clients()
    {
        var cube = PublishedCube.Build(Utrecht.Value).Cube;
        var (people, _) = PublishedPopulation.Build(Utrecht.Value, cube.Axes.Areas, 2015, 2024);
        var fit = FitChoice.Estimate(cube, people, new FitSettings());
        fit.Basis.ShouldBe(Basis.Published);
        foreach (var (product, published) in new[] { (0, 20_250.0), (1, 13_210.0) })
        {
            var expected = Enumerable.Range(0, 10).Sum(b => fit.Expected[(b * 2) + product]);
            // N2: what is expected adds up to what was observed.
            Enumerable.Range(0, 10).Sum(b => fit.Observed[(b * 2) + product]).ShouldBe(expected, 1e-6 * expected);
            var open = fit.OpenAtEnd.Where((_, i) => i / 9 % 2 == product).Sum();
            ((open + expected) * fit.ClientsPerSpell[product]).ShouldBe(published, 0.02 * published);
        }
        // Growth and shocks are of clients, of whom most of a year's were there already.
        var dynamics = fit.Dynamics!;
        dynamics.Inertia[0].ShouldBeInRange(0.8, 0.92);
        dynamics.Inertia[1].ShouldBeInRange(0.55, 0.8);
        dynamics.CityVolatility.ShouldAllBe(v => v > 0.01 && v < 0.08);
        dynamics.WijkVolatility.ShouldAllBe(v => v > 0.01 && v < 0.08);
        FitStore.IdOf(FitChoice.Estimate(cube, people, new FitSettings())).ShouldBe(FitStore.IdOf(fit));
        Should.Throw<UsageException>(() =>
            FitChoice.Estimate(cube, people, new FitSettings { Reference = RateReference.Peers })
        );
    }

    /// <summary>New per year as the half-years of Utrecht say: twice the year less the half-year; 2,490 to 2,815.</summary>
    [SharedFact]
    public void Assumed_stays_give_the_inflow_that_half_years_show()
    {
        var cube = PublishedCube.Build(Utrecht.Value).Cube;
        var (people, _) = PublishedPopulation.Build(Utrecht.Value, cube.Axes.Areas, 2015, 2024);
        var fit = FitChoice.Estimate(cube, people, new FitSettings());
        Enumerable.Range(0, 10).Sum(b => fit.Expected[b * 2]).ShouldBeInRange(2_400, 3_200);
        Enumerable.Range(0, 10).Sum(b => fit.Expected[(b * 2) + 1]).ShouldBeInRange(3_600, 4_900);
    }

    [Fact]
    public void A_jump_with_a_neighbour_that_jumps_back_is_reported_and_kept()
    {
        var rows = new List<PublishedUseRow>
        {
            Wmo("WK000101", 2019, 500),
            Wmo("WK000101", 2020, 200),
            Wmo("WK000102", 2019, 100),
            Wmo("WK000102", 2020, 400),
        };
        var built = PublishedCube.Build(Tables(rows, []));
        built.Breaks.Select(b => (b.Code, b.Opposite)).ShouldBe([("WK000101", "WK000102"), ("WK000102", "WK000101")]);
        built.Cube.Published!.Find(AreaLevel.Wijk, 0, 1, 0)!.Value.Value.ShouldBe(200);
    }

    private static void Check(PublishedTables tables, PublishedCube built)
    {
        var (areas, published) = (built.Cube.Axes.Areas, built.Cube.Published!);
        var ordinal = new Dictionary<string, (AreaLevel Level, int Area)>(StringComparer.Ordinal);
        for (var i = 0; i < areas.WijkCount; i++)
        {
            ordinal[areas.AreasAt(AreaLevel.Wijk)[i].Code] = (AreaLevel.Wijk, i);
        }
        for (var i = 0; i < areas.GemeenteCount; i++)
        {
            ordinal[areas.AreasAt(AreaLevel.Gemeente)[i].Code] = (AreaLevel.Gemeente, i);
        }
        var cells = 0;
        foreach (var row in tables.Use)
        {
            var (level, area) = ordinal[row.Code];
            var period = row.Year - built.Cube.Origin.FirstYear;
            int?[] printed = [row.Clients, .. row.Ages];
            for (var group = 0; group < printed.Length; group++)
            {
                var band = group == 0 ? CountIntervals.AllAges : group - 1;
                var count = published.Find(level, area, period, (int)row.Act, band);
                if (printed[group] is { } number && number > 0)
                {
                    count.ShouldNotBeNull();
                    count.Value.Value.ShouldBe(number);
                    count.Value.Basis.ShouldBe(Basis.Published);
                    count.Value.Contains(number).ShouldBeTrue();
                    cells++;
                }
                else if (count is { } hidden)
                {
                    hidden.Basis.ShouldBe(Basis.Estimated);
                    (hidden.Value > 0 || hidden.High == 0).ShouldBeTrue($"{row.Code} {row.Year}: hidden shown as 0");
                }
            }
        }
        cells.ShouldBeGreaterThan(100);
        CheckParents(built, areas, published);
    }

    /// <summary>Every whole lies between the sums of the bounds of its parts, and values add up to it.</summary>
    private static void CheckParents(PublishedCube built, AreaIndex areas, CountIntervals published)
    {
        var ofWijk = areas.OfLeaf(AreaLevel.Gemeente);
        for (var period = 0; period < built.Cube.Axes.Periods.Length; period++)
        {
            for (var product = 0; product < 2; product++)
            {
                var (low, value, high) = (
                    new long[areas.GemeenteCount],
                    new long[areas.GemeenteCount],
                    new long[areas.GemeenteCount]
                );
                for (var wijk = 0; wijk < areas.WijkCount + areas.GemeenteCount; wijk++)
                {
                    var gemeente = wijk < areas.WijkCount ? ofWijk[wijk] : wijk - areas.WijkCount;
                    var part = published.Find(AreaLevel.Wijk, wijk, period, product);
                    low[gemeente] += part?.Low ?? 0;
                    value[gemeente] += part?.Value ?? 0;
                    high[gemeente] += part?.High ?? 0;
                }
                for (var gemeente = 0; gemeente < areas.GemeenteCount; gemeente++)
                {
                    if (published.Find(AreaLevel.Gemeente, gemeente, period, product) is { } whole)
                    {
                        low[gemeente].ShouldBeLessThanOrEqualTo(whole.High);
                        high[gemeente].ShouldBeGreaterThanOrEqualTo(whole.Low);
                        value[gemeente].ShouldBeGreaterThanOrEqualTo(whole.Value);
                        ((double)value[gemeente]).ShouldBe(whole.Value, Math.Max(25, 0.05 * whole.Value));
                    }
                }
            }
        }
    }

    private static PublishedTables Small() =>
        Tables(
            [Wmo("GM0001", 2020, 100), Wmo("WK000101", 2020, 60), Wmo("GM0001", 2019, 95), Wmo("WK000101", 2019, 60)],
            [
                new("WK000101", 2020, 800, 400, 400, [100, 100, 200, 200, 200]),
                new("WK000102", 2020, 90, 45, 45, [10, 10, 20, 30, 20]),
            ]
        );

    private static PublishedUseRow Wmo(string code, int year, int clients) =>
        new(Act.Wmo, year, code, clients, null, []);

    private static PublishedTables Tables(
        IReadOnlyList<PublishedUseRow> use,
        IReadOnlyList<PublishedMargins> residents
    ) => new(use, residents, new Dictionary<string, string>(StringComparer.Ordinal), [], []);
}
