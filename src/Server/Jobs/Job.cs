using System.Diagnostics;
using System.Text.Json;
using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Server.Jobs;

/// <summary>A run that is to be made: how it stands, how far it is, and who may end it. Thread-safe.</summary>
internal sealed class Job : IDisposable
{
    /// <summary>Seconds between two messages of progress.</summary>
    private const double Every = 0.2;

    /// <summary>Room in the numbers of events for what one server tells of one job.</summary>
    private const long EventsPerStart = 1_000_000;

    private readonly Lock gate = new();
    private readonly CancellationTokenSource abort = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JobRecord record;
    private bool isKeeping;
    private long startedAt;
    private long toldAt;
    private double shareAtStart = -1;

    public Job(JobRecord record, ProjectionInputs? inputs)
    {
        (this.record, Inputs, Id) = (record, inputs, record.Run.Id);
        Events = new(1 + (record.Starts * EventsPerStart));
        Progress = new(0, record.Run.Replicates, null, null, null);
        if (!JobStatus.IsUnderWay(record.Run.Status))
        {
            TellEnd();
            ended.SetResult();
        }
    }

    /// <summary>Of the run that it makes.</summary>
    public string Id { get; }

    /// <summary>Gathered when it was asked for; null after a restart.</summary>
    public ProjectionInputs? Inputs { get; private set; }

    public EventLog Events { get; }

    public JobProgress Progress { get; private set; }

    /// <summary>Asks the work to end at once.</summary>
    public CancellationToken Abort => abort.Token;

    /// <summary>Done when no thread works on it any more.</summary>
    public Task Ended => ended.Task;

    /// <summary>How it stands, as it is told.</summary>
    public JobDetails Details(Language language)
    {
        var now = Record();
        return new(now.Run.Id, now.Run.Status, now.Run, now.Scenario, Progress, now.Why?.In(language));
    }

    public JobRecord Record()
    {
        lock (gate)
        {
            return record;
        }
    }

    public string Status => Record().Run.Status;

    /// <returns>False when it was cancelled while it waited.</returns>
    public bool Start()
    {
        lock (gate)
        {
            if (!JobStatus.IsUnderWay(record.Run.Status))
            {
                return false;
            }
            record = With(JobStatus.Running) with { Starts = record.Starts + 1 };
            startedAt = Stopwatch.GetTimestamp();
        }
        Tell();
        return true;
    }

    /// <summary>From any thread, often.</summary>
    public void Told(in RunProgress now)
    {
        lock (gate)
        {
            if (shareAtStart < 0)
            {
                // What an earlier server finished says nothing about the speed of this one.
                shareAtStart = now.Share;
            }
            var isNews = Stopwatch.GetElapsedTime(toldAt).TotalSeconds >= Every || now.Replicates == now.Of;
            if (!isNews)
            {
                return;
            }
            var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            var worked = now.Share - shareAtStart;
            Progress = new(
                now.Replicates,
                now.Of,
                Known(worked * now.Of / seconds),
                worked > 0 ? Known((1 - now.Share) * seconds / worked) : null,
                Known(now.Error)
            );
        }
        Tell();
    }

    /// <summary>So many futures are there to be read.</summary>
    public void Told(TrialStage stage) =>
        Events.Add(
            "partial",
            JsonSerializer.SerializeToUtf8Bytes(stage, ContractJson.Default.TrialStage),
            isLast: false
        );

    /// <summary>The work is done and goes to disk: from here on it cannot be cancelled.</summary>
    /// <returns>False when it was cancelled before.</returns>
    public bool BeginKeeping()
    {
        lock (gate)
        {
            return isKeeping = !abort.IsCancellationRequested;
        }
    }

    /// <returns>False when it is too late.</returns>
    public bool TryCancel()
    {
        lock (gate)
        {
            if (isKeeping || record.Run.Status is JobStatus.Done)
            {
                return false;
            }
            if (record.Run.Status is JobStatus.Queued)
            {
                record = With(JobStatus.Cancelled);
                Inputs = null;
                ended.TrySetResult();
            }
        }
        abort.Cancel();
        if (!JobStatus.IsUnderWay(Status))
        {
            TellEnd();
        }
        return true;
    }

    /// <summary>No thread works on it any more.</summary>
    /// <param name="why">Why it failed, if it did.</param>
    public void End(string status, Bilingual? why = null)
    {
        lock (gate)
        {
            record = With(status) with { Why = why };
            Inputs = null;
            if (status is JobStatus.Done)
            {
                Progress = Progress with { ReplicatesDone = Progress.Replicates, SecondsLeft = 0 };
            }
        }
        TellEnd();
        ended.TrySetResult();
    }

    public void Dispose() => abort.Dispose();

    private JobRecord With(string status) => record with { Run = record.Run with { Status = status } };

    private static double? Known(double value) => double.IsFinite(value) ? Math.Round(value, 6) : null;

    private void Tell()
    {
        toldAt = Stopwatch.GetTimestamp();
        Events.Add(
            "progress",
            JsonSerializer.SerializeToUtf8Bytes(Progress, ContractJson.Default.JobProgress),
            isLast: false
        );
    }

    private void TellEnd()
    {
        var now = Record();
        var end = new JobEnd(
            now.Run.Id,
            now.Run.Status,
            Progress.ReplicatesDone,
            Progress.Replicates,
            now.Why?.English
        );
        Events.Add(now.Run.Status, JsonSerializer.SerializeToUtf8Bytes(end, ContractJson.Default.JobEnd), isLast: true);
    }
}
