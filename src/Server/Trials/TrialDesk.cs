using Microsoft.Extensions.Hosting;
using Populatie.Server.Jobs;
using Populatie.Simulation.Projection;

namespace Populatie.Server.Trials;

/// <summary>
/// Trials, one after another, beside the runs that are kept: who pulls a slider does not wait for them. A trial ends with the
/// server. Thread-safe.
/// </summary>
internal sealed class TrialDesk : IHostedService, IDisposable
{
    private readonly JobBoard board = new();
    private readonly JobWorker worker;
    private bool isDisposed;

    public TrialDesk(TrialWork work)
    {
        board.TakeUp(new NoJournal());
        worker = new(work, board, Tally, "trials");
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
        worker.Tell(added.IsNew ? 1 : 0);
        return added.Job;
    }

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
        worker.Dispose();
        board.Dispose();
    }
}
