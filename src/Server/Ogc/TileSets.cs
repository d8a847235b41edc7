using Populatie.Analytics.Areas;
using Populatie.Server.Tiles;

namespace Populatie.Server.Ogc;

/// <summary>The ways in which a level is cut into tiles.</summary>
internal sealed record TileSetList(Link[] Links, TileSetSummary[] Tilesets)
{
    public static TileSetList Of(AreaLevel level, Addresses at) =>
        new(
            [new(at.TileSets(level.ToName()), "self", Link.Json, "This document")],
            [
                .. TileMatrix.All.Select(m => new TileSetSummary(
                    m.Title,
                    TileSet.Vector,
                    SystemUri.Of(m),
                    m.Registered,
                    [
                        new(at.TileSet(level.ToName(), m.Name), "self", Link.Json, "The tiles"),
                        new(at.TileMatrixSet(m.Name), Link.ToTileMatrixSet, Link.Json, m.Title),
                    ]
                )),
            ]
        );
}

internal sealed record TileSetSummary(
    string Title,
    string DataType,
    string Crs,
    [property: System.Text.Json.Serialization.JsonPropertyName("tileMatrixSetURI")] string? TileMatrixSetUri,
    Link[] Links
);

/// <summary>Where the tiles of a level are, and what is in them.</summary>
internal sealed record TileSet(
    string Title,
    string DataType,
    string Crs,
    string TileMatrixSetId,
    [property: System.Text.Json.Serialization.JsonPropertyName("tileMatrixSetURI")] string? TileMatrixSetUri,
    TileLayer[] Layers,
    Link[] Links
)
{
    public const string Vector = "vector";

    public static TileSet Of(AreaLevel level, TileMatrix matrix, Addresses at)
    {
        var self = at.TileSet(level.ToName(), matrix.Name);
        return new(
            matrix.Title,
            Vector,
            SystemUri.Of(matrix),
            matrix.Name,
            matrix.Registered,
            [new(level.ToName(), Vector, 2)],
            [
                new(self, "self", Link.Json, "This document"),
                new(at.TileMatrixSet(matrix.Name), Link.ToTileMatrixSet, Link.Json, matrix.Title),
                new($"{self}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", "item", Link.Mvt, "A tile", Templated: true),
            ]
        );
    }
}

/// <param name="GeometryDimension">2: areas.</param>
internal sealed record TileLayer(string Id, string DataType, int GeometryDimension);
