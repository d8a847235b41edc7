using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary>Whether the server lives, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/health/live", () => Results.Text("live"))
            .For(Access.Open)
            .Is(
                new("getLive", Topic.Server, new("Whether the server lives", "Of de server leeft"))
                {
                    Answers = [Content.Text("text/plain")],
                    IsTagged = false,
                }
            );
        routes
            .MapRead("/health/ready", Ready)
            .For(Access.Open)
            .Is(
                new("getReady", Topic.Server, new("Whether the server can answer", "Of de server kan antwoorden"))
                {
                    Answers = [Content.Text("text/plain")],
                    Faults = [StatusCodes.Status503ServiceUnavailable],
                    IsTagged = false,
                }
            );
    }

    /// <summary>Ready when the workspace can be read and the map is there.</summary>
    private static IResult Ready(RunLibrary runs, MapLibrary map)
    {
        _ = runs.Cards();
        return map.Areas.Index.BuurtCount > 0 ? Results.Text("ready") : Results.StatusCode(503);
    }
}
