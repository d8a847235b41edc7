using Populatie.Analytics.Areas;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Maps;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Tests.Grain;

/// <summary>Utrecht with its own residents and forecast: reckoned by wijk it has the futures that it has by buurt.</summary>
public sealed class SameFuturesTests
{
    private const int Replicates = 96;
    private const int BaseYear = 2025;

    [Fact]
    [Trait("Speed", "slow")]
    public void Totals_per_wijk_and_of_the_city_agree_within_chance()
    {
        var areas = EmbeddedUtrecht.Areas().Index;
        var scenario = ScenarioReader.Parse(
            "name: grain\nbase: {year: 2025}\nhorizon: 2032\ngrowth: {other: \"0% (none, 0% to 0%)\"}",
            "grain"
        );
        var residents = UtrechtPopulation.Series().At(BaseYear + 1);
        var fit = Mixed.Fit(areas, seed: 8);
        var units = WijkUnits.Of(areas);
        var fine = Project(scenario, fit, new([.. areas.Buurten.Select(b => b.Code)], [residents]));
        var coarse = Project(scenario, CoarseFit.Of(fit, units, residents), units.Sum(residents));
        foreach (var level in new[] { AreaLevel.Wijk, AreaLevel.Gemeente })
        {
            foreach (var measure in new[] { Measures.Requests, Measures.InCare, Measures.Population })
            {
                var (one, other) = (fine.Table(level, measure), coarse.Table(level, measure));
                (one.AreaCount, one.Axis).ShouldBe((other.AreaCount, other.Axis));
                for (var area = 0; area < one.AreaCount; area++)
                {
                    for (var position = 0; position < one.Axis; position++)
                    {
                        for (var year = 0; year < one.Years; year++)
                        {
                            var (a, b) = (one.Summarise(area, position, year), other.Summarise(area, position, year));
                            var error = Math.Sqrt(((a.Sd * a.Sd) + (b.Sd * b.Sd)) / Replicates);
                            Math.Abs(a.Mean - b.Mean)
                                .ShouldBeLessThanOrEqualTo(
                                    4.5 * error,
                                    $"{level} {area}, {measure.Name} {position}, year {year}: {a.Mean} and {b.Mean}"
                                );
                        }
                    }
                }
            }
        }
    }

    private static ProjectionResult Project(Scenario scenario, Fit fit, PopulationSeries people)
    {
        var demography = new Demography(
            DemographyInputs.For(
                fit.Areas,
                people,
                BaseYear + 1,
                scenario.Horizon,
                DemographySettingsFile.Embedded,
                WijkForecast.Latest
            ) with
            {
                Bands = fit.Bands,
            }
        );
        var leave = LeaveRates.Of(
            people.At(BaseYear + 1),
            fit.Bands,
            NationalTables.Embedded,
            MigrationProfile.Embedded,
            scenario.FirstYear,
            scenario.YearCount + 1
        );
        var inputs = new ProjectionInputs(
            scenario,
            fit,
            new ProjectedResidents(demography, scenario.FirstYear, leave),
            [],
            ObservedYears.Empty(BaseYear, fit.Products.Count, fit.Products.ProductCount, fit.Areas.BuurtCount),
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        return MonteCarlo.Run(
            inputs,
            new RunSettings(Replicates, 11, KeepBuurten: false, 2, LaneChoice.Current),
            null,
            CancellationToken.None
        );
    }
}
