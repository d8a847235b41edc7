using Microsoft.Extensions.Hosting;
using Populatie.Server.Contracts;
using Populatie.Server.Http;
using Populatie.Server.Jobs;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Server.Trials;

/// <summary>
/// Trials, one after another, beside the runs that are kept: who pulls a slider does not wait for them. A trial ends with the
/// server, or when its last listener is gone. Thread-safe.
/// </summary>
internal sealed class TrialDesk : IHostedService, IDisposable
{
    private readonly JobBoard board = new();
    private readonly JobWorker worker;
    private readonly Audience audience;
    private Job? unasked;
    private bool isDisposed;

    public TrialDesk(TrialWork work, ServeOptions options)
    {
        board.TakeUp(new NoJournal());
        worker = new(work, board, Tally, "trials");
        audience = new(options.TrialPatience, Cancel);
    }

    /// <summary>What ended since the server began.</summary>
    public JobTally Tally { get; } = new();

    /// <summary>Null when there is no such trial, or it is done.</summary>
    public Job? Find(string id) => board.Find(id);

    public int Count(string status) => board.Count(status);

    /// <summary>Seconds after which there may be room; null when there is room now.</summary>
    public int? FullFor() => board.FullFor();

    /// <summary>Adds a trial, or finds the very same one under way; null when there is no room.</summary>
    public Job? Add(ProjectionInputs inputs, RunCard card)
    {
        if (board.Add(inputs.Scenario.Name, inputs, card) is not { } added)
        {
            return null;
        }
        if (added.IsNew)
        {
            GiveWay();
            worker.Tell(1);
        }
        else
        {
            // Now somebody did.
            Interlocked.CompareExchange(ref unasked, null, added.Job);
        }
        return added.Job;
    }

    /// <summary>Adds a trial that nobody asked for: it gives way to whatever somebody does.</summary>
    public void AddUnasked(ProjectionInputs inputs, RunCard card)
    {
        if (board.Count(JobStatus.Queued) + board.Count(JobStatus.Running) > 0)
        {
            return;
        }
        if (board.Add(inputs.Scenario.Name, inputs, card) is { IsNew: true } added)
        {
            unasked = added.Job;
            worker.Tell(1);
        }
    }

    /// <summary>Ends what nobody asked for: somebody asks for something else.</summary>
    public void GiveWay()
    {
        if (
            Interlocked.Exchange(ref unasked, null) is { } job
            && JobStatus.IsUnderWay(job.Status)
            && !audience.Hears(job)
        )
        {
            _ = Cancel(job);
        }
    }

    /// <summary>Someone listens to a trial, until what is returned is disposed of. With the last listener it ends.</summary>
    public IDisposable Listen(Job job) => audience.Enter(job);

    /// <summary>Ends a trial; returns when no thread works on it any more.</summary>
    public Task Cancel(Job job) => board.Cancel(job, Tally);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => worker.Stop();

    public void Dispose()
    {
        // As a service and as one that is hosted it is disposed twice.
        if (isDisposed)
        {
            return;
        }
        isDisposed = true;
        audience.Dispose();
        worker.Dispose();
        board.Dispose();
    }
}
