using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>Looks on while a run is made: shows how far it is, and now and then keeps what is finished.</summary>
internal sealed class ProjectWatch(Workspace workspace, Shard shard, ProjectionPart begun, RunProgressLine progress)
    : IRunWatch
{
    private readonly KeepTimes times = new(begun);

    /// <summary>Replicates of the shard that are kept.</summary>
    public int Kept { get; set; } = begun.Replicates.Count;

    public void Told(in RunProgress progressNow) => progress.Report(progressNow);

    public bool WantsToKeep() => times.IsDue();

    public void Keep(ProjectionPart part)
    {
        if (part.Replicates.Count > Kept)
        {
            PartStore.Save(workspace, part, shard);
            Kept = part.Replicates.Count;
        }
        times.Done();
    }
}
