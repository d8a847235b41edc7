namespace Populatie.Server.Jobs;

/// <summary>One thing that is told of a job.</summary>
/// <param name="Id">Rises; also from one server to the next.</param>
/// <param name="Name">progress, or how the job ended.</param>
/// <param name="Json">What is told.</param>
internal sealed record JobEvent(long Id, string Name, byte[] Json);

/// <summary>What was told of a job, for those who listen and those who come back. Thread-safe.</summary>
/// <param name="firstId">Of the first event.</param>
internal sealed class EventLog(long firstId)
{
    /// <summary>Events held for who comes back: progress is of no use once it is old.</summary>
    private const int Held = 64;

    private readonly Queue<JobEvent> events = new();
    private readonly Lock gate = new();
    private TaskCompletionSource changed = New();
    private long next = firstId;
    private bool ended;

    /// <param name="isLast">Nothing is told after it.</param>
    public void Add(string name, byte[] json, bool isLast)
    {
        TaskCompletionSource tell;
        lock (gate)
        {
            if (ended)
            {
                return;
            }
            ended = isLast;
            events.Enqueue(new(next++, name, json));
            if (events.Count > Held)
            {
                events.Dequeue();
            }
            (tell, changed) = (changed, New());
        }
        tell.SetResult();
    }

    /// <summary>What came after an event, whether that is all there will ever be, and when there is more.</summary>
    public (IReadOnlyList<JobEvent> Events, bool Ended, Task More) After(long id)
    {
        lock (gate)
        {
            return ([.. events.Where(e => e.Id > id)], ended, changed.Task);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
