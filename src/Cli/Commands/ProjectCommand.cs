using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Backtest;
using Populatie.Cli.Commands.Scenarios;
using Populatie.Cli.Shell;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie project</c>: scenario in, run out.</summary>
internal static class ProjectCommand
{
    public static Command Create(Session session)
    {
        var command = new Command(
            "project",
            session.Say(
                "Project demand and cost from a scenario, many times over, and keep the run. "
                    + "Example: populatie project basis-2040 --replicates 500",
                "Projecteer vraag en kosten uit een scenario, vele malen, en bewaar de projectie. "
                    + "Voorbeeld: populatie project basis-2040 --replicates 500"
            )
        );
        var options = new ProjectOptions(session);
        options.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var request = options.Read(parsed);
                var space = session.OpenWorkspace(request.Workspace);
                // All scenarios are read before the first is run: a mistake in the last one should not cost an hour.
                var scenarios = request.Files.Select(f => (File: f, Scenario: Read(f))).ToList();
                foreach (var (file, scenario) in scenarios)
                {
                    var inputs = Gather(session, space, scenario, file, request.Grain);
                    Answer(session, space, request, file, inputs, cancellation);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Answer(
        Session session,
        Workspace space,
        ProjectRequest request,
        string file,
        ProjectionInputs inputs,
        CancellationToken cancellation
    )
    {
        var settings = request.SettingsFor(inputs);
        if (request.IsPlan || request.Expect is not null)
        {
            var run = MonteCarlo.Empty(inputs, settings, new(0, 0)).Card.Id;
            CheckExpected(request.Expect, run, file);
            if (request.IsPlan)
            {
                JsonPrinter.PrintId(session, run, request.Json);
                return;
            }
        }
        if (request.Only is { } replicate)
        {
            var values = MonteCarlo.RunOne(inputs, settings, replicate - 1, cancellation);
            ReplicatePrinter.Print(session, values, replicate, request.Levels, request.Json);
            return;
        }
        var job = new ProjectJob(session, space, inputs, settings)
        {
            Part = request.Share,
            Resume = request.Resume,
            Aim = request.Aim,
        };
        var id = job.Run(cancellation);
        if (!request.Json && request.Share is null)
        {
            Headline.Print(session, RunStore.Load(space, id));
        }
        BacktestSentence.Print(session, space, inputs);
        JsonPrinter.PrintId(session, id, request.Json);
    }

    /// <summary>Runs and keeps one projection, with progress on stderr.</summary>
    /// <returns>The id of the run.</returns>
    public static string Project(
        Session session,
        Workspace workspace,
        ProjectionInputs inputs,
        RunSettings settings,
        CancellationToken cancellation
    ) => new ProjectJob(session, workspace, inputs, settings).Run(cancellation);

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
            remark => session.Note(remark.English, remark.Dutch)
        );
        foreach (var remark in LeverRemarks.Of(inputs.Scenario, inputs.Fit))
        {
            session.Note(remark.English, remark.Dutch);
        }
        foreach (var level in inputs.LevelsLeftOut)
        {
            session.Note(
                $"some wijk lies in more than one {level.ToName()}: at grain wijk that level is left out, and staff shared within one is shared within the next wider area",
                $"een wijk ligt in meer dan één {level.ToName()}: bij --grain wijk vervalt dat niveau, en wordt personeel dat daarbinnen wordt gedeeld in het eerstvolgende ruimere gebied gedeeld"
            );
        }
        return inputs;
    }

    private static void CheckExpected(string? expected, string run, string file)
    {
        if (expected is null || (expected.Length > 0 && run.StartsWith(expected, StringComparison.Ordinal)))
        {
            return;
        }
        throw new SourceFormatException(
            file,
            null,
            null,
            new($"what makes run {run}", $"wat projectie {run} maakt"),
            new($"what makes run {expected}", $"wat projectie {expected} maakt"),
            new(
                "the scenario, its options, or what latest means has changed: name ids under base: in the scenario",
                "het scenario, de opties of wat latest betekent is veranderd: noem id's onder base: in het scenario"
            )
        );
    }
}
