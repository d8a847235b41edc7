using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Counting;

/// <summary>What becomes of rows that touch, overlap, contradict or wait: kept, and counted.</summary>
public sealed class SpellJoinerTests
{
    private const string Asked = "2024-01-02";

    [Fact]
    public void Rows_that_touch_or_overlap_are_one_spell_and_a_day_between_makes_two()
    {
        var report = Clean(
            new(1, Town.Support, Asked, "2024-01-10", "2024-01-31"),
            new(1, Town.Support, Asked, "2024-02-01", "2024-02-29"),
            new(1, Town.Support, Asked, "2024-02-20", "2024-03-05"),
            new(1, Town.Support, Asked, "2024-03-07", "2024-03-31")
        );
        report[CleaningCount.Spells].ShouldBe(2);
        report[CleaningCount.JoinedRows].ShouldBe(2);
        report[CleaningCount.OverlappingRows].ShouldBe(1);
        report[CleaningCount.ReopenedSpells].ShouldBe(1);
    }

    [Fact]
    public void Other_products_and_other_persons_are_never_joined()
    {
        var report = Clean(
            new(1, Town.Support, Asked, "2024-01-10", "2024-01-31"),
            new(1, Town.Aid, Asked, "2024-02-01", "2024-02-29"),
            new(2, Town.Support, Asked, "2024-02-01", "2024-02-29")
        );
        report[CleaningCount.Spells].ShouldBe(3);
        report[CleaningCount.Persons].ShouldBe(2);
        report[CleaningCount.JoinedRows].ShouldBe(0);
    }

    [Fact]
    public void The_joined_spell_has_the_earliest_request_the_last_outcome_and_all_amounts()
    {
        var cube = Town.Build([
            new(1, Town.Support, null, "2024-02-01", "2024-02-29", Minutes: 30, Cents: 7, Outcome: Outcome.StepUp),
            new(
                1,
                Town.Support,
                "2024-01-20",
                "2024-03-01",
                "2024-03-31",
                Minutes: 30,
                Cents: 5,
                Outcome: Outcome.Recovered
            ),
            new(2, Town.Aid, null, "2024-01-01", "2024-01-01"),
        ]).Cube;
        Sum(cube, "requests").ShouldBe(2);
        Sum(cube, "waiting_days").ShouldBe(12);
        Sum(cube, "minutes").ShouldBe(60);
        Sum(cube, "cost").ShouldBe(12);
        cube.Stays.EndedAt(Town.Support, 1, Outcome.Recovered).ShouldBe(1);
        cube.Stays.Ended.Sum().ShouldBe(2);
    }

    [Fact]
    public void Open_spells_run_to_the_last_day_seen()
    {
        var cube = Town.Build([
            new(1, Town.Support, Asked, "2024-02-01"),
            new(2, Town.Aid, Asked, "2024-01-10", "2024-06-30"),
        ]).Cube;
        Sum(cube, "open").ShouldBe(3);
        Sum(cube, "ended").ShouldBe(1);
        Sum(cube, "person_days").ShouldBe(151 + 173);
        cube.Stays.CensoredAt(Town.Support, 4).ShouldBe(1);
        cube.Origin.LastYear.ShouldBe(2024);
    }

    [Fact]
    public void A_planned_end_does_not_stretch_the_data_beyond_their_delivery()
    {
        var build = Town.Build(
            [
                new(1, Town.Support, Asked, "2024-02-01"),
                new(2, Town.Aid, Asked, "2024-01-10", "2099-12-31"),
                new(3, Town.Aid, Asked, "2024-07-01", "2024-07-31"),
            ],
            new CubeSettings { Delivered = new(2024, 6, 30) }
        );
        build.Cube.Origin.LastYear.ShouldBe(2024);
        build.Cleaning[CleaningCount.EndsAfterData].ShouldBe(2);
        build.Cleaning[CleaningCount.RowsOutsideData].ShouldBe(1);
        Sum(build.Cube, "person_days").ShouldBe(151 + 173);
        ByPeriod(build.Cube, "open").ShouldBe([2, 2]);
    }

