using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Inputs;

/// <summary>From finished values to all that a projection is a function of, on buurten or on wijken.</summary>
public static class InputAssembly
{
    /// <summary>The inputs of a run from finished values on buurten.</summary>
    /// <param name="digests">Name the fit, the cube and the population: those of equal digests are taken for equal.</param>
    public static ProjectionInputs Of(
        Scenario scenario,
        Fit fit,
        CubeYears cube,
        PopulationSeries population,
        IReadOnlyDictionary<string, string> digests,
        string file,
        ProjectionGrain grain = ProjectionGrain.Buurt,
        InputShelf? shelf = null
    )
    {
        shelf ??= new InputShelf(InputShelf.OfOne);
        var origin = (
            digests.GetValueOrDefault("cube"),
            digests.GetValueOrDefault("fit"),
            digests.GetValueOrDefault("population"),
            scenario.Base.Year,
            grain
        );
        var paths = GrowthPath.For(scenario, ActsOf(fit), VintageTable.Embedded, file);
        if (grain == ProjectionGrain.Buurt)
        {
            var past = shelf.Of(("past", origin), () => ObservedYears.From(cube, population, scenario.Base.Year, fit));
            var people = shelf.Of(
                ("residents", origin, scenario.Horizon, scenario.Uncertainty.Parameters),
                () => ResidentsOf(scenario, fit, population)
            );
            return new(scenario, fit, people, paths, past, digests);
        }
        var coarse = shelf.Of(("coarse", origin), () => CoarseBase.Of(scenario.Base.Year, fit, cube, population));
        var residents = shelf.Of(
            ("residents", origin, scenario.Horizon, scenario.Uncertainty.Parameters),
            () => ResidentsOf(scenario, coarse.Fit, coarse.Population)
        );
        return new(scenario, coarse.Fit, residents, paths, coarse.Past, digests)
        {
            Grain = grain,
            LevelsLeftOut = coarse.Units.Dropped,
        };
    }

    /// <summary>Acts under which any product has been used.</summary>
    public static ImmutableArray<Act> ActsOf(Fit fit) =>
        [
            .. Enum.GetValues<Act>()
                .Where(act =>
                    fit.Products.Products.Select((p, i) => (p, i))
                        .Any(x => x.p.Act == act && fit.Stays[x.i] is not null)
                ),
        ];

    /// <summary>Year on whose 1 January the demography begins.</summary>
    private static int StartOf(int firstYear, PopulationSeries population) => Math.Min(firstYear, population.LastYear);

    private static ProjectedResidents ResidentsOf(Scenario scenario, Fit fit, PopulationSeries population)
    {
        var settings = scenario.Uncertainty.Parameters ? DemographySettingsFile.Embedded : DemographySettings.Certain;
        var start = StartOf(scenario.FirstYear, population);
        var demography = new Demography(
            DemographyInputs.For(fit.Areas, population, start, scenario.Horizon, settings, WijkForecast.Latest) with
            {
                Bands = fit.Bands,
            }
        );
        var leave = LeaveRates.Of(
            population.At(start),
            fit.Bands,
            NationalTables.Embedded,
            MigrationProfile.Embedded,
            scenario.FirstYear,
            scenario.YearCount + 1
        );
        return new ProjectedResidents(demography, scenario.FirstYear, leave);
    }

    /// <summary>A base with wijken in the place of buurten.</summary>
    private sealed record CoarseBase(WijkUnits Units, Fit Fit, PopulationSeries Population, ObservedYears Past)
    {
        public static CoarseBase Of(int year, Fit fit, CubeYears cube, PopulationSeries population)
        {
            var units = WijkUnits.Of(fit.Areas);
            var start = population.At(StartOf(year + 1, population));
            var levels = units.Areas.Levels.Where(l => l != AreaLevel.Buurt);
            return new(
                units,
                CoarseFit.Of(fit, units, start),
                units.Sum(start),
                ObservedYears.From(cube, population, year, fit, levels).On(units)
            );
        }
    }
}
