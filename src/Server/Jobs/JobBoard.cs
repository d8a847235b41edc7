using Populatie.Analytics.Faults;
using Populatie.Server.Contracts;
using Populatie.Server.Problems;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Server.Jobs;

/// <summary>All jobs that are told of, and their turns. Every change is in the journal before anyone is told. Thread-safe.</summary>
internal sealed class JobBoard : IDisposable
{
    /// <summary>Jobs that may wait.</summary>
    public const int MostWaiting = 8;

    /// <summary>Jobs that ended, and are still told of.</summary>
    private const int MostEnded = 100;

    /// <summary>A job under which the server went down so often is not begun once more.</summary>
    private const int MostStarts = 3;

    private readonly Dictionary<string, Job> jobs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly Queue<string> made = new();
    private IJobJournal? journal;
    private long turn;

    private IJobJournal Journal =>
        journal
        ?? throw new ApiFault(
            503,
            new("the server has only just begun; ask again", "de server begint net; vraag opnieuw")
        );

    /// <summary>Takes up what an earlier server left behind.</summary>
    /// <returns>How many jobs wait.</returns>
    public int TakeUp(IJobJournal from)
    {
        lock (gate)
        {
            journal = from;
            foreach (var left in from.LeftBehind())
            {
                turn = Math.Max(turn, left.Turn);
                jobs.Add(left.Run.Id, new(AfterRestart(left), inputs: null));
            }
            return Count(JobStatus.Queued);
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Job> All()
    {
        lock (gate)
        {
            return [.. jobs.Values.OrderByDescending(j => j.Record().Turn)];
        }
    }

    public Job? Find(string id)
    {
        lock (gate)
        {
            return jobs.GetValueOrDefault(id);
        }
    }

    /// <summary>How many jobs stand like this.</summary>
    public int Count(string status)
    {
        lock (gate)
        {
            return jobs.Values.Count(j => string.Equals(j.Status, status, StringComparison.Ordinal));
        }
    }

    /// <summary>Seconds after which there may be room; null when there is room now.</summary>
    public int? FullFor()
    {
        lock (gate)
        {
            if (Count(JobStatus.Queued) < MostWaiting)
            {
                return null;
            }
            var running = jobs.Values.FirstOrDefault(j => j.Status is JobStatus.Running);
            return (int)Math.Clamp(Math.Ceiling(running?.Progress.SecondsLeft ?? 1), 1, 600);
        }
    }

    /// <summary>Adds a job, or finds the one that makes the same run; null when there is no room.</summary>
    public (Job Job, bool IsNew)? Add(string scenario, ProjectionInputs inputs, RunCard card)
    {
        lock (gate)
        {
            if (jobs.TryGetValue(card.Id, out var there) && JobStatus.IsUnderWay(there.Status))
            {
                return (there, false);
            }
            if (FullFor() is not null)
            {
                return null;
            }
            var run = RunSummary.Of(card) with { Status = JobStatus.Queued };
            var job = new Job(new(++turn, 0, scenario, card.KeepBuurten, run, null), inputs);
            Journal.Keep(job.Record());
            jobs[card.Id] = job;
            return (job, true);
        }
    }

    /// <summary>The job whose turn it is; null when none waits.</summary>
    public Job? Next()
    {
        lock (gate)
        {
            return jobs.Values.Where(j => j.Status is JobStatus.Queued).MinBy(j => j.Record().Turn);
        }
    }

    /// <summary>Writes down how a job stands, unless another has taken its place.</summary>
    public void Note(Job job)
    {
        lock (gate)
        {
            if (ReferenceEquals(jobs.GetValueOrDefault(job.Id), job))
            {
                Journal.Keep(job.Record());
            }
        }
    }

    /// <summary>Its run is there: the next server has nothing to do.</summary>
    public void Strike(Job job) => Journal.Remove(job.Id);

    /// <summary>Forgets jobs whose run is there, and the oldest of those that have none.</summary>
    public void Tidy()
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
                    made.Enqueue(job.Id);
                }
                else if (++kept > MostEnded)
                {
                    jobs.Remove(job.Id);
                    Journal.Remove(job.Id);
                }
            }
            while (made.Count > MostEnded)
            {
                made.Dequeue();
            }
        }
    }

    /// <summary>Whether this server made a run lately: who cancels it comes too late.</summary>
    public bool HasMade(string id)
    {
        lock (gate)
        {
            return made.Contains(id, StringComparer.Ordinal);
        }
    }

    /// <summary>Ends a job; returns when no thread works on it any more.</summary>
    /// <returns>False when it was done before that.</returns>
    public async Task<bool> Cancel(Job job, JobTally tally)
    {
        var before = job.Record();
        var isCancelled = job.TryCancel();
        await job.Ended.ConfigureAwait(false);
        if (isCancelled)
        {
            Note(job);
            if (before.Run.Status is JobStatus.Queued && before.Starts == job.Record().Starts)
            {
                // No thread was ever at it, and none counts it.
                tally.Add(JobStatus.Cancelled, TimeSpan.Zero);
            }
        }
        return isCancelled;
    }

    /// <summary>The next server may take up what is left.</summary>
    public void LetGo() => journal?.Dispose();

    public void Dispose()
    {
        LetGo();
        foreach (var job in jobs.Values)
        {
            job.Dispose();
        }
    }

    /// <summary>What was under way waits again, unless it has taken the server down too often.</summary>
    private JobRecord AfterRestart(JobRecord left)
    {
        if (!JobStatus.IsUnderWay(left.Run.Status))
        {
            return left;
        }
        if (left.Starts < MostStarts)
        {
            return left with { Run = left.Run with { Status = JobStatus.Queued } };
        }
        var failed = left with
        {
            Run = left.Run with { Status = JobStatus.Failed },
            Why = new Bilingual(
                $"the server went down {left.Starts} times while it made this run",
                $"de server ging {left.Starts} keer neer terwijl die deze projectie maakte"
            ),
        };
        Journal.Keep(failed);
        return failed;
    }
}
