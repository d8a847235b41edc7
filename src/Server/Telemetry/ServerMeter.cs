using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Populatie.Server.Telemetry;

/// <summary>Counts answers and their durations per route and status, and tells them as Prometheus text. Thread-safe.</summary>
internal sealed class ServerMeter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Bounds in seconds; a last bucket holds what took longer.</summary>
    private static readonly double[] Bounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

    private readonly ConcurrentDictionary<(string Route, int Status), Counter> counters = new();

    public static async Task Count(HttpContext context, RequestDelegate next)
    {
        var from = Stopwatch.GetTimestamp();
        await next(context).ConfigureAwait(false);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other";
        context
            .RequestServices.GetRequiredService<ServerMeter>()
            .counters.GetOrAdd((route, context.Response.StatusCode), static _ => new())
            .Add(Stopwatch.GetElapsedTime(from).TotalSeconds);
    }

    public string ToPrometheus()
    {
        var text = new StringBuilder();
        text.Append("# HELP populatie_http_requests_total Answers by route and status.\n");
        text.Append("# TYPE populatie_http_requests_total counter\n");
        var all = counters.OrderBy(c => c.Key.Route, StringComparer.Ordinal).ThenBy(c => c.Key.Status).ToList();
        foreach (var ((route, status), counter) in all)
        {
            Line(text, "populatie_http_requests_total", route, status, null, counter.Total);
        }
        text.Append("# HELP populatie_http_duration_seconds Time from request to answer.\n");
        text.Append("# TYPE populatie_http_duration_seconds histogram\n");
        foreach (var ((route, status), counter) in all)
        {
            var sum = 0L;
            for (var i = 0; i <= Bounds.Length; i++)
            {
                sum += counter.InBucket(i);
                var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Line(text, "populatie_http_duration_seconds_bucket", route, status, bound, sum);
            }
            Line(text, "populatie_http_duration_seconds_sum", route, status, null, counter.Seconds);
            Line(text, "populatie_http_duration_seconds_count", route, status, null, sum);
        }
        text.Append("# HELP process_resident_memory_bytes Memory in use.\n");
        text.Append("# TYPE process_resident_memory_bytes gauge\n");
        text.Append(CultureInfo.InvariantCulture, $"process_resident_memory_bytes {Environment.WorkingSet}\n");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, string route, int status, string? bound, double value)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name}{{route=\"{route}\",status=\"{status}\"");
        if (bound is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $",le=\"{bound}\"");
        }
        text.Append(CultureInfo.InvariantCulture, $"}} {value}\n");
    }

    private sealed class Counter
    {
        private readonly long[] buckets = new long[Bounds.Length + 1];
        private long ticks;

        public long Total => buckets.Sum();

        public double Seconds => TimeSpan.FromTicks(Interlocked.Read(ref ticks)).TotalSeconds;

        public long InBucket(int bucket) => Interlocked.Read(ref buckets[bucket]);

        public void Add(double seconds)
        {
            var bucket = 0;
            while (bucket < Bounds.Length && seconds > Bounds[bucket])
            {
                bucket++;
            }
            Interlocked.Increment(ref buckets[bucket]);
            Interlocked.Add(ref ticks, TimeSpan.FromSeconds(seconds).Ticks);
        }
    }
}
