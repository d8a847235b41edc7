using System.Text.Json.Serialization;
using Populatie.Analytics.Areas;
using Populatie.Server.Tiles;

namespace Populatie.Server.Contracts;

/// <summary>TileJSON 3.0: where the tiles are, and what is in them.</summary>
internal sealed record TileJson(
    [property: JsonPropertyName("tilejson")] string Version,
    string Name,
    string Attribution,
    string[] Tiles,
    int Minzoom,
    int Maxzoom,
    double[] Bounds,
    VectorLayer[] VectorLayers
)
{
    public static TileJson Of(TilePyramid tiles, AreaSet map, string address)
    {
        var (west, south, east, north) = tiles.Bounds();
        var fields = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["code"] = "String",
            ["name"] = "String",
        };
        return new(
            "3.0.0",
            tiles.Level.ToName(),
            map.Source,
            [address],
            0,
            TileMatrix.MostZoom,
            [west, south, east, north],
            [new(tiles.Level.ToName(), fields)]
        );
    }
}

/// <param name="Fields">What is known of each area, with its type.</param>
internal sealed record VectorLayer(string Id, Dictionary<string, string> Fields);
