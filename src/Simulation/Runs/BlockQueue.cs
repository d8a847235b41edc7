using System.Runtime.ExceptionServices;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Hands out the blocks of a range to threads, in order. Between rounds no block is under way, so that what is finished are
/// the first replicates of the range and can be kept.
/// </summary>
internal sealed class BlockQueue
{
    private const int Lanes = Block8.Size;

    /// <summary>Blocks that a thread takes at once, at most: whoever stops a run waits for them.</summary>
    private const int MostTogether = PendingBlocks.Most;
    private readonly ProjectionPart part;
    private readonly IRunWatch? watch;
    private readonly CancellationToken stop;
    private readonly MeanError mean;
    private readonly Lock gate = new();
    private readonly double buurtYearsPerBlock;
    private int next;
    private int done;
    private long buurtYears;
    private bool pause;

    /// <param name="part">Room for a whole range; its first replicates may be finished.</param>
    /// <param name="range">What is to be finished.</param>
    /// <param name="aim">The mean whose standard error the watch is told; null for the cost of the last year.</param>
    public BlockQueue(
        ProjectionPart part,
        ReplicateRange range,
        IRunWatch? watch,
        CancellationToken stop,
        PrecisionTarget? aim = null
    )
    {
        (this.part, this.watch, this.stop) = (part, watch, stop);
        Range = range;
        next = range.First + part.Replicates.Count;
        done = part.Replicates.Count;
        var inputs = part.Inputs;
        buurtYearsPerBlock = (double)inputs.Fit.Areas.BuurtCount * inputs.Scenario.YearCount;
        mean = new(part, range.First, aim);
        for (var first = range.First; first < next; first += Lanes)
        {
            mean.Add(first, Math.Min(Lanes, next - first));
        }
    }

    private ReplicateRange Range { get; }

    /// <summary>Works until the range is finished.</summary>
    /// <exception cref="OperationCanceledException">It was asked to stop before that; what is finished was offered to the watch.</exception>
    public void Run(Comparison<int>? order, CancellationToken abort)
    {
        var settings = part.Settings;
        var blocks = (Range.End - next + Lanes - 1) / Lanes;
        var workers = new BlockRun?[Math.Clamp(settings.Threads, 1, Math.Max(1, blocks))];
        try
        {
            while (next < Range.End)
            {
                stop.ThrowIfCancellationRequested();
                pause = false;
                Together(
                    workers.Length,
                    worker =>
                    {
                        workers[worker] ??= new BlockRun(part.Plan, part.Accumulators, order, Tell, abort);
                        while (Take(workers.Length) is { Count: > 0 } some)
                        {
                            workers[worker]!.Run(settings, some.First / Lanes, (some.Count + Lanes - 1) / Lanes);
                            Finish(some);
                        }
                    }
                );
                if (next < Range.End)
                {
                    watch?.Keep(part with { Replicates = new(Range.First, done) });
                }
            }
        }
        finally
        {
            Array.ForEach(workers, w => w?.Dispose());
        }
    }

    /// <summary>
    /// The replicates of the next blocks; none when there are none to be had now. Some blocks together cost less than one by
    /// one; towards the end fewer, so that all threads are done at about the same time. One thread waits for no other.
    /// </summary>
    private ReplicateRange Take(int workers)
    {
        lock (gate)
        {
            if (pause || stop.IsCancellationRequested || next >= Range.End)
            {
                return new(next, 0);
            }
            var left = (Range.End - next + Lanes - 1) / Lanes;
            var blocks = workers == 1 ? MostTogether : Math.Clamp(left / (2 * workers), 1, MostTogether);
            var some = new ReplicateRange(next, Math.Min(Range.End - next, blocks * Lanes));
            next = some.End;
            return some;
        }
    }

    private void Finish(ReplicateRange some)
    {
        lock (gate)
        {
            done += some.Count;
            mean.Add(some.First, some.Count);
            pause |= watch?.WantsToKeep() ?? false;
        }
        Tell(0);
    }

    private void Tell(int buurten)
    {
        var worked = Interlocked.Add(ref buurtYears, buurten);
        if (watch is null)
        {
            return;
        }
        // The last block of a run may be short, and takes as long as any other.
        var begun = part.Replicates.Count;
        var share =
            (begun + (Lanes * worked / buurtYearsPerBlock))
            / Math.Max(1, (double)Lanes * ((Range.Count + Lanes - 1) / Lanes));
        watch.Told(new(done, Range.Count, Math.Min(1, share), mean.Share, mean.Mean));
    }

    /// <summary>
    /// Does the same on some threads; the first fault of any is the fault of all. On threads of its own: those of the pool
    /// belong to whoever must answer quickly, and would not take over the priority of the caller.
    /// </summary>
    internal static void Together(int threads, Action<int> work)
    {
        var faults = new ExceptionDispatchInfo?[threads];
        void Do(int worker)
        {
            try
            {
                work(worker);
            }
#pragma warning disable CA1031 // It is thrown again on the thread of the caller.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                faults[worker] = ExceptionDispatchInfo.Capture(fault);
            }
        }

        var others = new Thread[threads - 1];
        for (var i = 0; i < others.Length; i++)
        {
            var worker = i + 1;
            others[i] = new(() => Do(worker)) { IsBackground = true, Priority = Thread.CurrentThread.Priority };
            others[i].Start();
        }
        Do(0);
        foreach (var other in others)
        {
            other.Join();
        }
        Array.Find(faults, f => f is not null)?.Throw();
    }
}
