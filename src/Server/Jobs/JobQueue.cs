using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Server.Contracts;
using Populatie.Server.Problems;
using Populatie.Simulation.Projection;

namespace Populatie.Server.Jobs;

/// <summary>
/// Runs to be made, one after another in the order in which they were asked for, on threads of their own. Every change is
/// in the journal before anyone is told. Thread-safe.
/// </summary>
internal sealed class JobQueue(JobWork work, Workspace workspace) : IHostedService, IDisposable
{
    /// <summary>Jobs that may wait.</summary>
    public const int MostWaiting = 8;

    /// <summary>Jobs that failed or were cancelled, and are still told of.</summary>
    private const int MostEnded = 100;

    /// <summary>A job under which the server went down so often is not begun once more.</summary>
    private const int MostStarts = 3;

    /// <summary>What is under way when the server stops may take so long to finish its replicates.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly SemaphoreSlim arrived = new(0);
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private JobJournal? journal;
    private Thread? worker;
    private long turn;
    private bool isDisposed;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Job> All()
    {
        lock (gate)
        {
            return [.. jobs.Values.OrderByDescending(j => j.Record().Turn)];
        }
    }

    /// <summary>Null when there is no such job, or it is done: then there is a run.</summary>
    public Job? Find(string id)
    {
        lock (gate)
        {
            return jobs.GetValueOrDefault(id);
        }
    }

    /// <summary>Seconds after which there may be room; null when there is room now.</summary>
    public int? FullFor()
    {
        lock (gate)
        {
            if (jobs.Values.Count(j => j.Status is JobStatus.Queued) < MostWaiting)
            {
                return null;
            }
            var running = jobs.Values.FirstOrDefault(j => j.Status is JobStatus.Running);
            return (int)Math.Clamp(Math.Ceiling(running?.Progress.SecondsLeft ?? 1), 1, 600);
        }
    }

    /// <summary>Adds a job, or finds the one that makes the same run; null when there is no room.</summary>
    public Job? Add(string scenario, ProjectionInputs inputs, RunCard card)
    {
        lock (gate)
        {
            if (jobs.TryGetValue(card.Id, out var there) && JobStatus.IsUnderWay(there.Status))
            {
                return there;
            }
            if (FullFor() is not null)
            {
                return null;
            }
            var run = RunSummary.Of(card) with { Status = JobStatus.Queued };
            var job = new Job(new(++turn, 0, scenario, card.KeepBuurten, run, null), inputs);
            Journal.Keep(job.Record());
            jobs[card.Id] = job;
            arrived.Release();
            return job;
        }
    }

    /// <summary>Ends a job; returns when no thread works on it any more.</summary>
    /// <returns>False when its run is done.</returns>
    public async Task<bool> Cancel(Job job)
    {
        var isCancelled = job.TryCancel();
        await job.Ended.ConfigureAwait(false);
        if (isCancelled)
        {
            Note(job);
        }
        return isCancelled;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        journal = new(workspace);
        foreach (var left in journal.LeftBehind())
        {
            TakeUp(left);
        }
        worker = new(Work) { IsBackground = true, Name = "jobs" };
        worker.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        abort.CancelAfter(Grace);
        if (worker is not null)
        {
            await Task.Run(worker.Join, CancellationToken.None).ConfigureAwait(false);
        }
        journal?.Dispose();
    }

    public void Dispose()
    {
        // As a service and as one that is hosted it is disposed twice.
        if (isDisposed)
        {
            return;
        }
        isDisposed = true;
        stop.Cancel();
        abort.Cancel();
        worker?.Join();
        journal?.Dispose();
        foreach (var job in jobs.Values)
        {
            job.Dispose();
        }
        arrived.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    private JobJournal Journal =>
        journal
        ?? throw new ApiFault(
            503,
            new("the server has only just begun; ask again", "de server begint net; vraag opnieuw")
        );

    private void TakeUp(JobRecord left)
    {
        turn = Math.Max(turn, left.Turn);
        var isUnderWay = JobStatus.IsUnderWay(left.Run.Status);
        if (isUnderWay && left.Starts >= MostStarts)
        {
            left = left with
            {
                Run = left.Run with { Status = JobStatus.Failed },
                Why = new(
                    $"the server went down {left.Starts} times while it made this run",
                    $"de server ging {left.Starts} keer neer terwijl die deze projectie maakte"
                ),
            };
            Journal.Keep(left);
        }
        else if (isUnderWay)
        {
            left = left with { Run = left.Run with { Status = JobStatus.Queued } };
        }
        var job = new Job(left, inputs: null);
        jobs.Add(left.Run.Id, job);
        if (job.Status is JobStatus.Queued)
        {
            arrived.Release();
        }
    }

    private void Work()
    {
        BackgroundPriority.Take();
        try
        {
            while (true)
            {
                arrived.Wait(stop.Token);
                if (Next() is { } job && job.Start())
                {
                    Make(job);
                    Tidy();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the journal says what is left.
        }
    }

    private Job? Next()
    {
        lock (gate)
        {
            return jobs.Values.Where(j => j.Status is JobStatus.Queued).MinBy(j => j.Record().Turn);
        }
    }

    private void Make(Job job)
    {
        try
        {
            Note(job);
            work.Make(job, stop.Token, abort.Token);
            Journal.Remove(job.Id);
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
            work.Forget(job.Id, job.Record().Run.Replicates);
            job.End(status, why);
            Note(job);
        }
        catch (Exception fault) when (fault is PopulatieException || MachineFaults.Knows(fault))
        {
            // A full disk, most likely: what is left behind is taken up, and told of, by the next server.
            job.End(status, why);
        }
    }

    /// <summary>Writes down how a job stands, unless another has taken its place.</summary>
    private void Note(Job job)
    {
        lock (gate)
        {
            if (ReferenceEquals(jobs.GetValueOrDefault(job.Id), job))
            {
                Journal.Keep(job.Record());
            }
        }
    }

    /// <summary>Forgets jobs whose run is there, and the oldest of those that have none.</summary>
    private void Tidy()
    {
        lock (gate)
        {
            var ended = jobs.Values.Where(j => !JobStatus.IsUnderWay(j.Status)).OrderByDescending(j => j.Record().Turn);
            var kept = 0;
            foreach (var job in ended.ToList())
            {
                if (job.Status is JobStatus.Done)
                {
                    jobs.Remove(job.Id);
                }
                else if (++kept > MostEnded)
                {
                    jobs.Remove(job.Id);
                    Journal.Remove(job.Id);
                }
            }
        }
    }
}
