using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Tests.Population;

public sealed class NationalTablesTests
{
    private static readonly NationalTables Tables = NationalTables.Embedded;

    [Fact]
    public void Death_is_a_probability_that_rises_with_age_and_falls_with_the_years()
    {
        foreach (var sex in new[] { Sex.V, Sex.M })
        {
            for (var age = 0; age < AgeBands.AgeCount; age++)
            {
                Tables.DeathProbability(sex, age, 2025).ShouldBeInRange(0.00001, 0.7);
                Tables.DeathProbability(sex, age, 2060).ShouldBeLessThan(Tables.DeathProbability(sex, age, 2015));
                if (age > 40)
                {
                    Tables
                        .DeathProbability(sex, age, 2025)
                        .ShouldBeGreaterThan(Tables.DeathProbability(sex, age - 1, 2025));
                }
            }
        }
        Tables.DeathProbability(Sex.M, 80, 2020).ShouldBe(0.05003);
        Tables.DeathProbability(Sex.V, 80, 2020).ShouldBe(0.03243);
        Tables.DeathProbability(Sex.V, 80, 1990).ShouldBe(Tables.DeathProbability(Sex.V, 80, 2015));
    }

    [Fact]
    public void Ages_beyond_the_table_continue_its_odds()
    {
        double Odds(int age) =>
            Tables.DeathProbability(Sex.V, age, 2030) / (1 - Tables.DeathProbability(Sex.V, age, 2030));
        var growth = Math.Pow(Odds(98) / Odds(90), 1 / 8.0);
        for (var age = 99; age < AgeBands.AgeCount; age++)
        {
            (Odds(age) / Odds(age - 1)).ShouldBe(growth, 1e-12);
        }
    }

    [Fact]
    public void Births_add_up_to_the_published_children_per_woman()
    {
        var perWoman = Tables.BirthRates(2024).ToArray().Sum();
        perWoman.ShouldBe(1.41413, 0.0005);
        Tables.BirthRate(14, 2024).ShouldBe(0);
        Tables.BirthRate(50, 2024).ShouldBe(0);
        Tables.BirthRate(30, 2024).ShouldBe(0.111);
        Tables.BoysPerBirth.Value.ShouldBeInRange(Tables.BoysPerBirth.Low, Tables.BoysPerBirth.High);
    }

    [Fact]
    public void Utrecht_bears_fewer_children_than_the_country_and_more_die_than_the_old_forecast_said()
    {
        var vital = UtrechtPopulation.Vital();
        vital.Births.ShouldBeInRange(0.70, 0.85);
        vital.Deaths.ShouldBeInRange(1.15, 1.45);
    }

    [Fact]
    public void The_migration_profile_is_a_student_citys()
    {
        var moves = MigrationProfile.Embedded;
        Enumerable.Range(0, AgeBands.AgeCount).Sum(moves.ArrivalShare).ShouldBe(1, 1e-12);
        Enumerable.Range(18, 9).Sum(moves.ArrivalShare).ShouldBeGreaterThan(0.45);
        moves.LeaveRate(28).ShouldBeGreaterThan(3 * moves.LeaveRate(50));
        foreach (var rates in new[] { moves.LeaveCity, moves.MoveWithinCity, moves.Arrive })
        {
            rates.Length.ShouldBe(AgeBands.AgeCount);
            rates.ShouldAllBe(a => a.Low <= a.Value && a.Value <= a.High);
        }
    }

    [Fact]
    public void The_way_to_the_wlz_grows_with_age()
    {
        var flow = WlzFlow.Embedded;
        flow.YearProbability(17).ShouldBe(0);
        flow.YearProbability(85).ShouldBe((8.30 + 8.03 + 7.84) / 300, 1e-9);
        flow.YearRate(85).ShouldBe(-Math.Log(1 - flow.YearProbability(85)), 1e-4);
    }

    [Fact]
    public void Every_shipped_table_says_where_it_comes_from()
    {
        foreach (var name in Ours)
        {
            var table = PublishedTable.Embedded(name);
            table.Rows.ShouldNotBeEmpty(name);
            table.Provenance["source"].Length.ShouldBeGreaterThan(5, name);
        }
    }

    internal static readonly string[] Ours =
    [
        "utrecht/population.csv",
        "utrecht/population-single-age-2020.csv",
        "utrecht/population-pc4-age5-sex-2021.csv",
        "utrecht/pc4-wijk.csv",
        "utrecht/totals.csv",
        "utrecht/vital.csv",
        "utrecht/use-wmo.csv",
        "utrecht/use-jeugd.csv",
        "utrecht/forecast-wijk.csv",
        "utrecht/migration.csv",
        "utrecht/wmo-to-wlz.csv",
        "national/mortality.csv",
        "national/mortality-observed.csv",
        "national/fertility.csv",
        "national/assumptions.csv",
        "national/population-shape.csv",
    ];
}
