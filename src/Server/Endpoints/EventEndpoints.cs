using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
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
    public static readonly Parameter LastHeard = Parameter.Text(
        "Last-Event-ID",
        "The last event that was heard: what came after it is told.",
        "3",
        "^([0-9]+|end)$",
        20
    ) with
    {
        In = "header",
    };

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
                    Parameters = [LastHeard],
                    Answers = [Content.Text("text/event-stream")],
                    Or = (StatusCodes.Status204NoContent, "The end was heard already: nothing comes after it"),
                    IsTagged = false,
                }
            );

    private static Task Tell(
        string id,
        HttpContext context,
        JobQueue queue,
        RunLibrary runs,
        IHostApplicationLifetime life
    ) =>
        queue.Find(id) is { } job
            ? EventStream.Tell(context, job.Events, life)
            : EventStream.TellDone(context, runs.CardOf(runs.Find(id)));
}
