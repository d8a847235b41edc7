namespace Populatie.Analytics.Synthesis;

/// <summary>Work done by several threads and handed over in order, with only a few results waiting at any time.</summary>
internal static class OrderedWork
{
    private const int WaitingPerThread = 3;

    /// <param name="count">Number of pieces.</param>
    /// <param name="threads">At least 1.</param>
    /// <param name="make">Makes one piece; may be called from any thread.</param>
    public static IEnumerable<T> Run<T>(int count, int threads, Func<int, T> make)
    {
        if (threads <= 1)
        {
            for (var piece = 0; piece < count; piece++)
            {
                yield return make(piece);
            }
            yield break;
        }
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
        var waiting = new Queue<Task<T>>();
        var next = 0;
        while (next < count || waiting.Count > 0)
        {
            while (next < count && waiting.Count < threads * WaitingPerThread)
            {
                var piece = next++;
                waiting.Enqueue(
                    Task.Factory.StartNew(
                        () => make(piece),
                        CancellationToken.None,
                        TaskCreationOptions.None,
                        scheduler
                    )
                );
            }
            yield return waiting.Dequeue().GetAwaiter().GetResult();
        }
    }
}
