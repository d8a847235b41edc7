using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Fuzz.Worlds;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Tests.Answers;

/// <summary>A workspace with runs of the synthetic town, to ask questions of.</summary>
public sealed class KeptTown : IDisposable
{
    public const int Futures = 32;
    private readonly Workspace workspace;

    public KeptTown()
    {
        workspace = Workspace.Open(Folder);
        var scenario = ScenarioReader.Parse(SyntheticTown.ScenarioText, "t");
        With = Keep(scenario with { Name = "meer" });
        Without = Keep(Plain);
    }

    public static Scenario Plain { get; } =
        ScenarioReader.Parse(SyntheticTown.ScenarioText, "t") with
        {
            Name = "basis",
            Levers = [],
        };

    public string Folder { get; } = Directory.CreateTempSubdirectory("populatie-answers-").FullName;

    /// <summary>Id of a run in which more people ask for help, in one wijk.</summary>
    public string With { get; }

    /// <summary>Id of the run without that.</summary>
    public string Without { get; }

    /// <summary>Projects the town under a scenario and keeps the run.</summary>
    /// <param name="cube">Stands for the base.</param>
    public string Keep(Scenario scenario, int futures = Futures, ulong seed = 1, string cube = "c0ffee")
    {
        var inputs = SyntheticTown.Inputs(scenario) with
        {
            Digests = new Dictionary<string, string>(StringComparer.Ordinal) { ["cube"] = cube },
        };
        var settings = new RunSettings(futures, seed, KeepBuurten: true, Threads: 1, LaneChoice.Current);
        return RunStore.Save(workspace, MonteCarlo.Run(inputs, settings, null, CancellationToken.None));
    }

    internal Said Ask(params string[] arguments) => Ask(Language.English, arguments);

    internal Said Ask(Language language, params string[] arguments) =>
        Fuzz.Worlds.Commands.RunIn(language, [.. arguments, "--workspace", Folder]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
