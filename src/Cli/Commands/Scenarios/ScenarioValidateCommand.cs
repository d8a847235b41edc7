using System.CommandLine;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands.Scenarios;

/// <summary><c>populatie scenario validate</c>: reads scenarios and says what is wrong with the first that is not right.</summary>
internal static class ScenarioValidateCommand
{
    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("file")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = session.Say("FILE", "BESTAND"),
            Description = session.Say(
                "Scenarios: files, or names of shipped ones; - reads from standard input",
                "Scenario's: bestanden, of namen van meegeleverde; - leest van standaardinvoer"
            ),
        };
        var workspace = new Option<string?>("--workspace")
        {
            HelpName = session.Say("DIR", "MAP"),
            Description = session.Say(
                "Also check areas, products and groups against this workspace",
                "Controleer ook gebieden, producten en groepen tegen deze werkmap"
            ),
        };
        var command = new Command(
            "validate",
            session.Say(
                "Read scenarios and say what is wrong with them, with line and column. "
                    + "Example: populatie scenario validate my-scenario.yaml",
                "Lees scenario's en zeg wat er niet klopt, met regel en kolom. "
                    + "Voorbeeld: populatie scenario validate mijn-scenario.yaml"
            )
        )
        {
            files,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var space = parsed.GetValue(workspace) is { } folder ? session.ReadWorkspace(folder) : null;
                foreach (var file in parsed.GetValue(files)!)
                {
                    Check(session, file, space);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Check(Session session, string file, Workspace? workspace)
    {
        var scenario = ScenarioTexts.Parse(ScenarioTexts.Read(file));
        var paths = GrowthPath.For(scenario, Enum.GetValues<Act>(), VintageTable.Embedded, file);
        if (workspace is not null)
        {
            CheckNames(workspace, scenario);
        }
        RemarkOnLate(session, file, scenario);
        var assumed = paths.Sum(p => p.Steps.Count(s => !s.Published));
        session.Note(
            $"{file}: {scenario.Name} is a valid scenario, {scenario.FirstYear} to {scenario.Horizon}; {assumed} yearly growths are assumptions",
            $"{file}: {scenario.Name} is een geldig scenario, {scenario.FirstYear} tot en met {scenario.Horizon}; {assumed} jaargroeien zijn aannames"
        );
    }

    /// <summary>A lever may begin after the last year, as in a variant with a nearer horizon; whoever wrote it there ought to know.</summary>
    private static void RemarkOnLate(Session session, string file, Scenario scenario)
    {
        foreach (var lever in scenario.Levers.Where(l => l.Start + l.LagYears > scenario.Horizon))
        {
            var (name, felt) = (lever.Title, lever.Start + lever.LagYears);
            session.Note(
                $"{file}: lever {name} is felt from {felt}, after the last year, {scenario.Horizon}: it changes nothing",
                $"{file}: hefboom {name} werkt pas vanaf {felt}, na het laatste jaar, {scenario.Horizon}: die verandert niets"
            );
        }
    }

    /// <summary>By the cube that the scenario names; where the workspace has none yet, by its areas and the shipped catalogue.</summary>
    private static void CheckNames(Workspace workspace, Scenario scenario)
    {
        if (workspace.List(ArtefactKind.Cube).Count > 0)
        {
            var cube = CubeStore.Load(workspace, workspace.Resolve(ArtefactKind.Cube, scenario.Base.Cube));
            ScenarioNames.Check(scenario, cube.Axes.Areas, cube.Axes.Products);
            return;
        }
        ScenarioNames.Check(scenario, AreaChoice.LoadOrDefault(workspace, null).Index, ProductCatalogue.Embedded);
    }
}
