using Populatie.Server.Contracts;
using Populatie.Server.Jobs;

namespace Populatie.Server.Trials;

/// <summary>
/// Who listens to a trial. When the last one is gone, and nobody came back for a while, nobody is left whom it could tell
/// anything. Thread-safe.
/// </summary>
/// <param name="patience">How long a listener may be away: a line that was lost is found again within this.</param>
/// <param name="end">Ends a trial.</param>
internal sealed class Audience(TimeSpan patience, Func<Job, Task> end) : IDisposable
{
    private readonly Dictionary<Job, Listeners> listeners = [];
    private readonly CancellationTokenSource closed = new();
    private readonly Lock gate = new();

    /// <summary>Someone listens, until what is returned is disposed of.</summary>
    public IDisposable Enter(Job job)
    {
        lock (gate)
        {
            if (!listeners.TryGetValue(job, out var there))
            {
                listeners.Add(job, there = new());
            }
            there.Count++;
            there.Turn++;
        }
        return new Seat(this, job);
    }

    public bool Hears(Job job)
    {
        lock (gate)
        {
            return listeners.ContainsKey(job);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            closed.Cancel();
            closed.Dispose();
        }
    }

    private void Leave(Job job)
    {
        lock (gate)
        {
            var there = listeners[job];
            if (--there.Count == 0 && !closed.IsCancellationRequested)
            {
                _ = EndUnheard(job, there, there.Turn, closed.Token);
            }
        }
    }

    /// <param name="turn">Who came after it was heard.</param>
    private async Task EndUnheard(Job job, Listeners there, long turn, CancellationToken cancellation)
    {
        if (JobStatus.IsUnderWay(job.Status))
        {
            await Task.Delay(patience, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        lock (gate)
        {
            if (there.Turn != turn)
            {
                return;
            }
            listeners.Remove(job);
        }
        if (!cancellation.IsCancellationRequested && JobStatus.IsUnderWay(job.Status))
        {
            await end(job).ConfigureAwait(false);
        }
    }

    private sealed class Listeners
    {
        public int Count { get; set; }

        public long Turn { get; set; }
    }

    private sealed class Seat(Audience audience, Job job) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
            {
                audience.Leave(job);
            }
        }
    }
}
