using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Populatie.Server.Telemetry;

/// <summary>What one route answered, by status. Thread-safe; counting allocates nothing once a status is known.</summary>
internal sealed class RouteMeter
{
    private readonly ConcurrentDictionary<int, RouteCounter> others = new();
    private readonly RouteCounter good = new();
    private readonly RouteCounter same = new();

    public static long Now() => Stopwatch.GetTimestamp();

    /// <param name="from">When the request came, as <see cref="Now"/> tells it.</param>
    public void Add(int status, long from)
    {
        var counter = status switch
        {
            StatusCodes.Status200OK => good,
            StatusCodes.Status304NotModified => same,
            _ => others.GetOrAdd(status, static _ => new()),
        };
        counter.Add(Stopwatch.GetElapsedTime(from));
    }

    /// <summary>Of every status that was answered.</summary>
    public IEnumerable<(int Status, RouteCounter Counter)> Counters() =>
        others
            .Select(o => (o.Key, o.Value))
            .Append((StatusCodes.Status200OK, good))
            .Append((StatusCodes.Status304NotModified, same))
            .Where(c => c.Item2.Total > 0)
            .OrderBy(c => c.Item1);
}

/// <summary>How often, and how long it took. Thread-safe.</summary>
internal sealed class RouteCounter
{
    /// <summary>In seconds; a last bucket holds what took longer.</summary>
    public static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

    private readonly long[] buckets = new long[Bounds.Length + 1];
    private long ticks;

    public long Total => buckets.Sum();

    public double Seconds => TimeSpan.FromTicks(Interlocked.Read(ref ticks)).TotalSeconds;

    public long InBucket(int bucket) => Interlocked.Read(ref buckets[bucket]);

    public void Add(TimeSpan took)
    {
        var (bucket, seconds) = (0, took.TotalSeconds);
        while (bucket < Bounds.Length && seconds > Bounds[bucket])
        {
            bucket++;
        }
        Interlocked.Increment(ref buckets[bucket]);
        Interlocked.Add(ref ticks, took.Ticks);
    }
}
