using System.CommandLine;
using Populatie.Cli.Shell;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands.Scenarios;

/// <summary><c>populatie scenario</c>: begin one, check it, compare two, or print the schema.</summary>
internal static class ScenarioCommand
{
    public static Command Create(Session session) =>
        new(
            "scenario",
            session.Say(
                "Begin a scenario, check it, compare two, or print their schema. "
                    + "Example: populatie scenario validate basis-2040",
                "Begin een scenario, controleer het, vergelijk er twee, of toon hun schema. "
                    + "Voorbeeld: populatie scenario validate basis-2040"
            )
        )
        {
            ScenarioNewCommand.Create(session),
            ScenarioValidateCommand.Create(session),
            Schema(session),
            ScenarioDiffCommand.Create(session),
        };

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
                session.Output.WriteLine(ScenarioSchema.Text(session.Language));
                return ExitCode.Done;
            }
        );
        return command;
    }
}
