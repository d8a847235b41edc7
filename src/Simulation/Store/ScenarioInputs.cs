using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Population;
using Populatie.Analytics.Published;
using Populatie.Analytics.Store;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Inputs;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Simulation.Store;

/// <summary>From the names in a scenario to the artefacts themselves. A missing fit is made, and kept.</summary>
public static class ScenarioInputs
{
    /// <param name="file">The scenario's file, for messages.</param>
    /// <param name="grain">The smallest unit to reckon with.</param>
    /// <param name="remark">Told of a fit that had to be made, or that an earlier version made.</param>
    /// <param name="shelf">Where what scenarios have in common is held; null to read everything anew.</param>
    /// <exception cref="SourceFormatException">An artefact is missing or does not fit the scenario.</exception>
    public static ProjectionInputs Gather(
        Workspace workspace,
        Scenario scenario,
        string file,
        ProjectionGrain grain = ProjectionGrain.Buurt,
        Action<Bilingual>? remark = null,
        InputShelf? shelf = null
    )
    {
        shelf ??= new InputShelf(InputShelf.OfOne);
        var cubeId = workspace.Resolve(ArtefactKind.Cube, scenario.Base.Cube);
        var cube = shelf.Of(("cube", cubeId), () => CubeStore.LoadYears(workspace, cubeId));
        CheckYear(scenario, cube, file);
        ScenarioNames.Check(scenario, cube.Axes.Areas, cube.Axes.Products);
        var (population, populationId) = PopulationOf(workspace, scenario, cube, cubeId, shelf);
        var (fit, fitId) = FitOf(workspace, scenario, cubeId, cube.Origin, population, file, remark, shelf);
        var digests = new Dictionary<string, string>(ShippedTables.Digests, StringComparer.Ordinal)
        {
            ["cube"] = cubeId,
            ["fit"] = fitId,
            ["population"] = populationId,
        };
        return InputAssembly.Of(scenario, fit, cube, population, digests, file, grain, shelf);
    }

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

    /// <summary>The population of a base and its digest. What <c>latest</c> means depends on all that there are.</summary>
    private static (PopulationSeries Population, string Id) PopulationOf(
        Workspace workspace,
        Scenario scenario,
        CubeYears cube,
        string cubeId,
        InputShelf shelf
    )
    {
        var asked = IsLatest(scenario.Base.Population)
            ? null
            : workspace.Resolve(ArtefactKind.Population, scenario.Base.Population);
        var among = asked ?? string.Join(',', workspace.List(ArtefactKind.Population).Select(e => e.Id));
        return shelf.Of(
            ("population", cubeId, asked is null, among),
            () =>
            {
                var found = PopulationStore.LoadOrDefault(workspace, cube.Axes.Areas, asked);
                return (found, DigestOf(found));
            }
        );
    }

    private static (Fit Fit, string Id) FitOf(
        Workspace workspace,
        Scenario scenario,
        string cubeId,
        CubeOrigin cube,
        PopulationSeries population,
        string file,
        Action<Bilingual>? remark,
        InputShelf shelf
    )
    {
        if (!IsLatest(scenario.Base.Fit))
        {
            var chosen = workspace.Resolve(ArtefactKind.Fit, scenario.Base.Fit);
            var named = shelf.Of(("fit", chosen), () => FitStore.Load(workspace, chosen));
            if (named.Method < Fit.CurrentMethod)
            {
                remark?.Invoke(
                    new(
                        $"fit {chosen} was made by an earlier version, which learnt less; base: {{fit: latest}} makes a new one",
                        $"schatting {chosen} is met een eerdere versie gemaakt, die minder leerde; base: {{fit: latest}} maakt een nieuwe"
                    )
                );
            }
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
        string? passedOver = null;
        foreach (var entry in workspace.List(ArtefactKind.Fit).Reverse())
        {
            var fit = shelf.Of(("fit", entry.Id), () => FitStore.Load(workspace, entry.Id));
            if (Suits(fit, scenario, cube))
            {
                if (fit.Method == Fit.CurrentMethod)
                {
                    return (fit, entry.Id);
                }
                passedOver ??= entry.Id;
            }
        }
        var whole = CubeStore.Load(workspace, cubeId);
        var made = FitChoice.Estimate(whole, population, new FitSettings { Until = scenario.Base.Year });
        var id = FitStore.Save(workspace, made, scenario.Name);
        remark?.Invoke(
            passedOver is null
                ? new(
                    $"there was no fit for {scenario.Name}: made {id}",
                    $"voor {scenario.Name} was er geen schatting: {id} gemaakt"
                )
                : new(
                    $"fit {passedOver} was made by an earlier version, which learnt less: made {id} with the defaults; for others: populatie fit",
                    $"schatting {passedOver} is met een eerdere versie gemaakt, die minder leerde: {id} gemaakt met de standaarden; voor andere: populatie fit"
                )
        );
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
}
