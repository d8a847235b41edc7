using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Library;

namespace Populatie.Server.Endpoints;

/// <summary>Whether the server lives, and whether it can answer.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapRead("/health/live", () => Results.Text("live"));
        routes.MapRead("/health/ready", Ready);
    }

    /// <summary>Ready when the workspace can be read and the map is there.</summary>
    private static IResult Ready(RunLibrary runs, MapLibrary map)
    {
        _ = runs.Cards();
        return map.Areas.Index.BuurtCount > 0 ? Results.Text("ready") : Results.StatusCode(503);
    }
}
