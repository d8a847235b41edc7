using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Ogc;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/ogc</c>: where programs begin that know OGC API, such as QGIS; and which collections there are.</summary>
internal static class OgcEndpoints
{
    public static readonly Parameter Collection = Parameters.Level with { Name = "collectionId" };

    public static void MapOgc(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/ogc", Landing)
            .For(Access.Reader)
            .Is(
                new("getOgcLanding", Topic.Ogc, new("Where programs begin", "Waar programma's beginnen"))
                {
                    Answers = [Content.Json(OgcJson.Default.LandingPage)],
                }
            );
        routes
            .MapRead("/v1/ogc/conformance", Conformance)
            .For(Access.Reader)
            .Is(
                new("getOgcConformance", Topic.Ogc, new("Standards that are kept", "Standaarden die worden gevolgd"))
                {
                    Answers = [Content.Json(OgcJson.Default.Conformance)],
                }
            );
        routes
            .MapRead("/v1/ogc/collections", Collections)
            .For(Access.Reader)
            .Is(
                new("listOgcCollections", Topic.Ogc, new("The levels of areas", "De niveaus van gebieden"))
                {
                    Answers = [Content.Json(OgcJson.Default.CollectionList)],
                }
            );
        routes
            .MapRead("/v1/ogc/collections/{collectionId}", One)
            .For(Access.Reader)
            .Is(
                new("getOgcCollection", Topic.Ogc, new("One level of areas", "Eén niveau van gebieden"))
                {
                    Parameters = [Collection],
                    Answers = [Content.Json(OgcJson.Default.AreaCollection)],
                }
            );
    }

    /// <summary>A document as JSON.</summary>
    public static BodyResult Told<T>(T document, JsonTypeInfo<T> type) =>
        new(Body.Of(JsonSerializer.SerializeToUtf8Bytes(document, type), Link.Json), Freshness.AskAgain);

    private static BodyResult Landing(HttpRequest request) =>
        Told(LandingPage.Of(Addresses.Of(request), Languages.Answered(request)), OgcJson.Default.LandingPage);

    private static BodyResult Conformance() => Told(Ogc.Conformance.Ours, OgcJson.Default.Conformance);

    private static BodyResult Collections(HttpRequest request, MapLibrary map) =>
        Told(
            CollectionList.Of(map.Areas, map.Features, Addresses.Of(request), Languages.Answered(request)),
            OgcJson.Default.CollectionList
        );

    private static BodyResult One(string collectionId, HttpRequest request, MapLibrary map) =>
        Told(
            AreaCollection.Of(
                map.Areas,
                map.Features(map.LevelOf(collectionId)),
                Addresses.Of(request),
                Languages.Answered(request)
            ),
            OgcJson.Default.AreaCollection
        );
}
