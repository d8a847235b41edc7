using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Ogc;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Tiles;

namespace Populatie.Server.Endpoints;

/// <summary>
/// <c>/v1/ogc/tileMatrixSets</c>: ways in which tiles divide the plane, that of Dutch public maps among them; and
/// <c>/v1/ogc/collections/{collectionId}/tiles</c>: the boundaries of a level in each.
/// </summary>
internal static class OgcTileEndpoints
{
    private static readonly Parameter Matrix = Parameter.Choice(
        "tileMatrixSetId",
        "Way in which tiles divide the plane.",
        TileMatrix.DutchRd.Name,
        [.. TileMatrix.All.Select(m => m.Name)]
    );

    public static void MapOgcTiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/ogc/tileMatrixSets", Matrices)
            .For(Access.Reader)
            .Is(
                new(
                    "listTileMatrixSets",
                    Topic.Ogc,
                    new("Ways in which tiles divide the plane", "Manieren waarop tegels het vlak verdelen")
                )
                {
                    Answers = [Content.Json(OgcJson.Default.TileMatrixSetList)],
                }
            );
        routes
            .MapRead("/v1/ogc/tileMatrixSets/{tileMatrixSetId}", OneMatrix)
            .For(Access.Reader)
            .Is(
                new(
                    "getTileMatrixSet",
                    Topic.Ogc,
                    new("One way in which tiles divide the plane", "Eén manier waarop tegels het vlak verdelen")
                )
                {
                    Parameters = [Matrix],
                    Answers = [Content.Json(OgcJson.Default.TileMatrixSet)],
                }
            );
        routes
            .MapRead("/v1/ogc/collections/{collectionId}/tiles", All)
            .For(Access.Reader)
            .Is(
                new(
                    "listOgcTilesets",
                    Topic.Ogc,
                    new("Ways in which a level is cut", "Manieren waarop een niveau is verdeeld")
                )
                {
                    Parameters = [OgcEndpoints.Collection],
                    Answers = [Content.Json(OgcJson.Default.TileSetList)],
                }
            );
        routes
            .MapRead("/v1/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}", One)
            .For(Access.Reader)
            .Is(
                new("getOgcTileset", Topic.Ogc, new("Where tiles of a level are", "Waar de tegels van een niveau zijn"))
                {
                    Parameters = [OgcEndpoints.Collection, Matrix],
                    Answers = [Content.Json(OgcJson.Default.TileSet)],
                }
            );
        routes
            .MapRead(
                "/v1/ogc/collections/{collectionId}/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}",
                Tile
            )
            .For(Access.Reader)
            .Is(
                new(
                    "getOgcTile",
                    Topic.Ogc,
                    new("A tile with the boundaries of a level", "Een tegel met de grenzen van een niveau")
                )
                {
                    Detail = "Mapbox Vector Tile 2.1. Mind the order: row before column.",
                    Parameters =
                    [
                        OgcEndpoints.Collection,
                        Matrix,
                        Parameters.Zoom with
                        {
                            Name = "tileMatrix",
                            Example = 6,
                        },
                        Parameters.Row with
                        {
                            Name = "tileRow",
                            Example = 32,
                        },
                        Parameters.Column with
                        {
                            Name = "tileCol",
                            Example = 30,
                        },
                    ],
                    Answers = [Content.Text(Link.Mvt)],
                    Or = (StatusCodes.Status204NoContent, "There is nothing in this tile"),
                }
            );
    }

    private static IResult Matrices(HttpRequest request) =>
        OgcEndpoints.Told(TileMatrixSetList.Of(Addresses.Of(request)), OgcJson.Default.TileMatrixSetList);

    private static IResult OneMatrix(string tileMatrixSetId) =>
        OgcEndpoints.Told(TileMatrixSet.Of(MatrixOf(tileMatrixSetId)), OgcJson.Default.TileMatrixSet);

    private static IResult All(string collectionId, HttpRequest request, MapLibrary map) =>
        OgcEndpoints.Told(
            TileSetList.Of(map.LevelOf(collectionId), Addresses.Of(request)),
            OgcJson.Default.TileSetList
        );

    private static IResult One(string collectionId, string tileMatrixSetId, HttpRequest request, MapLibrary map) =>
        OgcEndpoints.Told(
            TileSet.Of(map.LevelOf(collectionId), MatrixOf(tileMatrixSetId), Addresses.Of(request)),
            OgcJson.Default.TileSet
        );

    private static IResult Tile(
        string collectionId,
        string tileMatrixSetId,
        string tileMatrix,
        string tileRow,
        string tileCol,
        MapLibrary map,
        BodyCache cache
    )
    {
        return TileEndpoints.Answer(
            map.LevelOf(collectionId),
            MatrixOf(tileMatrixSetId),
            (tileMatrix, tileCol, tileRow),
            map,
            cache
        );
    }

    private static TileMatrix MatrixOf(string name)
    {
        var known = string.Join(", ", TileMatrix.All.Select(m => m.Name));
        return TileMatrix.Find(name)
            ?? throw ApiFault.NotFound(
                $"there is no such way to divide the plane; there are {known}",
                $"deze manier om het vlak te verdelen is er niet; wel {known}"
            );
    }
}
