using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Geometry;

namespace Populatie.Server.Report;

/// <summary>Wijken as a small drawing: on a grid of ten metres, north up, borders still shared by neighbours. Immutable.</summary>
/// <param name="Size">Width and height on the grid.</param>
internal sealed record ReportMap(string Source, bool Schematic, int[] Size, ReportMap.Shape[] Areas)
{
    private const int MillimetresPerStep = 10_000;

    /// <param name="Rings">Each as x, y, x, y, …; the last point leads back to the first. Inner rings are holes by even-odd.</param>
    internal sealed record Shape(string Code, string Name, int[][] Rings);

    /// <summary>Null where the map has not all of the wijken.</summary>
    public static ReportMap? Of(AreaSet map, IReadOnlyList<ReportDocument.Named> wijken, Language language)
    {
        if (!map.Index.Has(AreaLevel.Wijk) || wijken.Count == 0)
        {
            return null;
        }
        var (areas, borders) = (map.Index.AreasAt(AreaLevel.Wijk), map.BordersOf(AreaLevel.Wijk));
        var drawn = new List<(ReportDocument.Named Wijk, List<RdPoint[]> Rings)>();
        foreach (var wijk in wijken)
        {
            var at = areas
                .Select((a, i) => (a.Code, i))
                .FirstOrDefault(a => string.Equals(a.Code, wijk.Code, StringComparison.Ordinal));
            if (at.Code is null)
            {
                return null;
            }
            drawn.Add((wijk, [.. borders.PolygonsOfArea[at.i].SelectMany(p => p.Rings).Select(borders.PointsOf)]));
        }
        var points = drawn.SelectMany(d => d.Rings).SelectMany(r => r).ToList();
        var (west, north) = (points.Min(p => p.X), points.Max(p => p.Y));
        return new(
            SourceText.Of(map.Source).In(language),
            map.Schematic,
            [Steps(points.Max(p => p.X) - west), Steps(north - points.Min(p => p.Y))],
            [.. drawn.Select(d => new Shape(d.Wijk.Code, d.Wijk.Name, [.. d.Rings.Select(r => Ring(r, west, north))]))]
        );
    }

    /// <summary>Points that fall together on the grid are one.</summary>
    private static int[] Ring(RdPoint[] points, int west, int north)
    {
        var ring = new List<int>();
        foreach (var point in points)
        {
            var (x, y) = (Steps(point.X - west), Steps(north - point.Y));
            if (ring.Count == 0 || ring[^2] != x || ring[^1] != y)
            {
                ring.AddRange([x, y]);
            }
        }
        return [.. ring];
    }

    private static int Steps(int millimetres) => (millimetres + (MillimetresPerStep / 2)) / MillimetresPerStep;
}
