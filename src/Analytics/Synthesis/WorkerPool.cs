using System.Collections.Concurrent;

namespace Populatie.Analytics.Synthesis;

/// <summary>Lends out reusable workers, one at a time each. Thread-safe.</summary>
internal sealed class WorkerPool<T>(Func<T> make)
{
    private readonly ConcurrentBag<T> idle = [];

    public TResult With<TResult>(Func<T, TResult> work)
    {
        if (!idle.TryTake(out var worker))
        {
            worker = make();
        }
        var result = work(worker);
        idle.Add(worker);
        return result;
    }
}
