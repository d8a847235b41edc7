using System.CommandLine;
using Populatie.Analytics.Records;
using Populatie.Cli.Shell;
using Populatie.Simulation.Growth;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie scenario</c>: check one, or print the schema.</summary>
internal static class ScenarioCommand
{
    public static Command Create(Session session) =>
        new(
            "scenario",
            session.Say(
                "Check scenarios, or print their schema. Example: populatie scenario validate scenarios/basis-2040.yaml",
                "Controleer scenario's, of toon hun schema. Voorbeeld: populatie scenario validate scenarios/basis-2040.yaml"
            )
        )
        {
            Validate(session),
            Schema(session),
        };

    private static Command Validate(Session session)
    {
        var file = new Argument<string>("file")
        {
            HelpName = session.Say("FILE", "BESTAND"),
            Description = session.Say(
                "The scenario; - reads from standard input",
                "Het scenario; - leest van standaardinvoer"
            ),
        };
        var command = new Command(
            "validate",
            session.Say(
                "Read a scenario and say what is wrong with it, with line and column. "
                    + "Example: populatie scenario validate my-scenario.yaml",
                "Lees een scenario en zeg wat er niet klopt, met regel en kolom. "
                    + "Voorbeeld: populatie scenario validate mijn-scenario.yaml"
            )
        )
        {
            file,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var path = parsed.GetValue(file)!;
                var scenario = ProjectCommand.Read(path);
                var paths = GrowthPath.For(scenario, Enum.GetValues<Act>(), VintageTable.Embedded, path);
                var assumed = paths.Sum(p => p.Steps.Count(s => !s.Published));
                session.Note(
                    $"{path}: {scenario.Name} is a valid scenario, {scenario.FirstYear} to {scenario.Horizon}; {assumed} yearly growths are assumptions",
                    $"{path}: {scenario.Name} is een geldig scenario, {scenario.FirstYear} tot en met {scenario.Horizon}; {assumed} jaargroeien zijn aannames"
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Schema(Session session)
    {
        var command = new Command(
            "schema",
            session.Say(
                "Print the JSON Schema of scenarios, for editors. Example: populatie scenario schema > scenario.schema.json",
                "Toon het JSON Schema van scenario's, voor editors. Voorbeeld: populatie scenario schema > scenario.schema.json"
            )
        );
        command.Does(
            session,
            (_, _) =>
            {
                session.Output.WriteLine(ScenarioSchema.Text());
                return ExitCode.Done;
            }
        );
        return command;
    }
}
