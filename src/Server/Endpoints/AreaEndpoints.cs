using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/areas/{level}</c>: names and boundaries as GeoJSON.</summary>
internal static class AreaEndpoints
{
    public static void MapAreas(this IEndpointRouteBuilder routes) =>
        routes
            .MapRead("/v1/areas/{level}", Level)
            .For(Access.Reader)
            .Is(
                new(
                    "getAreas",
                    Topic.Areas,
                    new(
                        "Names and boundaries of the areas of a level",
                        "Namen en grenzen van de gebieden van een niveau"
                    )
                )
                {
                    Detail = "GeoJSON in WGS 84, longitude before latitude, seven decimals.",
                    Answers = [Content.Json("application/geo+json", ContractJson.Default.AreaFeatures)],
                }
            );

    private static BodyResult Level(string level, MapLibrary map, BodyCache cache)
    {
        var at = map.LevelOf(level);
        return new(cache.Of((map.Areas.Digest, at), key => map.GeoJson(key.at)), Freshness.OfTheMap);
    }
}