    [Fact]
    public void Requests_without_a_start_wait_until_the_end_of_the_data()
    {
        var build = Town.Build(
            [
                new(1, Town.Support, "2024-02-15", null),
                new(1, Town.Support, "2024-03-15", null),
                new(2, Town.Support, "2024-02-20", null, "2024-04-10", Outcome: Outcome.DroppedOut),
                new(3, Town.Support, "2024-03-01", null),
                new(3, Town.Support, "2024-03-01", "2024-05-01", "2024-09-30"),
            ],
            new CubeSettings { FirstDay = new(2024, 1, 1) }
        );
        build.Cleaning[CleaningCount.Waits].ShouldBe(2);
        build.Cleaning[CleaningCount.RepeatedWaits].ShouldBe(1);
        build.Cleaning[CleaningCount.WaitsMetByCare].ShouldBe(1);
        ByPeriod(build.Cube, "waiting").ShouldBe([3, 1, 1]);
        ByPeriod(build.Cube, "waiting_days").ShouldBe([0, 50 + 61, 0]);
        ByPeriod(build.Cube, "requests").ShouldBe([3, 0, 0]);
    }

    [Fact]
    public void What_looks_odd_is_counted_and_kept()
    {
        var report = Clean(
            new(1, Town.Support, "2024-03-01", "2024-02-01", "2024-02-29", BirthYear: 0),
            new(2, Town.Youth, Asked, "2024-02-01", "2024-12-31", BirthYear: 1950),
            new(3, Town.Support, Asked, "2024-02-01", "2024-02-29", BirthYear: 1980, Sex: Sex.M),
            new(3, Town.Support, Asked, "2024-02-01", "2024-02-29", BirthYear: 1981, Sex: Sex.V),
            new(4, Town.Support, null, "2024-02-02", "2024-02-01"),
            new(4, Town.Support, null, "2024-02-02", "2024-03-01", Leaf: 1),
            new(4, Town.Support, null, "2024-03-02", "2024-03-11", Leaf: 2),
            new(4, Town.Support, null, "2024-05-02", "2024-05-11", Leaf: 2),
            new(4, Town.Support, null, "2024-05-02", "2024-05-11", Leaf: 2),
            new(5, Town.Support, Asked, null, Cents: 12),
            new(6, Town.Support, null, null)
        );
        report[CleaningCount.Rows].ShouldBe(11);
        report[CleaningCount.RequestsAfterStart].ShouldBe(1);
        report[CleaningCount.PersonsWithoutBirthYear].ShouldBe(1);
        report[CleaningCount.AgesOutsideProduct].ShouldBe(1);
        report[CleaningCount.PersonsWithSeveralBirthYears].ShouldBe(1);
        report[CleaningCount.PersonsWithSeveralSexes].ShouldBe(1);
        report[CleaningCount.RowsEndingBeforeStart].ShouldBe(1);
        report[CleaningCount.SpellMoves].ShouldBe(1);
        report[CleaningCount.IdenticalRows].ShouldBe(1);
        report[CleaningCount.SpellsWithoutRequest].ShouldBe(2);
        report[CleaningCount.EndsOnLastDay].ShouldBe(1);
        report[CleaningCount.StartsOnFirstDay].ShouldBe(3);
        report[CleaningCount.CostWithoutCare].ShouldBe(1);
        report[CleaningCount.RowsWithoutDates].ShouldBe(1);
        foreach (var count in CleaningReport.All)
        {
            CleaningReport.Describe(count).English.ShouldNotBe(CleaningReport.Describe(count).Dutch);
        }
    }

    private static CleaningReport Clean(params Row[] rows) => Town.Build(rows).Cleaning;

    private static long Sum(Cube cube, string measure) => cube.Flows.Column(measure).ToArray().Sum();

    private static long[] ByPeriod(Cube cube, string measure)
    {
        var sums = new long[cube.Axes.Periods.Count(p => p.Level == cube.Axes.Base)];
        for (var row = 0; row < cube.Flows.Count; row++)
        {
            sums[cube.Flows.KeyAt(row).Period] += cube.Flows.Column(measure)[row];
        }
        return sums;
    }
}
