using System.Runtime.ExceptionServices;

namespace Populatie.Analytics.Sources.Records;

/// <summary>Turns a block into a batch.</summary>
/// <param name="first">Whether it is the first block of the file.</param>
internal delegate void BlockWork(RowChunk chunk, bool first, RecordBatch batch);

/// <summary>
/// Blocks in, batches out in the same order, with workers in between. A worker cuts its own block from the file, which one
/// does at a time, and works on it alone; whoever finishes the block whose turn it is hands over all that are ready. A
/// fault waits its turn too, so that it is always the first of the file that is told.
/// </summary>
internal sealed class BlockBelt(RowCutter cutter, Action<RecordBatch> take)
{
    private const int AheadPerWorker = 3;
    private readonly Lock cutting = new();
    private readonly object gate = new();
    private readonly Stack<RecordBatch> idle = [];
    private readonly Dictionary<long, RecordBatch> ready = [];
    private long cut;
    private long turn;
    private long end = long.MaxValue;
    private bool handing;
    private (long Block, ExceptionDispatchInfo Fault)? fault;

    /// <summary>Runs until the file ends; the calling thread is one of the workers.</summary>
    /// <param name="makeWork">Called once for every worker, by its number.</param>
    public void Run(int workers, Func<int, BlockWork> makeWork, CancellationToken cancellation)
    {
        var others = Enumerable
            .Range(1, workers - 1)
            .Select(worker =>
                Task.Factory.StartNew(
                    () => Work(workers, makeWork(worker), cancellation),
                    CancellationToken.None,
                    TaskCreationOptions.LongRunning,
                    TaskScheduler.Default
                )
            )
            .ToArray();
        Work(workers, makeWork(0), cancellation);
        Task.WaitAll(others, CancellationToken.None);
        fault?.Fault.Throw();
    }

    private void Work(int workers, BlockWork work, CancellationToken cancellation)
    {
        var chunk = new RowChunk();
        while (TryStart(AheadPerWorker * workers, chunk, out var block, out var batch))
        {
            try
            {
                cancellation.ThrowIfCancellationRequested();
                work(chunk, block == 0, batch);
            }
            catch (Exception thrown)
            {
                Stop(block, thrown);
            }
            HandOver(block, batch);
        }
    }

    /// <summary>Cuts the next block; waits while too many are ahead of the one whose turn it is.</summary>
    private bool TryStart(int mostAhead, RowChunk chunk, out long block, out RecordBatch batch)
    {
        batch = Rent();
        lock (cutting)
        {
            block = cut;
            lock (gate)
            {
                while (block - turn >= mostAhead && block < end)
                {
                    Monitor.Wait(gate);
                }
                if (block >= end)
                {
                    return false;
                }
            }
            try
            {
                if (!cutter.Next(chunk))
                {
                    Close(block);
                    return false;
                }
            }
            catch (Exception thrown)
            {
                Stop(block, thrown);
                return false;
            }
            cut++;
            return true;
        }
    }

    private RecordBatch Rent()
    {
        lock (gate)
        {
            return idle.TryPop(out var batch) ? batch : new RecordBatch();
        }
    }

    private void HandOver(long block, RecordBatch batch)
    {
        lock (gate)
        {
            ready.Add(block, batch);
            if (handing)
            {
                return;
            }
            handing = true;
        }
        while (TryNext(out var next))
        {
            try
            {
                take(next);
            }
            catch (Exception thrown)
            {
                Stop(turn, thrown);
            }
            lock (gate)
            {
                turn++;
                idle.Push(next);
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>The batch whose turn it is, when it is there and nothing before it went wrong.</summary>
    private bool TryNext(out RecordBatch batch)
    {
        lock (gate)
        {
            batch = null!;
            handing = turn < end && ready.Remove(turn, out batch!);
            return handing;
        }
    }

    private void Stop(long block, Exception thrown)
    {
        lock (gate)
        {
            if (fault is null || block < fault.Value.Block)
            {
                fault = (block, ExceptionDispatchInfo.Capture(thrown));
            }
            end = Math.Min(end, block);
            Monitor.PulseAll(gate);
        }
    }

    private void Close(long block)
    {
        lock (gate)
        {
            end = Math.Min(end, block);
            Monitor.PulseAll(gate);
        }
    }
}
