using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Population;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Store;

/// <summary>From the names in a scenario to the artefacts themselves. A missing fit is made, and kept.</summary>
public static class ScenarioInputs
{
    /// <param name="file">The scenario's file, for messages.</param>
    /// <param name="grain">The smallest unit to reckon with.</param>
    /// <param name="fitMade">Told the id of a fit that had to be made.</param>
    /// <exception cref="SourceFormatException">An artefact is missing or does not fit the scenario.</exception>
    public static ProjectionInputs Gather(
        Workspace workspace,
        Scenario scenario,
        string file,
        ProjectionGrain grain = ProjectionGrain.Buurt,
        Action<string>? fitMade = null
    )
    {
        var cubeId = workspace.Resolve(ArtefactKind.Cube, scenario.Base.Cube);
        var cube = CubeStore.LoadYears(workspace, cubeId);
        CheckYear(scenario, cube, file);
        ScenarioNames.Check(scenario, cube.Axes.Areas, cube.Axes.Products);
        var population = PopulationOf(workspace, cube.Axes.Areas, scenario.Base.Population);
        var (fit, fitId) = FitOf(workspace, scenario, cubeId, cube.Origin, population, file, fitMade);
        var digests = new Dictionary<string, string>(ShippedTables.Digests, StringComparer.Ordinal)
        {
            ["cube"] = cubeId,
            ["fit"] = fitId,
            ["population"] = DigestOf(population),
        };
        return Assemble(scenario, fit, cube, population, digests, file, grain);
    }

    /// <summary>The inputs of a run from finished values on buurten.</summary>
    public static ProjectionInputs Assemble(
        Scenario scenario,
        Fit fit,
        CubeYears cube,
        PopulationSeries population,
        IReadOnlyDictionary<string, string> digests,
        string file,
        ProjectionGrain grain = ProjectionGrain.Buurt
    )
    {
        var paths = GrowthPath.For(scenario, ActsOf(fit), VintageTable.Embedded, file);
        if (grain == ProjectionGrain.Buurt)
        {
            var past = ObservedYears.From(cube, population, scenario.Base.Year, fit);
            return new(scenario, fit, ResidentsOf(scenario, fit, population), paths, past, digests);
        }
        var units = WijkUnits.Of(fit.Areas);
        var start = population.At(StartOf(scenario, population));
        var coarse = CoarseFit.Of(fit, units, start);
        var levels = units.Areas.Levels.Where(l => l != AreaLevel.Buurt);
        return new(
            scenario,
            coarse,
            ResidentsOf(scenario, coarse, units.Sum(start)),
            paths,
            ObservedYears.From(cube, population, scenario.Base.Year, fit, levels).On(units),
            digests
        )
        {
            Grain = grain,
            LevelsLeftOut = units.Dropped,
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

    private static void CheckYear(Scenario scenario, CubeYears cube, string file)
    {
        var year = scenario.Base.Year;
        if (year >= cube.Origin.FirstYear && year <= cube.Origin.LastYear)
        {
            return;
        }
        var (first, last) = (cube.Origin.FirstYear, cube.Origin.LastYear);
        throw new SourceFormatException(
            file,
            null,
            null,
            new($"base year {year}", $"basisjaar {year}"),
            new($"a year that the cube holds: {first} to {last}", $"een jaar uit de kubus: {first} tot en met {last}"),
            new(
                $"write base: {{year: {last}}}, or choose another cube",
                $"schrijf base: {{year: {last}}}, of kies een andere kubus"
            )
        );
    }

    private static (Fit Fit, string Id) FitOf(
        Workspace workspace,
        Scenario scenario,
        string cubeId,
        CubeOrigin cube,
        PopulationSeries population,
        string file,
        Action<string>? fitMade
    )
    {
        if (!IsLatest(scenario.Base.Fit))
        {
            var chosen = workspace.Resolve(ArtefactKind.Fit, scenario.Base.Fit);
            var named = FitStore.Load(workspace, chosen);
            return Suits(named, scenario, cube)
                ? (named, chosen)
                : throw new SourceFormatException(
                    file,
                    null,
                    null,
                    new(
                        $"fit {chosen} of another cube, or up to {named.LastYear}",
                        $"schatting {chosen} van een andere kubus, of tot {named.LastYear}"
                    ),
                    new(
                        $"a fit of this cube up to {scenario.Base.Year}",
                        $"een schatting van deze kubus tot {scenario.Base.Year}"
                    ),
                    new(
                        "write base: {fit: latest}: it is made when it is missing",
                        "schrijf base: {fit: latest}: ontbreekt die, dan wordt die gemaakt"
                    )
                );
        }
        foreach (var entry in workspace.List(ArtefactKind.Fit).Reverse())
        {
            var fit = FitStore.Load(workspace, entry.Id);
            if (Suits(fit, scenario, cube))
            {
                return (fit, entry.Id);
            }
        }
        var whole = CubeStore.Load(workspace, cubeId);
        var made = FitChoice.Estimate(whole, population, new FitSettings { Until = scenario.Base.Year });
        var id = FitStore.Save(workspace, made, scenario.Name);
        fitMade?.Invoke(id);
        return (made, id);
    }

    /// <summary>The population that a scenario means; the shipped one where nothing is named and none is kept.</summary>
    internal static PopulationSeries PopulationOf(Workspace workspace, AreaIndex areas, string reference) =>
        PopulationStore.LoadOrDefault(workspace, areas, IsLatest(reference) ? null : reference);

    private static bool IsLatest(string reference) => string.Equals(reference, "latest", StringComparison.Ordinal);

    private static bool Suits(Fit fit, Scenario scenario, CubeOrigin cube) =>
        fit.LastYear == scenario.Base.Year
        && cube.Inputs.All(i =>
            fit.Inputs.TryGetValue(i.Key, out var digest) && string.Equals(digest, i.Value, StringComparison.Ordinal)
        );

    internal static string DigestOf(PopulationSeries population)
    {
        using var digest = new Digest();
        foreach (var table in population.Tables)
        {
            digest.Add("year", table.Year).Add("persons", table.Persons);
        }
        return digest.ToId();
    }

    /// <summary>Year on whose 1 January the demography begins.</summary>
    private static int StartOf(Scenario scenario, PopulationSeries population) =>
        Math.Min(scenario.FirstYear, population.LastYear);

    private static ProjectedResidents ResidentsOf(Scenario scenario, Fit fit, PopulationSeries population)
    {
        var settings = scenario.Uncertainty.Parameters ? DemographySettingsFile.Embedded : DemographySettings.Certain;
        var start = StartOf(scenario, population);
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
}
