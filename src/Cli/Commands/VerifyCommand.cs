using System.CommandLine;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie verify</c>: is a run what its card says?</summary>
internal static class VerifyCommand
{
    public static Command Create(Session session)
    {
        var run = new Argument<string>("run")
        {
            HelpName = session.Say("RUN", "PROJECTIE"),
            DefaultValueFactory = _ => "latest",
            Description = session.Say(
                "An id, the beginning of one, a path, or latest",
                "Een id, het begin ervan, een pad, of latest"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "verify",
            session.Say(
                "Check the digests of a run, and make it (or its first eight futures) again to the last bit. "
                    + "Example: populatie verify latest",
                "Controleer de digests van een projectie, en maak die (of de eerste acht toekomsten) opnieuw tot op het "
                    + "laatste bit. Voorbeeld: populatie verify latest"
            )
        )
        {
            run,
            threads,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var space = session.OpenWorkspace(parsed.GetValue(workspace));
                var view = RunStore.Load(space, parsed.GetValue(run)!);
                var verdict = RunCheck.Repeat(space, view, parsed.GetValue(threads), cancellation);
                foreach (var difference in verdict.Differences)
                {
                    session.Output.WriteLine(session.Say($"differs: {difference}", $"verschilt: {difference}"));
                }
                if (verdict.Differences.Count > 0)
                {
                    return ExitCode.SaidNo;
                }
                session.Output.WriteLine(
                    verdict.Whole
                        ? session.Say(
                            $"{view.Card.Id}: ok, made again whole, same bytes",
                            $"{view.Card.Id}: ok, geheel opnieuw gemaakt, dezelfde bytes"
                        )
                        : session.Say(
                            $"{view.Card.Id}: ok, digests hold, first eight futures made again, same values",
                            $"{view.Card.Id}: ok, digests kloppen, eerste acht toekomsten opnieuw gemaakt, dezelfde waarden"
                        )
                );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
