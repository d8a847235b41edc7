using System.Diagnostics;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Store;

namespace Populatie.Server.Jobs;

/// <summary>Looks on while a job is made: tells who listens, and now and then keeps what is finished.</summary>
/// <param name="keptBefore">Replicates that were kept before.</param>
internal sealed class JobWatch(Workspace workspace, Job job, int keptBefore) : IRunWatch
{
    /// <summary>Work that a killed server may lose, in seconds.</summary>
    private const double Every = 20;

    /// <summary>Keeping takes at most one part in so many of the time.</summary>
    private const double ShareOfTime = 50;

    private readonly Stopwatch sinceKept = Stopwatch.StartNew();
    private double interval = Every;
    private int kept = keptBefore;

    public void Told(in RunProgress progress) => job.Told(progress);

    public bool WantsToKeep() => sinceKept.Elapsed.TotalSeconds >= interval;

    public void Keep(ProjectionPart part)
    {
        if (part.Replicates.Count > kept)
        {
            var clock = Stopwatch.StartNew();
            PartStore.Save(workspace, part, Shard.Whole);
            kept = part.Replicates.Count;
            interval = Math.Max(Every, ShareOfTime * clock.Elapsed.TotalSeconds);
        }
        sinceKept.Restart();
    }
}
