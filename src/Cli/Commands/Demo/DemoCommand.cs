using System.CommandLine;
using Populatie.Analytics.Faults;
using Populatie.Cli.Shell;
using Populatie.Simulation.Projection;

namespace Populatie.Cli.Commands.Demo;

/// <summary><c>populatie demo</c>: the main job from records to projection, on Utrecht, told for someone with ten minutes.</summary>
internal static class DemoCommand
{
    private const int DefaultReplicates = 200;

    public static Command Create(Session session)
    {
        var workspace = CommonOptions.Workspace(session);
        var rows = new Option<long?>("--records")
        {
            HelpName = "N",
            Description = session.Say(
                "About how many records; fewer than all is a sample of persons (default: all of Utrecht, some five million)",
                "Ongeveer hoeveel registraties; minder dan alle is een steekproef van personen (standaard: heel Utrecht, zo'n vijf miljoen)"
            ),
        };
        var replicates = new Option<int>("--replicates")
        {
            HelpName = "R",
            DefaultValueFactory = _ => DefaultReplicates,
            Description = session.Say(
                "How many possible futures to draw (default 200)",
                "Hoeveel mogelijke toekomsten te trekken (standaard 200)"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var serve = new Option<bool>("--serve")
        {
            Description = session.Say(
                "Then show it on a page of this machine, until Ctrl-C",
                "Toon het daarna op een pagina van deze machine, tot Ctrl-C"
            ),
        };
        var closed = new Option<bool>("--no-open")
        {
            Description = session.Say(
                "With --serve: open no browser, only tell the address",
                "Bij --serve: open geen browser, noem alleen het adres"
            ),
        };
        var command = new Command(
            "demo",
            session.Say(
                "See the whole job at work on Utrecht: make synthetic records, read them, count them, learn from them, project "
                    + "Wmo and Jeugd to 2040. Example: populatie demo --workspace demo",
                "Zie het hele werk op Utrecht: maak synthetische registraties, lees ze, tel ze, leer ervan, projecteer "
                    + "Wmo en Jeugd tot 2040. Voorbeeld: populatie demo --workspace demo"
            )
        )
        {
            workspace,
            rows,
            replicates,
            threads,
            serve,
            closed,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var count = parsed.GetValue(replicates);
                if (count is < 1 or > RunSettings.MostReplicates || parsed.GetValue(rows) is < 1)
                {
                    throw new UsageException(
                        new(
                            $"--records must be 1 or more, and --replicates 1 to {RunSettings.MostReplicates}",
                            $"--records moet 1 of meer zijn, en --replicates 1 tot {RunSettings.MostReplicates}"
                        )
                    );
                }
                var home = session.MakeWorkspace(parsed.GetValue(workspace));
                var job = new DemoJob(session, home, Math.Max(1, parsed.GetValue(threads)));
                var outcome = job.Run(parsed.GetValue(rows), count, cancellation);
                new DemoStory(session, outcome).Tell();
                JsonPrinter.PrintId(session, outcome.RunId, json: false);
                if (parsed.GetValue(serve))
                {
                    DemoServer.Serve(session, home.Root, !parsed.GetValue(closed), cancellation);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }
}
