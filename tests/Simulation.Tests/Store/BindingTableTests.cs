using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;
using Populatie.Simulation.Tests.Projection;

namespace Populatie.Simulation.Tests.Store;

public sealed class BindingTableTests(BindingTableTests.ShortTown town) : IClassFixture<BindingTableTests.ShortTown>
{
    [Theory]
    [InlineData(0, 0, 0, Binding.None, 0)]
    [InlineData(87, 10, 3, Binding.Staff, 0.87)]
    [InlineData(1, 3, 0, Binding.Space, 0.75)]
    [InlineData(0, 0, 4, Binding.Money, 1)]
    [InlineData(2, 2, 0, Binding.Staff, 0.5)]
    [InlineData(0, 3, 3, Binding.Space, 0.5)]
    public void The_largest_scarcity_binds(double staff, double space, double money, Binding binding, double share)
    {
        BindingTable.Largest(staff, space, money).ShouldBe((binding, share));
    }

    [Fact]
    public void Of_totals_that_hold_the_same_the_narrowest_is_named()
    {
        BindingTable.MostHeld([("track-2", 2, 5), ("Wmo", 4, 9), ("Jeugd", 3, 2)]).ShouldBe("Wmo");
        BindingTable.MostHeld([("Wmo", 4, 9), ("track-3", 2, 9), ("Jeugd", 2, 9)]).ShouldBe("track-3");
    }

    [Theory]
    [InlineData(2026, 2040, "2030,2035,2040")]
    [InlineData(2026, 2033, "2030,2033")]
    [InlineData(2026, 2027, "2027")]
    public void Every_fifth_year_and_the_last_are_shown(int first, int last, string years)
    {
        string.Join(',', BindingTable.YearsOf(first, last)).ShouldBe(years);
    }

    [Fact]
    public void The_first_year_over_a_share_is_the_first_that_is_above_it()
    {
        (int, double, double)[] years = [(2026, 4, 100), (2027, 5, 100), (2028, 6, 100), (2029, 2, 100)];
        BindingTable.FirstYearOver(years, 0.05).ShouldBe(2028);
        BindingTable.FirstYearOver(years, 0.06).ShouldBeNull();
        BindingTable.FirstYearOver([(2026, 0, 0)], 0.05).ShouldBeNull("nobody waits and nobody asks");
    }

    [Fact]
    public void Rows_of_a_run_agree_with_its_figures()
    {
        var run = town.Run;
        var rows = BindingTable.Of(run, AreaLevel.Wijk, BindingTable.YearsOf(run));
        rows.Select(r => (r.Area, r.Year)).ShouldBe([("WK000101", 2030), ("WK000102", 2030)]);
        foreach (var row in rows)
        {
            double Of(Measure measure, string product = "all") =>
                RunFigures
                    .Select(
                        run,
                        new()
                        {
                            Level = row.Level,
                            Area = row.Area,
                            Year = row.Year,
                            Product = product,
                            Measure = measure.Name,
                        }
                    )
                    .Single()
                    .Spread!.P50;
            row.Binding.ShouldBe(Binding.Staff);
            var (staff, space) = (Of(Measures.BindingStaff), Of(Measures.BindingSpace));
            row.Share.ShouldBe(staff / (staff + space + Of(Measures.BindingMoney)));
            row.Waiting.ShouldBe(Of(Measures.Waiting));
            row.Waiting.ShouldBeGreaterThan(0);
            row.OverNorm.ShouldBe(Of(Measures.WaitingOverNorm));
            row.WaitMeanWeeks.ShouldBe(Of(Measures.WaitMean));
            var most = new[] { "track-2", "track-3", "Wmo", "Jeugd" }.Max(p => Of(Measures.BindingStaff, p));
            Of(Measures.BindingStaff, row.Product).ShouldBe(most);
        }
    }

    [Fact]
    public void One_area_can_be_asked_for_and_what_is_not_there_is_refused()
    {
        var run = town.Run;
        BindingTable.Of(run, AreaLevel.Buurtteam, [2028], "BT2").ShouldHaveSingleItem().Name.ShouldBe("Team 2");
        Should
            .Throw<UsageException>(() => BindingTable.Of(run, AreaLevel.Wijk, [2025]))
            .Text.English.ShouldContain("2025");
        Should.Throw<UsageException>(() => BindingTable.Of(run, AreaLevel.Wijk, [2028], "WK9"));
        Should.Throw<UsageException>(() => BindingTable.Of(run, AreaLevel.ProviderArea, [2028]));
    }

    [Fact]
    public void A_run_in_which_nobody_can_wait_has_no_such_table()
    {
        var run = town.Keep(ShortTown.Short with { Capacity = CapacityChoice.Unlimited });
        BindingTable.HasQueues(run).ShouldBeFalse();
        Should.Throw<UsageException>(() => BindingTable.Of(run, AreaLevel.Wijk, [2028]));
    }

    /// <summary>The synthetic town with too few staff, run and kept.</summary>
    public sealed class ShortTown : IDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("populatie-binding-").FullName;
        private int kept;

        public ShortTown() => Run = Keep(Short);

        public static Scenario Short { get; } =
            ScenarioReader.Parse(SyntheticTown.ScenarioText, "t") with
            {
                Capacity = new(Staff: true, Space: true, Money: false),
                Groups =
                [
                    new("team", ["track-2"], AreaLevel.Wijk, Places: false, Intake: true, null, null),
                    new("care", ["track-3"], AreaLevel.Gemeente, Places: true, Intake: false, null, null),
                ],
                Staff = Few(ScenarioReader.Parse(SyntheticTown.ScenarioText, "t").Staff),
            };

        public RunView Run { get; }

        public RunView Keep(Scenario scenario)
        {
            var place = Directory
                .CreateDirectory(Path.Combine(folder, FormattableString.Invariant($"{kept++}")))
                .FullName;
            RunStore.Write(Town.Run(SyntheticTown.Inputs(scenario), 8), place);
            return new RunView(place);
        }

        private static StaffChoice Few(StaffChoice staff) =>
            staff with
            {
                Reserve = new(0, 0, 0, "test", 1),
                Fill = new(0.2, 0.2, 0.2, "test", 1),
                Establishment = new(-0.1, -0.1, -0.1, "test", 1),
            };

        public void Dispose() => Directory.Delete(folder, recursive: true);
    }
}
