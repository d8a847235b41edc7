using Populatie.Analytics.Faults;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Store;
using Populatie.Server.Http;
using Populatie.Server.Library;
using Populatie.Simulation.Grain;
using Populatie.Simulation.Inputs;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Store;

namespace Populatie.Server.Jobs;

/// <summary>How a run is made from a job: by the same calls, and so to the same bytes, as on the command line.</summary>
internal sealed class JobWork(Workspace workspace, ScenarioLibrary scenarios, ServeOptions options) : IJobMaker
{
    /// <summary>Things that variants of a base share; a city takes some hundred megabytes in all.</summary>
    private const int MostOnShelf = 24;

    private readonly InputShelf shelf = new(MostOnShelf);

    /// <exception cref="PopulatieException">The scenario does not fit what is in the workspace.</exception>
    public ProjectionInputs Gather(Scenario scenario, ProjectionGrain grain) =>
        ScenarioInputs.Gather(workspace, scenario, scenario.Origin.File, grain, remark: null, shelf);

    /// <summary>What a run of these inputs will be, before anything of it is made.</summary>
    public static RunCard CardOf(ProjectionInputs inputs, RunSettings settings) =>
        MonteCarlo.Empty(inputs, settings, new(0, 0)).Card;

    public RunSettings SettingsOf(int replicates, ulong seed, bool keepBuurten) =>
        new(replicates, seed, keepBuurten, options.JobThreads, LaneChoice.Current);

    /// <summary>Makes and keeps a run, from where it was left. What is stopped is kept as far as it is, for the next server.</summary>
    public void Make(Job job, CancellationToken stop, CancellationToken abort)
    {
        var record = job.Record();
        var run = record.Run;
        if (workspace.Has(ArtefactKind.Run, run.Id))
        {
            return;
        }
        var inputs = job.Inputs ?? Gather(scenarios.Read(record.Scenario), ProjectionGrains.Parse(run.Grain));
        var settings = SettingsOf(run.Replicates, run.Seed, record.KeepBuurten);
        var range = Shard.Whole.RangeIn(settings.Replicates);
        var begun = MonteCarlo.Empty(inputs, settings, range);
        if (!string.Equals(begun.Card.Id, run.Id, StringComparison.Ordinal))
        {
            throw new UsageException(
                new(
                    "the workspace or the program has changed since this run was asked for; ask for it again",
                    "de werkmap of het programma is veranderd sinds deze projectie werd gevraagd; vraag haar opnieuw"
                )
            );
        }
        if (PartStore.Of(workspace, run.Id, Shard.Whole).LastOrDefault(p => !p.IsFinished) is { } part)
        {
            begun = PartStore.Restore(part, begun);
        }
        using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Abort, abort);
        var watch = new JobWatch(workspace, job, begun);
        var made = MonteCarlo.Run(inputs, settings, range, begun, watch, stop, either.Token).ToResult();
        if (!job.BeginKeeping())
        {
            throw new OperationCanceledException(job.Abort);
        }
        RunStore.Save(workspace, made);
        Forget(run.Id, settings.Replicates);
    }

    /// <summary>Takes away what was kept of a run under way.</summary>
    public void Forget(string run, int replicates) =>
        PartStore.RemoveUnfinished(workspace, run, Shard.Whole, replicates);
}
