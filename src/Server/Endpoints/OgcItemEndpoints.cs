using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Features;
using Populatie.Server.Library;
using Populatie.Server.Ogc;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/ogc/collections/{collectionId}/items</c>: areas with their boundaries, a page at a time, in any reference system.</summary>
internal static class OgcItemEndpoints
{
    private const string ContentCrs = "Content-Crs";

    private static readonly Parameter Crs = Parameter.Choice(
        "crs",
        "Reference system of the coordinates, which come in the order of its axes.",
        CoordinateSystem.DutchRd.Uri,
        [.. CoordinateSystem.All.Select(s => s.Uri)]
    );

    private static readonly (string, string)[] Headers = [(ContentCrs, "Reference system of the coordinates")];

    public static void MapOgcItems(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/ogc/collections/{collectionId}/items", Page)
            .For(Access.Reader)
            .Is(
                new(
                    "listOgcItems",
                    Topic.Ogc,
                    new("Areas of a level, a page at a time", "Gebieden van een niveau, per bladzijde")
                )
                {
                    Detail =
                        "GeoJSON. What is not described here may not be asked: 400. Areas are of no moment: datetime lets all through.",
                    Parameters =
                    [
                        OgcEndpoints.Collection,
                        Parameter.Number("limit", "Areas on a page.", 10, 1, ItemsQuery.MostLimit),
                        Parameter.Number("offset", "Areas to skip.", 0, 0, ItemsQuery.MostOffset),
                        new Parameter(
                            "bbox",
                            "Areas that have a point in it: lowest corner, highest corner.",
                            new System.Text.Json.Nodes.JsonArray(130000, 450000, 140000, 460000)
                        )
                        {
                            MostMembers = 6,
                        },
                        Crs with
                        {
                            Name = "bbox-crs",
                            Meaning = "Reference system of bbox.",
                        },
                        Crs,
                        Parameter.Text(
                            "datetime",
                            "A moment or an interval.",
                            "2026-01-01T00:00:00Z",
                            "^[0-9TZ:./+-]+$",
                            80
                        ),
                    ],
                    Answers = [Content.Json(Link.GeoJson, OgcJson.Default.FeaturePage)],
                    Headers = Headers,
                }
            );
        routes
            .MapRead("/v1/ogc/collections/{collectionId}/items/{featureId}", One)
            .For(Access.Reader)
            .Is(
                new("getOgcItem", Topic.Ogc, new("One area with its boundary", "Eén gebied met zijn grens"))
                {
                    Parameters = [OgcEndpoints.Collection, Parameters.Area with { Name = "featureId" }, Crs],
                    Answers = [Content.Json(Link.GeoJson, OgcJson.Default.FeatureDocument)],
                    Headers = Headers,
                }
            );
    }

    private static BodyResult Page(string collectionId, HttpContext context, MapLibrary map, BodyCache cache)
    {
        var level = map.LevelOf(collectionId);
        var asked = ItemsQuery.Of(context.Request.Query);
        var at = Addresses.Of(context.Request);
        context.Response.Headers[ContentCrs] = $"<{asked.System.Uri}>";
        return new(
            cache.Of(
                (at, "items", level, asked.ToQuery()),
                _ => Body.Of(FeaturePage.Of(map.Features(level), asked, at), Link.GeoJson)
            ),
            Freshness.AskAgain
        );
    }

    private static BodyResult One(
        string collectionId,
        string featureId,
        HttpContext context,
        MapLibrary map,
        BodyCache cache
    )
    {
        var level = map.LevelOf(collectionId);
        var system = OgcQuery.SystemIn(context.Request.Query, "crs");
        var ordinal =
            map.Features(level).Find(featureId)
            ?? throw ApiFault.NotFound(
                $"there is no such {collectionId}; {Addresses.Of(context.Request).Items(collectionId)} lists them",
                $"dit gebied is er niet; {Addresses.Of(context.Request).Items(collectionId)} noemt ze"
            );
        var at = Addresses.Of(context.Request);
        context.Response.Headers[ContentCrs] = $"<{system.Uri}>";
        return new(
            cache.Of(
                (at, "item", level, ordinal, system),
                _ => Body.Of(FeatureDocument.Of(map.Features(level), ordinal, featureId, system, at), Link.GeoJson)
            ),
            Freshness.AskAgain
        );
    }
}
