using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/areas</c>: which levels the map has; <c>/v1/areas/{level}</c>: names and boundaries as GeoJSON.
/// </summary>
internal static class AreaEndpoints
{
    private const string Borders = "borders";
    private const string Box = "box";

    public static void MapAreas(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/areas", Levels)
            .For(Access.Reader)
            .Is(
                new(
                    "listLevels",
                    Topic.Areas,
                    new(
                        "Levels of the map, and how many areas each has",
                        "Niveaus van de kaart, en hoeveel gebieden elk heeft"
                    )
                )
                {
                    Answers = [Content.Json(ContractJson.Default.LevelSummaryArray)],
                }
            );
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
                    Parameters =
                    [
                        Parameter.Choice(
                            "shape",
                            "Boundaries (the default), or the box around each area and no boundaries.",
                            Borders,
                            Borders,
                            Box
                        ),
                    ],
                    Answers = [Content.Json("application/geo+json", ContractJson.Default.AreaFeatures)],
                }
            );
    }

    private static BodyResult Levels(MapLibrary map, BodyCache cache) =>
        new(
            cache.Of(
                (map.Areas.Digest, "levels"),
                _ =>
                    Body.Of(
                        JsonSerializer.SerializeToUtf8Bytes(map.Levels(), ContractJson.Default.LevelSummaryArray),
                        Content.JsonType
                    )
            ),
            Freshness.OfTheMap
        );

    private static BodyResult Level(string level, string? shape, MapLibrary map, BodyCache cache)
    {
        var at = map.LevelOf(level);
        var hasBorders = shape switch
        {
            null or Borders => true,
            Box => false,
            _ => throw ApiFault.Bad($"shape is {Borders} or {Box}", $"shape is {Borders} of {Box}"),
        };
        return new(
            cache.Of((map.Areas.Digest, at, hasBorders), key => map.GeoJson(key.at, key.hasBorders)),
            Freshness.OfTheMap
        );
    }
}
