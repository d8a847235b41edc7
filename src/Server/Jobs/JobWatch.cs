using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Server.Jobs;

/// <summary>Looks on while a job is made: tells who listens, and now and then keeps what is finished.</summary>
/// <param name="begun">What was finished before.</param>
internal sealed class JobWatch(Workspace workspace, Job job, ProjectionPart begun) : IRunWatch
{
    private readonly KeepTimes times = new(begun);
    private int kept = begun.Replicates.Count;

    public void Told(in RunProgress progress) => job.Told(progress);

    public bool WantsToKeep() => times.IsDue();

    public void Keep(ProjectionPart part)
    {
        if (part.Replicates.Count > kept)
        {
            PartStore.Save(workspace, part, Shard.Whole);
            kept = part.Replicates.Count;
        }
        times.Done();
    }
}
