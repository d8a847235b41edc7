using System.Collections.Concurrent;
using Populatie.Analytics.Areas;
using Populatie.Server.Tiles;

namespace Populatie.Server.Tests.Tiles;

/// <summary>Where the tiles of a map are.</summary>
internal static class TilePlaces
{
    private const int DeepestZoom = 14;

    /// <summary>Tiles of the deepest zoom that a corner of the map lies in.</summary>
    private static readonly ConcurrentDictionary<(AreaSet Map, TileMatrix Matrix), HashSet<(int X, int Y)>> Deepest =
        new();

    /// <summary>Columns and rows of the tiles around a map at a zoom.</summary>
    public static List<(int X, int Y)> At(AreaSet map, TileMatrix matrix, int zoom)
    {
        var deepest = Deepest.GetOrAdd(
            (map, matrix),
            key =>
                [
                    .. Enumerable
                        .Range(0, key.Map.Coverage.RingCount)
                        .SelectMany(r => key.Map.Coverage.Ring(r).ToArray())
                        .Select(key.Matrix.Place)
                        .Select(p => ((int)(p.X * (1 << DeepestZoom)), (int)(p.Y * (1 << DeepestZoom)))),
                ]
        );
        var places = deepest.Select(p => (p.X >> (DeepestZoom - zoom), p.Y >> (DeepestZoom - zoom))).ToHashSet();
        return [.. places.Order()];
    }

    /// <summary>The same, and those between them that no corner lies in.</summary>
    public static IEnumerable<(int X, int Y)> Around(AreaSet map, TileMatrix matrix, int zoom)
    {
        var known = At(map, matrix, zoom);
        var (top, bottom) = (known.Min(p => p.Y), known.Max(p => p.Y));
        for (var x = known[0].X; x <= known[^1].X; x++)
        {
            for (var y = top; y <= bottom; y++)
            {
                yield return (x, y);
            }
        }
    }
}
