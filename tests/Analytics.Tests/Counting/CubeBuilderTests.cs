using Populatie.Analytics.Areas;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>Small towns whose cube can be counted by hand.</summary>
public sealed class CubeBuilderTests
{
    [Fact]
    public void No_records_give_a_cube_without_cells()
    {
        var build = Town.Build([]);
        build.Cube.Flows.Count.ShouldBe(0);
        build.Cube.Clients.Count.ShouldBe(0);
        build.Cube.Axes.Periods.ShouldBeEmpty();
        build.Cleaning[CleaningCount.Rows].ShouldBe(0);
        CubeFigures.Select(build.Cube, new FigureQuery()).ShouldBeEmpty();
    }

    /// <summary>S3-056: team and specialist together: the person counts once, the services twice.</summary>
    [Fact]
    public void A_person_in_tracks_2_and_3_at_once_counts_once_in_all_and_twice_in_services()
    {
        var cube = Town.Build([
            new(1, Town.Buurtteam, null, "2024-01-10", "2024-11-30"),
            new(1, Town.Support, null, "2024-03-10", "2024-12-31"),
        ]).Cube;
        Year(cube, "clients", "track-2").ShouldBe(1);
        Year(cube, "clients", "track-3").ShouldBe(1);
        Year(cube, "clients", "Wmo").ShouldBe(1);
        Year(cube, "clients", "all").ShouldBe(1);
        Year(cube, "begun", "all").ShouldBe(2);
    }

    /// <summary>S3-057: a family is counted once however many of it are in care; who names no household is told apart.</summary>
    [Fact]
    public void A_household_in_two_tracks_counts_once_and_clients_without_one_are_told_apart()
    {
        var cube = Town.Build([
            new(1, Town.Buurtteam, null, "2024-01-10", "2024-11-30", Household: 7),
            new(2, Town.Support, null, "2024-03-10", "2024-12-31", Household: 7),
            new(3, Town.Youth, null, "2024-03-10", "2024-12-31", BirthYear: 2010, Household: 7, Leaf: 3),
            new(4, Town.Support, null, "2024-03-10", "2024-12-31"),
        ]).Cube;
        Year(cube, "households", "track-2").ShouldBe(1);
        Year(cube, "households", "track-3").ShouldBe(1);
        Year(cube, "households", "Jeugd").ShouldBe(1);
        Year(cube, "households", "all").ShouldBe(1);
        Year(cube, "clients", "all").ShouldBe(4);
        Year(cube, "clients_without_household", "all").ShouldBe(1);
        Year(cube, "clients_without_household", "Jeugd").ShouldBe(0);
        // Of all its records in care in the year, the ones that started last lie in the first buurt and the fourth.
        Year(cube, "households", "all", "BU00010004").ShouldBe(1);
    }

    [Fact]
    public void Records_that_name_no_household_say_nothing_of_households()
    {
        var cube = Town.Build([new(1, Town.Support, null, "2024-01-10", "2024-11-30")]).Cube;
        CubeFigures.MeasuresOf(cube).ShouldNotContain("households");
        Should
            .Throw<UsageException>(() => CubeFigures.Select(cube, new FigureQuery { Measure = "households" }).ToList())
            .Message.ShouldContain("no households");
    }

    [Fact]
    public void A_move_counts_as_left_here_and_entered_there_and_the_client_belongs_to_the_last_address()
    {
        var cube = Town.Build([
            new(1, Town.Support, null, "2024-01-10", "2024-02-29", Leaf: 0),
            new(1, Town.Support, null, "2024-03-01", "2024-07-31", Leaf: 3),
        ]).Cube;
        Flow(cube, 0, "begun").ShouldBe([1, 0, 0]);
        Flow(cube, 0, "left").ShouldBe([1, 0, 0]);
        Flow(cube, 0, "open").ShouldBe([0, 0, 0]);
        Flow(cube, 3, "entered").ShouldBe([1, 0, 0]);
        Flow(cube, 3, "open").ShouldBe([1, 1, 0]);
        Flow(cube, 3, "ended").ShouldBe([0, 0, 1]);
        Flow(cube, 0, "person_days").ShouldBe([51, 0, 0]);
        Flow(cube, 3, "person_days").ShouldBe([31, 91, 31]);
        Year(cube, "clients", "all", "BU00010001").ShouldBe(0);
        Year(cube, "clients", "all", "BU00010004").ShouldBe(1);
    }

