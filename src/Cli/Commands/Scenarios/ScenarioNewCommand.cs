using System.CommandLine;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Scenarios;

namespace Populatie.Cli.Commands.Scenarios;

/// <summary><c>populatie scenario new</c>: a scenario to begin with, every setting explained.</summary>
internal static class ScenarioNewCommand
{
    public static Command Create(Session session)
    {
        var name = new Argument<string>("name")
        {
            HelpName = session.Say("NAME", "NAAM"),
            Description = session.Say("What the scenario is called", "Hoe het scenario heet"),
            DefaultValueFactory = _ => session.Say("my-scenario", "mijn-scenario"),
        };
        var target = new Option<string>("--out")
        {
            HelpName = session.Say("FILE|-", "BESTAND|-"),
            Description = session.Say(
                "Where to write it (default - : the screen)",
                "Waarheen (standaard - : het scherm)"
            ),
            DefaultValueFactory = _ => "-",
        };
        var command = new Command(
            "new",
            session.Say(
                "Write a scenario to begin with, with every setting and what it means. "
                    + "Example: populatie scenario new scarce-staff --out scarce-staff.yaml",
                "Schrijf een scenario om mee te beginnen, met elke instelling en wat die betekent. "
                    + "Voorbeeld: populatie scenario new schaars-personeel --out schaars-personeel.yaml"
            )
        )
        {
            name,
            target,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var text = ScenarioTemplate.Text(parsed.GetValue(name)!, session.Language);
                var path = parsed.GetValue(target)!;
                if (string.Equals(path, "-", StringComparison.Ordinal))
                {
                    session.Output.Write(text);
                }
                else if (File.Exists(path))
                {
                    throw new UsageException(
                        new(
                            $"{path} is there already, and may have been worked on; choose another name",
                            $"{path} bestaat al, en er kan aan gewerkt zijn; kies een andere naam"
                        )
                    );
                }
                else
                {
                    OutputFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
                    session.Note($"written: {path}", $"geschreven: {path}");
                }
                return ExitCode.Done;
            }
        );
        return command;
    }
}
