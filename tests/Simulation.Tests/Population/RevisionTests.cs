using Populatie.Analytics.Kernels;
using Populatie.Analytics.Population;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Sources.Maps;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Population;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Tests.Population;

/// <summary>
/// The published forecast of 2021 was revised a year later: what the model, started from the first, holds possible for the
/// years ahead must hold such a revision.
/// </summary>
public sealed class RevisionTests
{
    private const int Blocks = 40;
    private static readonly int[] Years = [2025, 2030, 2035, 2040];

    /// <summary>Ten wijken in four years; 36 is what a band of 90% holds in the mean, 33 to 39 is chance.</summary>
    [Fact]
    [Trait("Speed", "slow")]
    public void G14_nine_in_ten_revisions_of_wijken_lie_within_the_band_of_nine_in_ten()
    {
        var settings = DemographySettingsFile.Embedded;
        var (wijken, city) = Ranks(settings);
        wijken.Count.ShouldBe(40);
        wijken.Count(Within).ShouldBeInRange(33, 39);
        city.Count(Within).ShouldBeGreaterThanOrEqualTo(3);

        // Without a walk of wijken the bands would be taken by surprise far too often: the choice is not free.
        var still = settings.MigrationWalkWijk with
        {
            Value = 0,
        };
        Ranks(settings with { MigrationWalkWijk = still }).Wijken.Count(Within).ShouldBeLessThan(31);
    }

    private static bool Within(double rank) => rank is >= 0.05 and <= 0.95;

    /// <summary>
    /// Where revised ÷ first lies among replicates ÷ their mean, for the residents of each wijk, and of the city, in each year.
    /// </summary>
    private static (List<double> Wijken, List<double> City) Ranks(DemographySettings settings)
    {
        var (old, revised) = (WijkForecast.Of(2021), WijkForecast.Of(2022));
        var areas = EmbeddedUtrecht.Areas().Index;
        var units = WijkUnits.Of(areas);
        var start = UtrechtPopulation.Series().At(2022);
        var demography = new Demography(
            DemographyInputs.For(units.Areas, units.Sum(start), 2022, Years[^1] - 1, settings, old)
        );
        var wijken = units.Areas.BuurtCount;
        var found = new double[(wijken + 1) * Years.Length, Blocks * Block8.Size];
        var block = demography.NewBlock(LaneChoice.Current);
        for (var b = 0; b < Blocks; b++)
        {
            block.Begin(3, b * Block8.Size);
            for (var year = 2023; year <= Years[^1]; year++)
            {
                block.Advance();
                var y = Array.IndexOf(Years, year);
                for (var i = 0; y >= 0 && i < block.Persons.Length; i++)
                {
                    var (cell, lane) = (i / Block8.Size, i % Block8.Size);
                    var (wijk, replicate) = (cell / PopulationTable.CellsPerBuurt, (b * Block8.Size) + lane);
                    found[(wijk * Years.Length) + y, replicate] += block.Persons[i];
                    found[(wijken * Years.Length) + y, replicate] += block.Persons[i];
                }
            }
        }
        var ranks = new List<double>();
        for (var i = 0; i < (wijken + 1) * Years.Length; i++)
        {
            var values = Enumerable.Range(0, Blocks * Block8.Size).Select(r => found[i, r]).ToArray();
            var mean = values.Average();
            var (wijk, y) = (i / Years.Length, Years[i % Years.Length]);
            var change = wijk < wijken ? revised.At(wijk, y) / old.At(wijk, y) : revised.City(y) / old.City(y);
            ranks.Add((double)values.Count(v => v / mean < change) / values.Length);
        }
        return (ranks[..^Years.Length], ranks[^Years.Length..]);
    }
}