    [Fact]
    public void Ageing_into_the_next_band_happens_on_1_January()
    {
        var cube = Town.Build([new(1, Town.Aid, null, "2023-10-01", "2024-06-30", BirthYear: 1959)]).Cube;
        var (before, after) = (AgeBands.Default.OfAge(64), AgeBands.Default.OfAge(65));
        Cells(cube, "left").ShouldBe([(1, before, 1)]);
        Cells(cube, "entered").ShouldBe([(1, after, 1)]);
        Cells(cube, "open").ShouldBe([(0, before, 1), (1, after, 1)]);
    }

    [Fact]
    public void Delivery_of_a_client_is_what_the_client_had_in_that_period_and_product_group()
    {
        var cube = Town.Build([
            new(1, Town.Support, null, "2024-01-10", "2024-03-31", Delivery: Delivery.Zin),
            new(1, Town.Aid, null, "2024-02-10", "2024-06-30", Delivery: Delivery.Pgb),
        ]).Cube;
        var classes = new Dictionary<(int, int), Delivery>();
        foreach (var bits in cube.Clients.Keys)
        {
            classes.Add((new CellKey(bits).Period, new CellKey(bits).Product), new CellKey(bits).Delivery);
        }
        classes[(0, Town.Support)].ShouldBe(Delivery.Zin);
        classes[(0, cube.Axes.Products.AllOrdinal)].ShouldBe(Delivery.Both);
        classes[(1, cube.Axes.Products.AllOrdinal)].ShouldBe(Delivery.Pgb);
    }

    /// <summary>As in an iWmo 323 line (G17): 4 × 1,250 = 5,000 cents, spread by days without losing one.</summary>
    [Fact]
    public void G17_a_line_over_a_turn_of_quarter_is_spread_by_days_with_the_rest_to_the_last()
    {
        var cube = Town.Build([
            new(1, Town.Support, null, "2024-03-30", "2024-04-05", Minutes: 100, Cents: 4 * 1250),
            new(1, Town.Support, null, "2024-04-06", "2024-04-06", Cents: -7),
        ]).Cube;
        Flow(cube, 0, "cost").ShouldBe([1428, 3572 - 7]);
        Flow(cube, 0, "minutes").ShouldBe([28, 72]);
        Year(cube, "cost", "begeleiding").ShouldBe(4993);
    }

    [Fact]
    public void Months_quarters_and_years_tell_the_same_story() =>
        RandomTown.Check(
            25,
            all =>
            {
                // Amounts without care stand at the day of the request, which a grid of months may not reach back to.
                var rows = all.Select(r => r.Started is null ? r with { Minutes = null, Cents = null } : r).ToList();
                var cubes = Enum.GetValues<PeriodLevel>()
                    .Select(level => Town.Build(rows, new CubeSettings { Base = level }).Cube)
                    .ToList();
                // Amounts are rounded where a line is cut, so cents and minutes agree in total only.
                foreach (var measure in CubeFigures.MeasuresOf(cubes[0]).Where(m => m is not ("hours" or "cost")))
                {
                    var years = cubes.Select(c => YearFigures(c, measure)).ToList();
                    years[0].ShouldBe(years[2]);
                    years[1].ShouldBe(years[2]);
                }
                foreach (var amount in new[] { "minutes", "cost" })
                {
                    cubes.Select(c => c.Flows.Column(amount).ToArray().Sum()).Distinct().Count().ShouldBe(1);
                }
            }
        );

