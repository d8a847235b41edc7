using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Simulation.Store;

namespace Populatie.Server.Trials;

/// <summary>How a trial stands, as it is told.</summary>
internal static class TrialReport
{
    /// <summary>Of a trial that is under way, or was broken off.</summary>
    public static TrialDetails Of(Job job, TrialShelf shelf, Language language)
    {
        var now = job.Record();
        return new(now.Run.Id, now.Run.Status, now.Run, job.Progress, shelf.StagesOf(job.Id), now.Why?.In(language));
    }

    /// <summary>Of one whose futures are all there.</summary>
    public static TrialDetails Of(RunView whole, TrialShelf shelf)
    {
        var run = RunSummary.Of(whole.Card);
        var all = new JobProgress(run.Replicates, run.Replicates, null, 0, null);
        return new(run.Id, JobStatus.Done, run, all, shelf.StagesOf(run.Id), null);
    }
}
