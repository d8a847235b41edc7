using Populatie.Analytics.Counting;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Analytics.Tests.Counting;

namespace Populatie.Analytics.Tests.Need;

/// <summary>A fit learns nothing from after its last year, and takes no return for a new request.</summary>
public sealed class FitUntilTests
{
    [Fact]
    public void A_fit_until_a_year_is_the_fit_of_data_that_end_with_it() =>
        RandomTown.Check(
            15,
            rows =>
            {
                // What an open line costs is spread to the last day of the data, so amounts are left out.
                Row[] bare = [.. rows.Select(r => r with { Minutes = null, Cents = null })];
                var (first, last) = (new DateOnly(2020, 11, 20), new DateOnly(2022, 12, 31));
                var whole = Town.Build(
                    bare,
                    new CubeSettings { FirstDay = first, LastDay = new DateOnly(2023, 12, 31) }
                ).Cube;
                var cut = Town.Build(bare, new CubeSettings { FirstDay = first, LastDay = last }).Cube;
                var settings = new FitSettings { Until = 2022 };
                var until = FitStore.ToColumns(FitEstimator.Estimate(whole, People(), settings));
                var ended = FitStore.ToColumns(FitEstimator.Estimate(cut, People(), settings));
                foreach (var name in until.Names)
                {
                    until.Bytes(name).ToArray().ShouldBe(ended.Bytes(name).ToArray(), name);
                }
            }
        );

    [Fact]
    public void Returns_that_the_first_year_cannot_show_are_not_new_requests()
    {
        // A quarter of the requests return. In the first year nobody can be seen to, so all 40 look new.
        var world = new SmallWorld(1, 2, 1, 2022, 2024).WithPeople(_ => 10);
        foreach (var buurt in new[] { 0, 1 })
        {
            world.Add("requests", buurt, 2022, 0, 4, Sex.V, 40);
            foreach (var year in new[] { 2023, 2024 })
            {
                world.Add("requests", buurt, year, 0, 4, Sex.V, 40).Add("returns", buurt, year, 0, 4, Sex.V, 10);
            }
        }
        var fit = FitEstimator.Estimate(world.Cube(), world.Population(), new FitSettings());
        fit.Observed.ShouldAllBe(o => Math.Abs(o - 30) < 1e-9);
        fit.Expected.Sum().ShouldBe(60, 1e-9);
    }

    private static PopulationSeries People() =>
        new(
            [.. Town.Areas.Buurten.Select(b => b.Code)],
            [
                .. Enumerable
                    .Range(2020, 5)
                    .Select(year => new PopulationTable(
                        year,
                        Town.Areas.BuurtCount,
                        [.. Enumerable.Repeat(3, Town.Areas.BuurtCount * PopulationTable.CellsPerBuurt)],
                        Basis.Published
                    )),
            ]
        );
}
