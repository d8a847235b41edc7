using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Description;
using Populatie.Server.Jobs;
using Populatie.Server.SignIn;
using Populatie.Server.Telemetry;
using Populatie.Server.Trials;

namespace Populatie.Server.Endpoints;

/// <summary>Figures about the server itself, for who keeps it.</summary>
internal static class MetricsEndpoints
{
    public static void MapMetrics(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/metrics", Told)
            .For(Access.Keeper)
            .Is(
                new("getMetrics", Topic.Server, new("Figures about the server", "Cijfers over de server"))
                {
                    Detail = "Prometheus text.",
                    Answers = [Content.Text("text/plain")],
                    IsTagged = false,
                }
            );

    private static IResult Told(ServerMeter meter, JobQueue queue, TrialDesk trials) =>
        Results.Text(
            meter.ToPrometheus()
                + JobFigures.ToPrometheus("jobs", "Runs", queue.Count, queue.Tally)
                + JobFigures.ToPrometheus("trials", "Trials", trials.Count, trials.Tally),
            ServerMeter.ContentType
        );
}
