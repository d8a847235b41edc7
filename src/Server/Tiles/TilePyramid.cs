using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Geometry.Borders;

namespace Populatie.Server.Tiles;

/// <summary>
/// The vector tiles of one level of a map in one tile matrix. A zoom is simplified when it is first asked for. Thread-safe.
/// </summary>
internal sealed class TilePyramid
{
    /// <summary>Units around a tile that are drawn along, so that lines do not end in sight.</summary>
    public const int Margin = 64;

    private readonly AreaBorders borders;
    private readonly ImmutableArray<Area> areas;
    private readonly Lazy<(double X, double Y)[][]> placed;
    private readonly Lazy<ZoomLevel>[] zooms;
    private readonly string layer;

    public TilePyramid(AreaSet map, AreaLevel level, TileMatrix matrix)
    {
        (Level, Matrix) = (level, matrix);
        layer = level.ToName();
        areas = map.Index.AreasAt(level);
        borders = map.BordersOf(level);
        placed = new(() =>
            [.. borders.Borders.AsParallel().AsOrdered().Select(b => b.Points.Select(matrix.Place).ToArray())]
        );
        zooms =
        [
            .. Enumerable
                .Range(0, TileMatrix.MostZoom + 1)
                .Select(z => new Lazy<ZoomLevel>(() => new(borders, placed.Value, z))),
        ];
    }

    public AreaLevel Level { get; }

    public TileMatrix Matrix { get; }

    /// <summary>The tile in column <paramref name="x"/> from the west and row <paramref name="y"/> from the north.</summary>
    /// <param name="zoom">0 … <see cref="TileMatrix.MostZoom"/>.</param>
    /// <param name="x">0 … 2^zoom − 1; so is <paramref name="y"/>.</param>
    /// <returns>Mapbox Vector Tile 2.1; null where there is nothing.</returns>
    public byte[]? Tile(int zoom, int x, int y)
    {
        var level = zooms[zoom].Value;
        var (left, top) = (x * TileMatrix.Extent, y * TileMatrix.Extent);
        var box = new Box(
            left - Margin,
            top - Margin,
            left + TileMatrix.Extent + Margin,
            top + TileMatrix.Extent + Margin
        );
        var writer = new TileWriter(layer, new(left, top));
        var (ring, spare) = (new List<GridPoint>(), new List<GridPoint>());
        foreach (var area in level.AreasIn(box))
        {
            foreach (var polygon in level.PolygonsOf(area))
            {
                for (var r = 0; r < polygon.Rings.Length; r++)
                {
                    level.Fill(polygon.Rings[r], ring);
                    TileClip.Clip(ref ring, ref spare, box);
                    var isDrawn = writer.AddRing(ring, isHole: r > 0);
                    if (r == 0 && !isDrawn)
                    {
                        // Holes of what is not seen are not seen.
                        break;
                    }
                }
            }
            writer.EndArea(area, areas[area]);
        }
        return writer.IsEmpty ? null : writer.ToTile();
    }

    /// <summary>West, south, east and north of all areas. Unit: degree.</summary>
    public (double West, double South, double East, double North) Bounds()
    {
        var (west, south, east, north) = (180.0, 90.0, -180.0, -90.0);
        foreach (var border in borders.Borders.Where(b => b.Left < 0 || b.Right < 0))
        {
            foreach (var point in border.Points)
            {
                var (longitude, latitude) = Analytics.Sources.Maps.ReferenceSystems.ToWgs84(point);
                (west, east) = (Math.Min(west, longitude), Math.Max(east, longitude));
                (south, north) = (Math.Min(south, latitude), Math.Max(north, latitude));
            }
        }
        return (west, south, east, north);
    }
}
