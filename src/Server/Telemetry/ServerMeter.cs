using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Populatie.Server.Telemetry;

/// <summary>Counts answers and their durations per route and status, and tells them as Prometheus text. Thread-safe.</summary>
internal sealed class ServerMeter
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly ConcurrentDictionary<string, RouteMeter> routes = new(StringComparer.Ordinal);

    public Task Count(HttpContext context, RequestDelegate next)
    {
        var from = RouteMeter.Now();
        var answered = next(context);
        if (answered.IsCompletedSuccessfully)
        {
            Of(context).Add(context.Response.StatusCode, from);
            return answered;
        }
        return Finish(answered, context, from);
    }

    /// <summary>The route that a request took.</summary>
    public RouteMeter Of(HttpContext context) =>
        routes.GetOrAdd((context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "other", static _ => new());

    public string ToPrometheus()
    {
        var text = new StringBuilder();
        text.Append("# HELP populatie_http_requests_total Answers by route and status.\n");
        text.Append("# TYPE populatie_http_requests_total counter\n");
        var all = routes
            .OrderBy(r => r.Key, StringComparer.Ordinal)
            .SelectMany(r => r.Value.Counters().Select(c => (Route: r.Key, c.Status, c.Counter)))
            .ToList();
        foreach (var (route, status, counter) in all)
        {
            Line(text, "populatie_http_requests_total", route, status, null, counter.Total);
        }
        text.Append("# HELP populatie_http_duration_seconds Time from request to answer.\n");
        text.Append("# TYPE populatie_http_duration_seconds histogram\n");
        foreach (var (route, status, counter) in all)
        {
            var sum = 0L;
            for (var i = 0; i <= RouteCounter.Bounds.Length; i++)
            {
                sum += counter.InBucket(i);
                var bound =
                    i < RouteCounter.Bounds.Length
                        ? RouteCounter.Bounds[i].ToString(CultureInfo.InvariantCulture)
                        : "+Inf";
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

    private async Task Finish(Task answered, HttpContext context, long from)
    {
        await answered.ConfigureAwait(false);
        Of(context).Add(context.Response.StatusCode, from);
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
}
