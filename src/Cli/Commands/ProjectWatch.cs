using System.Diagnostics;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary>Looks on while a run is made: shows how far it is, and now and then keeps what is finished.</summary>
internal sealed class ProjectWatch(Workspace workspace, Shard shard, RunProgressLine progress) : IRunWatch
{
    /// <summary>Work that a killed process may lose, in seconds.</summary>
    private const double Every = 20;

    /// <summary>Keeping takes at most one part in so many of the time.</summary>
    private const double ShareOfTime = 50;

    private readonly Stopwatch sinceKept = Stopwatch.StartNew();
    private double interval = Every;

    /// <summary>Since when threads come to a stop, one after the other, so that what is finished can be kept.</summary>
    private double asked;

    /// <summary>Replicates of the shard that are kept.</summary>
    public int Kept { get; set; }

    public void Told(in RunProgress progressNow) => progress.Report(progressNow);

    public bool WantsToKeep()
    {
        var wants = sinceKept.Elapsed.TotalSeconds >= interval;
        asked = wants && asked == 0 ? sinceKept.Elapsed.TotalSeconds : asked;
        return wants;
    }

    public void Keep(ProjectionPart part)
    {
        if (part.Replicates.Count > Kept)
        {
            PartStore.Save(workspace, part, shard);
            Kept = part.Replicates.Count;
            interval = Math.Max(Every, ShareOfTime * (sinceKept.Elapsed.TotalSeconds - asked));
        }
        asked = 0;
        sinceKept.Restart();
    }
}
