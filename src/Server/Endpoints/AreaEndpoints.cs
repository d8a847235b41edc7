using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Library;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/areas/{level}</c>: names and boundaries as GeoJSON.</summary>
internal static class AreaEndpoints
{
    public static void MapAreas(this IEndpointRouteBuilder routes) => routes.MapRead("/v1/areas/{level}", Level);

    private static BodyResult Level(string level, MapLibrary map, BodyCache cache)
    {
        var at = map.LevelOf(level);
        return new(cache.Of((map.Areas.Digest, at), key => map.GeoJson(key.at)), Freshness.AskAgain);
    }
}
