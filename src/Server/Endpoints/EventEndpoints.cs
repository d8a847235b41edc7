using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Populatie.Server.Contracts;
using Populatie.Server.Description;
using Populatie.Server.Jobs;
using Populatie.Server.Library;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/runs/{id}/events</c>: how far a run is, as server-sent events. Who comes back with <c>Last-Event-ID</c> is told
/// what came after it; who was told the end gets 204, at which browsers stop asking.
/// </summary>
internal static class EventEndpoints
{
    /// <summary>Number of the last event of every run: nothing comes after it.</summary>
    private const string End = "end";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    public static void MapEvents(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/runs/{id}/events", Tell)
            .For(Access.Reader)
            .Is(
                new(
                    "followRun",
                    Topic.Runs,
                    new("How far a run is, as it happens", "Hoe ver een projectie is, terwijl het gebeurt")
                )
                {
                    Detail =
                        "Server-Sent Events: progress, then one of done, failed and cancelled; data is JSON in the shapes of "
                        + "JobProgress and JobEnd.",
                    Parameters =
                    [
                        Parameter.Text(
                            "Last-Event-ID",
                            "The last event that was heard: what came after it is told.",
                            "3",
                            "^([0-9]+|end)$",
                            20
                        ) with
                        {
                            In = "header",
                        },
                    ],
                    Answers = [Content.Text("text/event-stream")],
                    Or = (StatusCodes.Status204NoContent, "The end was heard already: nothing comes after it"),
                    IsTagged = false,
                }
            );

    private static async Task Tell(
        string id,
        HttpContext context,
        JobQueue queue,
        RunLibrary runs,
        IHostApplicationLifetime life
    )
    {
        var job = queue.Find(id);
        var run = job is null ? runs.Find(id) : id;
        var seen = context.Request.Headers["Last-Event-ID"].ToString();
        if (string.Equals(seen, End, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        if (job is null)
        {
            await Write(context, End, JobStatus.Done, Done(runs, run)).ConfigureAwait(false);
            return;
        }
        _ = long.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            life.ApplicationStopping
        );
        try
        {
            await Follow(context, job.Events, last, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // Who listens comes back, to the next server.
        }
    }

    private static async Task Follow(HttpContext context, EventLog log, long last, CancellationToken cancellation)
    {
        while (true)
        {
            var (events, ended, more) = log.After(last);
            for (var i = 0; i < events.Count; i++)
            {
                last = events[i].Id;
                var isEnd = ended && i == events.Count - 1;
                var number = isEnd ? End : last.ToString(CultureInfo.InvariantCulture);
                await Write(context, number, events[i].Name, events[i].Json).ConfigureAwait(false);
            }
            if (ended)
            {
                return;
            }
            try
            {
                await more.WaitAsync(Silence, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // A remark keeps whatever lies between from closing a silent line.
                await context.Response.WriteAsync(": …\n\n", context.RequestAborted).ConfigureAwait(false);
                await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            }
        }
    }

    private static byte[] Done(RunLibrary runs, string run)
    {
        var count = runs.CardOf(run).Replicates;
        return JsonSerializer.SerializeToUtf8Bytes(
            new JobEnd(run, JobStatus.Done, count, count, null),
            ContractJson.Default.JobEnd
        );
    }

    private static async Task Write(HttpContext context, string id, string name, byte[] json)
    {
        var text = $"id: {id}\nevent: {name}\ndata: {Encoding.UTF8.GetString(json)}\n\n";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
