using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Populatie.Server.Contracts;
using Populatie.Server.Jobs;
using Populatie.Simulation.Runs;

namespace Populatie.Server.Endpoints;

/// <summary>What happens to a job, as server-sent events.</summary>
internal static class EventStream
{
    /// <summary>Number of the last event of every job: nothing comes after it.</summary>
    private const string End = "end";

    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <summary>What came after the event that was heard last, until the end.</summary>
    public static async Task Tell(HttpContext context, EventLog log, IHostApplicationLifetime life)
    {
        if (!Begin(context))
        {
            return;
        }
        _ = long.TryParse(Heard(context), NumberStyles.None, CultureInfo.InvariantCulture, out var last);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            life.ApplicationStopping
        );
        try
        {
            await Follow(context, log, last, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            // Who listens comes back, to the next server.
        }
    }

    /// <summary>The end alone, of what was done before anyone listened.</summary>
    public static async Task TellDone(HttpContext context, RunCard card)
    {
        if (Begin(context))
        {
            var end = new JobEnd(card.Id, JobStatus.Done, card.Replicates, card.Replicates, null);
            await Write(
                    context,
                    End,
                    JobStatus.Done,
                    JsonSerializer.SerializeToUtf8Bytes(end, ContractJson.Default.JobEnd)
                )
                .ConfigureAwait(false);
        }
    }

    /// <returns>False when there is nothing to tell.</returns>
    private static bool Begin(HttpContext context)
    {
        if (string.Equals(Heard(context), End, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return false;
        }
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        return !HttpMethods.IsHead(context.Request.Method);
    }

    private static string Heard(HttpContext context) => context.Request.Headers["Last-Event-ID"].ToString();

    private static async Task Follow(HttpContext context, EventLog log, long last, CancellationToken cancellation)
    {
        // Of what waits there is nothing to tell yet; that it will be told is.
        await context.Response.Body.FlushAsync(cancellation).ConfigureAwait(false);
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

    private static async Task Write(HttpContext context, string id, string name, byte[] json)
    {
        var text = $"id: {id}\nevent: {name}\ndata: {Encoding.UTF8.GetString(json)}\n\n";
        await context.Response.WriteAsync(text, context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
