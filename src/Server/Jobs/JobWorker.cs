using System.Diagnostics;
using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Server.Problems;

namespace Populatie.Server.Jobs;

/// <summary>The thread that makes runs, one after another, in the order in which they were asked for.</summary>
internal sealed class JobWorker : IDisposable
{
    /// <summary>What is under way when the server stops may take so long to finish its replicates.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly IJobMaker maker;
    private readonly JobBoard board;
    private readonly JobTally tally;
    private readonly SemaphoreSlim arrived = new(0);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly Thread thread;

    /// <param name="name">Of the thread.</param>
    public JobWorker(IJobMaker maker, JobBoard board, JobTally tally, string name)
    {
        (this.maker, this.board, this.tally) = (maker, board, tally);
        thread = new(Work) { IsBackground = true, Name = name };
        thread.Start();
    }

    /// <summary>So many more jobs wait.</summary>
    public void Tell(int arrivals)
    {
        if (arrivals > 0)
        {
            arrived.Release(arrivals);
        }
    }

    /// <summary>Finishes the replicates under way; what is kept of them waits for the next server.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        abort.CancelAfter(Grace);
        await Task.Run(thread.Join, CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        stop.Cancel();
        abort.Cancel();
        thread.Join();
        arrived.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    private void Work()
    {
        BackgroundPriority.Take();
        try
        {
            while (true)
            {
                arrived.Wait(stop.Token);
                if (board.Next() is { } job && job.Start())
                {
                    Make(job);
                    board.Tidy();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the journal says what is left.
        }
    }

    private void Make(Job job)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            board.Note(job);
            maker.Make(job, stop.Token, abort.Token);
            board.Strike(job);
            job.End(JobStatus.Done);
        }
        catch (OperationCanceledException) when (job.Abort.IsCancellationRequested)
        {
            Close(job, JobStatus.Cancelled, why: null);
        }
        catch (OperationCanceledException)
        {
            // Not cancelled but put down: the journal says running, and the next server goes on from what was kept.
            throw;
        }
#pragma warning disable CA1031 // One job must not end the work on all others.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Fail(job, fault);
        }
        tally.Add(job.Status, clock.Elapsed);
    }

    private void Fail(Job job, Exception fault)
    {
        var why = fault switch
        {
            PopulatieException told => told.Text,
            _ when MachineFaults.Knows(fault) => MachineFaults.Of(fault).Text,
            _ => new(
                $"something went wrong that is not your fault; mention job {job.Id} to who keeps this server",
                $"er ging iets mis dat niet aan u ligt; noem taak {job.Id} aan wie deze server beheert"
            ),
        };
        if (fault is not PopulatieException)
        {
            Faults.Keep(fault, $"job-{job.Id}");
        }
        Close(job, JobStatus.Failed, why);
    }

    private void Close(Job job, string status, Bilingual? why)
    {
        try
        {
            maker.Forget(job.Id, job.Record().Run.Replicates);
            job.End(status, why);
            board.Note(job);
        }
        catch (Exception fault) when (fault is PopulatieException || MachineFaults.Knows(fault))
        {
            // A full disk, most likely: what is left behind is taken up, and told of, by the next server.
            job.End(status, why);
        }
    }
}
