using Populatie.Server.Contracts;

namespace Populatie.Server.Jobs;

/// <summary>How many jobs ended, how, and how long they took, since this server began. Thread-safe.</summary>
internal sealed class JobTally
{
    private static readonly string[] Ends = [JobStatus.Done, JobStatus.Failed, JobStatus.Cancelled];

    private readonly long[] counts = new long[Ends.Length];
    private long ticks;

    public TimeSpan Worked => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public IEnumerable<(string Status, long Count)> Ended =>
        Ends.Select((status, i) => (status, Interlocked.Read(ref counts[i])));

    /// <param name="worked">Time that a thread was at it.</param>
    public void Add(string status, TimeSpan worked)
    {
        Interlocked.Increment(ref counts[Array.IndexOf(Ends, status)]);
        Interlocked.Add(ref ticks, worked.Ticks);
    }
}