    [Fact]
    public void Unknown_birth_years_get_the_middle_age_of_the_first_product()
    {
        var build = Town.Build([
            new(1, Town.Youth, null, "2024-01-10", "2024-02-10", BirthYear: 0),
            new(1, Town.Aid, null, "2024-02-01", "2024-03-10", BirthYear: 0),
        ]);
        build.Cleaning[CleaningCount.PersonsWithoutBirthYear].ShouldBe(1);
        new CellKey(build.Cube.Flows.Keys[0]).Band.ShouldBe(AgeBands.Default.OfAge(8));
        new CellKey(build.Cube.Flows.Keys[^1]).Band.ShouldBe(AgeBands.Default.OfAge(8));
    }

    [Fact]
    public void A_stored_cube_comes_back_as_it_was_and_equal_cubes_have_one_id()
    {
        var folder = Directory.CreateTempSubdirectory("populatie-cube-");
        try
        {
            var workspace = Workspace.Open(folder.FullName);
            Row[] rows =
            [
                new(1, Town.Support, "2023-12-20", "2024-01-10", "2024-03-31", Minutes: 90, Cents: 12_345),
                new(2, Town.Buurtteam, null, "2024-01-10", null, Leaf: 6, Sex: Sex.M),
            ];
            var cube = Town.Build(rows).Cube;
            var id = CubeStore.Save(workspace, cube, "a town");
            CubeStore.Save(workspace, Town.Build(rows.Reverse()).Cube, "the same town").ShouldBe(id);
            CubeStore.IdOf(Town.Build(rows, new CubeSettings { Base = PeriodLevel.Month }).Cube).ShouldNotBe(id);

            var again = CubeStore.Load(workspace, "latest");
            CubeStore.IdOf(again).ShouldBe(id);
            again.Axes.Periods.ShouldBe(cube.Axes.Periods);
            again.Axes.Areas.AreasAt(AreaLevel.Buurtteam).ShouldBe(Town.Areas.AreasAt(AreaLevel.Buurtteam));
            again.Axes.Products.Codes.ShouldBe(Town.Products.Codes);
            again.Axes.Products.Products[0].CentsPerClientMonth.ShouldBe(Town.Products.Products[0].CentsPerClientMonth);
            again.Origin.Basis.ShouldBe(Basis.Observed);
            again.Origin.Inputs["areas"].ShouldBe("town");
            again.Origin.Inputs["records"].ShouldBe(cube.Origin.Inputs["records"]);
            var query = new FigureQuery { Level = AreaLevel.Buurt };
            CubeFigures.Select(again, query).ShouldBe(CubeFigures.Select(cube, query));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Year(Cube cube, string measure, string product, string area = "GM0001") =>
        CubeFigures
            .Select(
                cube,
                new FigureQuery
                {
                    Measure = measure,
                    Product = product,
                    Area = area,
                    Level = area.StartsWith("BU", StringComparison.Ordinal) ? AreaLevel.Buurt : AreaLevel.Gemeente,
                }
            )
            .Single(f => f.Period is null)
            .Value!.Value;

    private static List<(string, int, string, double)> YearFigures(Cube cube, string measure) =>
        [
            .. CubeFigures
                .Select(cube, new FigureQuery { Measure = measure, Level = AreaLevel.Buurt })
                .Where(f => f.Period is null)
                .Select(f => (f.Area, f.Year, f.Product, f.Value!.Value)),
        ];

    private static long[] Flow(Cube cube, int leaf, string measure)
    {
        var sums = new long[cube.Axes.Periods.Count(p => p.Level == cube.Axes.Base)];
        for (var row = 0; row < cube.Flows.Count; row++)
        {
            var key = cube.Flows.KeyAt(row);
            sums[key.Period] += key.Leaf == leaf ? cube.Flows.Column(measure)[row] : 0;
        }
        return sums;
    }

    /// <summary>Period, band and value of the cells where a measure is not zero; stocks of the first two quarters.</summary>
    private static List<(int Period, int Band, long Value)> Cells(Cube cube, string measure) =>
        [
            .. Enumerable
                .Range(0, cube.Flows.Count)
                .Where(row => cube.Flows.Column(measure)[row] != 0)
                .Select(row =>
                    (cube.Flows.KeyAt(row).Period, cube.Flows.KeyAt(row).Band, cube.Flows.Column(measure)[row])
                ),
        ];
}
