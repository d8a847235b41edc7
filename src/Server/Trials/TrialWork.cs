using System.Collections.Immutable;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Server.Http;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;
using Populatie.Simulation.Store;

namespace Populatie.Server.Trials;

/// <summary>How a trial is made: in stages, of which each is told as soon as it is there. Nothing goes to disk.</summary>
internal sealed class TrialWork(TrialShelf shelf, ServeOptions options) : IJobMaker
{
    /// <summary>Futures that tell something of a difference.</summary>
    private const int Fewest = 16;

    /// <summary>Each stage has so many times as many futures as the one before.</summary>
    private const int Growth = 3;

    /// <summary>
    /// Futures of each stage; the last has all. The same for every trial of a server, so that each stage of one can be held
    /// beside that of another. The first is one round of all threads.
    /// </summary>
    public static ImmutableArray<int> StagesOf(int replicates, int threads)
    {
        var stages = ImmutableArray.CreateBuilder<int>();
        for (var count = Math.Max(Fewest, threads * Block8.Size); count < replicates; count *= Growth)
        {
            stages.Add(count);
        }
        stages.Add(replicates);
        return stages.DrainToImmutable();
    }

    public RunSettings SettingsOf(int replicates, ulong seed) =>
        new(replicates, seed, KeepBuurten: false, options.TrialThreads, LaneChoice.Current);

    public void Make(Job job, CancellationToken stop, CancellationToken abort)
    {
        var run = job.Record().Run;
        var inputs = job.Inputs!;
        var settings = SettingsOf(run.Replicates, run.Seed);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(job.Abort, stop, abort);
        var part = MonteCarlo.Empty(inputs, settings, Shard.Whole.RangeIn(run.Replicates));
        foreach (var count in StagesOf(run.Replicates, settings.Threads))
        {
            var watch = new StageWatch(job, count, run.Replicates);
            part = MonteCarlo.Run(inputs, settings, new(0, count), part, watch, CancellationToken.None, either.Token);
            if (count == run.Replicates && !job.BeginKeeping())
            {
                throw new OperationCanceledException(job.Abort);
            }
            job.Told(shelf.Put(run.Id, FirstFutures.Of(part)));
        }
    }

    /// <summary>Who reads the first futures of a trial that was taken back may go on reading.</summary>
    public void Forget(string run, int replicates) { }

    /// <summary>Tells how far a stage is, as a share of the whole.</summary>
    private sealed class StageWatch(Job job, int stage, int of) : IRunWatch
    {
        public void Told(in RunProgress progress) =>
            job.Told(progress with { Of = of, Share = progress.Share * stage / of });

        public bool WantsToKeep() => false;

        public void Keep(ProjectionPart part) { }
    }
}
