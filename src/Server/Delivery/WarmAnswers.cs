using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Populatie.Server.Http;
using Populatie.Server.Telemetry;

namespace Populatie.Server.Delivery;

/// <summary>
/// Answers that stand as long as the server, by the very text of the request: who asks the same again gets the same bytes,
/// without routing and without garbage. Only where nobody signs in: it asks nobody who they are. Thread-safe.
/// </summary>
internal sealed class WarmAnswers(SameHost hosts, ServerMeter meter)
{
    /// <summary>Together; when that is reached all are forgotten, and come back one by one.</summary>
    private const int MostAnswers = 4096;
    private const long MostBytes = 128 << 20;

    private readonly ConcurrentDictionary<string, Answer> answers = new(StringComparer.Ordinal);
    private long bytes;

    /// <summary>Answers that are remembered.</summary>
    public int Count => answers.Count;

    public Task Serve(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        return
            answers.TryGetValue(TargetOf(context), out var answer)
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && hosts.Knows(request.Headers.Host)
            ? Serve(context, answer)
            : next(context);
    }

    /// <summary>Remembers an answer that is being given.</summary>
    public void Keep(HttpContext context, Body body, Freshness freshness)
    {
        if (answers.Count >= MostAnswers || Interlocked.Add(ref bytes, body.Size) > MostBytes)
        {
            answers.Clear();
            Interlocked.Exchange(ref bytes, body.Size);
        }
        answers[TargetOf(context)] = new(body, freshness, meter.Of(context));
    }

    private Task Serve(HttpContext context, Answer answer)
    {
        var from = RouteMeter.Now();
        Conventions.Stamp(context.Response);
        var sent = BodyResult.Warm(context, answer.Body, answer.Freshness);
        if (sent.IsCompletedSuccessfully)
        {
            answer.Meter.Add(context.Response.StatusCode, from);
            return sent;
        }
        return Finish(sent, context, answer, from);
    }

    private static async Task Finish(Task sent, HttpContext context, Answer answer, long from)
    {
        await sent.ConfigureAwait(false);
        answer.Meter.Add(context.Response.StatusCode, from);
    }

    private static string TargetOf(HttpContext context) => context.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";

    private sealed record Answer(Body Body, Freshness Freshness, RouteMeter Meter);
}
