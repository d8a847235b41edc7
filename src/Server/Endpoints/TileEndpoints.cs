using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Populatie.Analytics.Areas;
using Populatie.Server.Contracts;
using Populatie.Server.Delivery;
using Populatie.Server.Description;
using Populatie.Server.Library;
using Populatie.Server.Problems;
using Populatie.Server.SignIn;
using Populatie.Server.Tiles;

namespace Populatie.Server.Endpoints;

/// <summary><c>/v1/tiles/{level}</c>: TileJSON; <c>/v1/tiles/{level}/{z}/{x}/{y}.mvt</c>: the boundaries, without values.</summary>
internal static class TileEndpoints
{
    private const string Mvt = "application/vnd.mapbox-vector-tile";
    private const string Json = "application/json";

    public static void MapTiles(this IEndpointRouteBuilder routes)
    {
        routes
            .MapRead("/v1/tiles/{level}", Description)
            .For(Access.Reader)
            .Is(
                new("getTileset", Topic.Areas, new("Where tiles of a level are", "Waar de tegels van een niveau zijn"))
                {
                    Detail = "TileJSON 3.0.",
                    Answers = [Content.Json(ContractJson.Default.TileJson)],
                }
            );
        routes
            .MapRead("/v1/tiles/{level}/{z}/{x}/{y}.mvt", Tile)
            .For(Access.Reader)
            .Is(
                new(
                    "getTile",
                    Topic.Areas,
                    new("A tile with the boundaries of a level", "Een tegel met de grenzen van een niveau")
                )
                {
                    Detail =
                        "Mapbox Vector Tile 2.1 in Web Mercator. It holds code and name of each area, and no values; codes "
                        + "alone where there are more than 2,000 areas in it.",
                    Answers = [Content.Text(Mvt)],
                    Or = (204, "There is nothing in this tile"),
                }
            );
    }

    private static BodyResult Description(string level, HttpRequest request, MapLibrary map)
    {
        var tiles = map.Tiles(map.LevelOf(level), TileMatrix.WebMercator);
        var address = $"{request.Scheme}://{request.Host}{request.Path}/{{z}}/{{x}}/{{y}}.mvt";
        var text = JsonSerializer.SerializeToUtf8Bytes(
            TileJson.Of(tiles, map.Areas, address),
            ContractJson.Default.TileJson
        );
        return new(Body.Of(text, Json), Freshness.AskAgain);
    }

    /// <summary>A tile of any level in any matrix, made once; 204 where nothing is.</summary>
    /// <param name="place">Zoom, column and row, as they were sent.</param>
    /// <exception cref="ApiFault">There is no such tile.</exception>
    public static IResult Answer(
        AreaLevel level,
        TileMatrix matrix,
        (string Z, string X, string Y) place,
        MapLibrary map,
        BodyCache cache
    )
    {
        var (zoom, column, row) = Place(place.Z, place.X, place.Y);
        var tile = cache.Of(
            (level, matrix, zoom, column, row),
            key => Body.Of(map.Tiles(key.level, key.matrix).Tile(key.zoom, key.column, key.row) ?? [], Mvt)
        );
        return tile.Plain.Bytes.Length == 0 ? Results.NoContent() : new BodyResult(tile, Freshness.OfTheMap);
    }

    private static IResult Tile(string level, string z, string x, string y, MapLibrary map, BodyCache cache) =>
        Answer(map.LevelOf(level), TileMatrix.WebMercator, (z, x, y), map, cache);

    /// <exception cref="ApiFault">There is no such tile.</exception>
    private static (int Zoom, int Column, int Row) Place(string z, string x, string y)
    {
        const NumberStyles digits = NumberStyles.None;
        if (!int.TryParse(z, digits, CultureInfo.InvariantCulture, out var zoom) || zoom > TileMatrix.MostZoom)
        {
            throw ApiFault.NotFound(
                $"there are tiles of zoom 0 to {TileMatrix.MostZoom}",
                $"er zijn tegels van zoom 0 tot en met {TileMatrix.MostZoom}"
            );
        }
        var last = (1 << zoom) - 1;
        return
            int.TryParse(x, digits, CultureInfo.InvariantCulture, out var column)
            && int.TryParse(y, digits, CultureInfo.InvariantCulture, out var row)
            && column <= last
            && row <= last
            ? (zoom, column, row)
            : throw ApiFault.NotFound(
                $"at zoom {zoom} columns and rows run from 0 to {last}",
                $"bij zoom {zoom} lopen kolommen en rijen van 0 tot en met {last}"
            );
    }
}
