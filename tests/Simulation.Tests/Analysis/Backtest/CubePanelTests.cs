using Populatie.Analytics.Records;
using Populatie.Simulation.Analysis.Backtest;

namespace Populatie.Simulation.Tests.Analysis.Backtest;

/// <summary>What a look back on a cube's own years gives the rivals: they must not be weaker than they could be.</summary>
public sealed class CubePanelTests
{
    [Fact]
    public void The_rule_per_head_knows_how_residents_grew()
    {
        var (cube, population) = GeneratedTown.Make(TownTruth.Boom, seed: 3);
        var panel = CubeBacktest.PanelOf(cube, population, Act.Wmo);
        for (var wijk = 0; wijk < panel.Codes.Length; wijk++)
        {
            for (var year = panel.FirstYear; year <= panel.LastYear; year++)
            {
                var residents = 0L;
                foreach (var buurt in new[] { 2 * wijk, (2 * wijk) + 1 })
                {
                    foreach (var persons in population.At(year).OfBuurt(buurt))
                    {
                        residents += persons;
                    }
                }
                panel.Residents(wijk, year).ShouldBe((residents, residents));
            }
        }

        // One wijk in eight grows by a tenth of its dwellings a year after the origin.
        var history = new PanelHistory(panel, GeneratedTown.LastYear, 3, cleaned: true);
        var (calm, booming) = (
            history.ResidentGrowth(GeneratedTown.Origin),
            history.ResidentGrowth(GeneratedTown.LastYear)
        );
        Math.Abs(calm[0]).ShouldBeLessThan(0.01);
        booming[0].ShouldBeGreaterThan(calm[0] + 0.002);
    }
}
