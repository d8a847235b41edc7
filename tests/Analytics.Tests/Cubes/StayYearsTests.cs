using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Cubes;

/// <summary>A cube knows its stays as of the end of any of its years.</summary>
public sealed class StayYearsTests
{
    [Fact]
    public void Stays_until_a_year_are_those_of_data_that_end_with_it() =>
        RandomTown.Check(
            40,
            rows =>
            {
                var first = new DateOnly(2020, 11, 20);
                var whole = Town.Build(
                    rows,
                    new CubeSettings { FirstDay = first, LastDay = new DateOnly(2023, 6, 30) }
                ).Cube;
                foreach (var year in new[] { 2021, 2022, 2023 })
                {
                    var last = year == 2023 ? new DateOnly(2023, 6, 30) : new DateOnly(year, 12, 31);
                    var cut = Town.Build(rows, new CubeSettings { FirstDay = first, LastDay = last }).Cube;
                    ShouldEqual(whole.StaysUntil(year), cut.Stays);
                    ShouldEqual(CubeStore.FromFile(CubeStore.ToFile(whole)).StaysUntil(year), cut.Stays);
                }
            }
        );

    [Fact]
    public void A_cube_that_does_not_tell_years_gives_all_of_its_stays()
    {
        var cube = Town.Build([new Row(1, 0, "2021-01-01", "2021-02-01", "2022-03-01")]).Cube;
        var bare = new Cube(cube.Axes, cube.Flows, cube.Clients, cube.Stays, cube.Origin);
        bare.StaysUntil(2021).ShouldBeSameAs(cube.Stays);
        bare.Durations.Count.ShouldBe(0);
    }

    private static void ShouldEqual(StayTable found, StayTable wanted)
    {
        found.Ended.ShouldBe(wanted.Ended);
        found.Censored.ShouldBe(wanted.Censored);
        found.LateEntry.ShouldBe(wanted.LateEntry);
        found.FollowedBy.ShouldBe(wanted.FollowedBy);
        found.EndedForReturn.ShouldBe(wanted.EndedForReturn);
        found.Returned.ShouldBe(wanted.Returned);
    }
}
