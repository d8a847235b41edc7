using Microsoft.Extensions.Hosting;
using Populatie.Analytics.Store;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Server.Jobs;

/// <summary>
/// Runs to be made, one after another in the order in which they were asked for, on threads of their own; what a server
/// leaves, the next takes up. Thread-safe.
/// </summary>
internal sealed class JobQueue(JobWork work, Workspace workspace) : IHostedService, IDisposable
{
    private readonly JobBoard board = new();
    private JobWorker? worker;
    private bool isDisposed;

    /// <summary>What ended since the server began.</summary>
    public JobTally Tally { get; } = new();

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Job> All() => board.All();

    /// <summary>Null when there is no such job, or it is done: then there is a run.</summary>
    public Job? Find(string id) => board.Find(id);

    /// <summary>How many jobs stand like this.</summary>
    public int Count(string status) => board.Count(status);

    /// <summary>Seconds after which there may be room; null when there is room now.</summary>
    public int? FullFor() => board.FullFor();

    /// <summary>Adds a job, or finds the one that makes the same run; null when there is no room.</summary>
    public Job? Add(string scenario, ProjectionInputs inputs, RunCard card)
    {
        if (board.Add(scenario, inputs, card) is not { } added)
        {
            return null;
        }
        worker?.Tell(added.IsNew ? 1 : 0);
        return added.Job;
    }

    /// <summary>Ends a job; returns when no thread works on it any more.</summary>
    /// <returns>False when it was done before that.</returns>
    public Task<bool> Cancel(Job job) => board.Cancel(job, Tally);

    /// <summary>Whether this server made a run lately: who cancels it comes too late.</summary>
    public bool HasMade(string id) => board.HasMade(id);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var waiting = board.TakeUp(new JobJournal(workspace));
        worker = new(work, board, Tally, "jobs");
        worker.Tell(waiting);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (worker is not null)
        {
            await worker.Stop().ConfigureAwait(false);
        }
        board.LetGo();
    }

    public void Dispose()
    {
        // As a service and as one that is hosted it is disposed twice.
        if (isDisposed)
        {
            return;
        }
        isDisposed = true;
        worker?.Dispose();
        board.Dispose();
    }
}
