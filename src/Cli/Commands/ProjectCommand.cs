using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Scenarios;
using Populatie.Cli.Shell;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie project</c>: scenario in, run out.</summary>
internal static class ProjectCommand
{
    private const int DefaultReplicates = 200;

    /// <summary>Above this many buurten results per buurt are kept only when asked.</summary>
    private const int ManyBuurten = 500;

    public static Command Create(Session session)
    {
        var files = new Argument<string[]>("scenario")
        {
            Arity = ArgumentArity.OneOrMore,
            HelpName = "SCENARIO.yaml",
            Description = session.Say(
                "One or more scenarios; - reads from standard input",
                "Eén of meer scenario's; - leest van standaardinvoer"
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
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            DefaultValueFactory = _ => 1,
            Description = session.Say(
                "Names the chance: the same seed gives the same run (default 1)",
                "Benoemt het toeval: dezelfde seed geeft dezelfde projectie (standaard 1)"
            ),
        };
        var levels = new Option<string?>("--levels")
        {
            HelpName = "buurt|wijk",
            Description = session.Say(
                "Keep results down to this level (default buurt, or wijk above 500 buurten)",
                "Bewaar uitkomsten tot dit niveau (standaard buurt, of wijk boven 500 buurten)"
            ),
        };
        var grain = new Option<string>("--grain")
        {
            HelpName = "buurt|wijk",
            DefaultValueFactory = _ => "buurt",
            Description = session.Say(
                "Smallest unit to reckon with (default buurt); wijk answers many times sooner, with the same totals "
                    + "within chance",
                "Kleinste eenheid om mee te rekenen (standaard buurt); wijk antwoordt vele malen eerder, met dezelfde "
                    + "totalen binnen het toeval"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "project",
            session.Say(
                "Project demand and cost from a scenario, many times over, and keep the run. "
                    + "Example: populatie project scenarios/basis-2040.yaml --replicates 500",
                "Projecteer vraag en kosten uit een scenario, vele malen, en bewaar de projectie. "
                    + "Voorbeeld: populatie project scenarios/basis-2040.yaml --replicates 500"
            )
        )
        {
            files,
            replicates,
            seed,
            levels,
            grain,
            threads,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var count = parsed.GetValue(replicates);
                if (count is < 1 or > RunSettings.MostReplicates)
                {
                    throw new UsageException(
                        new(
                            $"--replicates {count} is out of range; choose 1 to {RunSettings.MostReplicates}",
                            $"--replicates {count} valt buiten het bereik; kies 1 tot {RunSettings.MostReplicates}"
                        )
                    );
                }
                var unit = ProjectionGrains.Parse(parsed.GetValue(grain)!);
                var space = session.OpenWorkspace(parsed.GetValue(workspace));
                // All scenarios are read before the first is run: a mistake in the last one should not cost an hour.
                var scenarios = parsed.GetValue(files)!.Select(f => (File: f, Scenario: Read(f))).ToList();
                foreach (var (file, scenario) in scenarios)
                {
                    var inputs = Gather(session, space, scenario, file, unit);
                    var settings = new RunSettings(
                        count,
                        parsed.GetValue(seed),
                        KeepBuurten(parsed.GetValue(levels), inputs),
                        parsed.GetValue(threads),
                        LaneChoice.Current
                    );
                    var id = Project(session, space, inputs, settings, cancellation);
                    if (!parsed.GetValue(json))
                    {
                        Headline.Print(session, RunStore.Load(space, id));
                    }
                    JsonPrinter.PrintId(session, id, parsed.GetValue(json));
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>Runs and keeps one projection, with progress on stderr.</summary>
    /// <returns>The id of the run.</returns>
    public static string Project(
        Session session,
        Workspace workspace,
        ProjectionInputs inputs,
        RunSettings settings,
        CancellationToken cancellation
    )
    {
        using var progress = new ProgressLine(
            session,
            session.Say("projecting (cell-steps)", "projecteren (celstappen)"),
            MonteCarlo.WorkOf(inputs, settings)
        );
        var result = MonteCarlo.Run(inputs, settings, progress.Report, cancellation);
        return RunStore.Save(workspace, result);
    }

    public static Scenario Read(string file) => ScenarioTexts.Parse(ScenarioTexts.Read(file));

    public static ProjectionInputs Gather(
        Session session,
        Workspace workspace,
        Scenario scenario,
        string file,
        ProjectionGrain grain
    )
    {
        var inputs = ScenarioInputs.Gather(
            workspace,
            scenario,
            file,
            grain,
            id =>
                session.Note(
                    $"there was no fit for {scenario.Name}: made {id}",
                    $"voor {scenario.Name} was er geen schatting: {id} gemaakt"
                )
        );
        foreach (var level in inputs.LevelsLeftOut)
        {
            session.Note(
                $"some wijk lies in more than one {level.ToName()}: at grain wijk that level is left out",
                $"een wijk ligt in meer dan één {level.ToName()}: bij --grain wijk vervalt dat niveau"
            );
        }
        return inputs;
    }

    private static bool KeepBuurten(string? levels, ProjectionInputs inputs) =>
        levels switch
        {
            null => inputs.Grain == ProjectionGrain.Buurt && inputs.Fit.Areas.BuurtCount <= ManyBuurten,
            "buurt" when inputs.Grain == ProjectionGrain.Wijk => throw new UsageException(
                new(
                    "--levels buurt cannot go with --grain wijk, which knows no buurten",
                    "--levels buurt gaat niet samen met --grain wijk, dat geen buurten kent"
                )
            ),
            "buurt" => true,
            "wijk" => false,
            _ => throw new UsageException(
                new(
                    $"--levels {levels} is not known; choose buurt or wijk",
                    $"--levels {levels} is onbekend; kies buurt of wijk"
                )
            ),
        };
}
