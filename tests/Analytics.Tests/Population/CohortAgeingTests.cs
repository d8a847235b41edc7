using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tests.Population;

public sealed class CohortAgeingTests
{
    private const int Last = AgeBands.AgeCount - 1;
    private static readonly NationalTables National = NationalTables.Embedded;

    [Fact]
    public void Without_moves_everybody_grows_a_year_older_or_dies()
    {
        var table = Filled(100);
        var next = CohortAgeing.NextYear(table, National, VitalFactors.National, Moves(0));
        for (var age = 1; age < Last; age++)
        {
            next[age].ShouldBe(100 * (1 - National.DeathProbability(Sex.V, age - 1, 2024)), 1e-9);
        }
        next[Last]
            .ShouldBe(
                100
                    * (
                        2
                        - National.DeathProbability(Sex.V, Last - 1, 2024)
                        - National.DeathProbability(Sex.V, Last, 2024)
                    ),
                1e-9
            );
        var births = 100 * National.BirthRates(2024).ToArray().Sum();
        (next[0] + next[AgeBands.AgeCount]).ShouldBe(births, 1e-9);
        (next[AgeBands.AgeCount] / births).ShouldBe(National.BoysPerBirth.Value, 1e-12);
    }

    [Fact]
    public void When_everybody_moves_the_profile_stands_still()
    {
        var table = Filled(100);
        CohortAgeing.NextYear(table, National, VitalFactors.National, Moves(1)).ShouldAllBe(p => p.Equals(100));
    }

    [Fact]
    public void Factors_scale_births_and_deaths()
    {
        var next = CohortAgeing.NextYear(Filled(100), National, new(0.5, 2), Moves(0));
        (next[0] + next[AgeBands.AgeCount]).ShouldBe(50 * National.BirthRates(2024).ToArray().Sum(), 1e-9);
        next[81].ShouldBe(100 * (1 - (2 * National.DeathProbability(Sex.V, 80, 2024))), 1e-9);
    }

    [Fact]
    public void The_country_of_2023_dies_more_than_was_foreseen_in_2015()
    {
        VitalFactors.Country().Deaths.ShouldBeInRange(1.03, 1.15);
        VitalFactors.Country().Births.ShouldBe(1);
    }

    private static PopulationTable Filled(int persons) =>
        new(2024, 1, [.. Enumerable.Repeat(persons, PopulationTable.CellsPerBuurt)], Basis.Published);

    private static MigrationProfile Moves(double rate)
    {
        ImmutableArray<Assumption> Level(double value) =>
            [.. Enumerable.Repeat(new Assumption(value, value, value, "test", 1), AgeBands.AgeCount)];
        return new(Level(rate), Level(0), Level(0.01), (1, 0), "test");
    }
}
