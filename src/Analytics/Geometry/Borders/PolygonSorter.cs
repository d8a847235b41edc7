using System.Collections.Immutable;

namespace Populatie.Analytics.Geometry.Borders;

/// <summary>Puts the rings of an area together: each hole with the outer ring that it lies in.</summary>
internal static class PolygonSorter
{
    public static ImmutableArray<BorderPolygon> Sort(
        ImmutableArray<Border> borders,
        ImmutableArray<ImmutableArray<BorderUse>> rings
    )
    {
        var outer = new List<(RdPoint[] Points, long Size, List<ImmutableArray<BorderUse>> Rings)>();
        var holes = new List<(RdPoint[] Points, ImmutableArray<BorderUse> Ring)>();
        foreach (var ring in rings)
        {
            var points = PointsOf(borders, ring);
            var size = RingArea.Twice(points);
            if (size > 0)
            {
                outer.Add((points, size, [ring]));
            }
            else
            {
                holes.Add((points, ring));
            }
        }
        foreach (var (points, ring) in holes)
        {
            // Outer rings of one area can only lie in each other's holes: the smallest around a hole is its own.
            var own = outer.Count == 1 ? outer[0] : outer.Where(o => Holds(o.Points, points)).MinBy(o => o.Size);
            own.Rings?.Add(ring);
        }
        return [.. outer.Select(o => new BorderPolygon([.. o.Rings]))];
    }

    public static RdPoint[] PointsOf(ImmutableArray<Border> borders, ImmutableArray<BorderUse> ring)
    {
        var all = new List<RdPoint>();
        foreach (var (ordinal, backwards) in ring)
        {
            var points = borders[ordinal].Points;
            for (var i = 0; i < points.Length - 1; i++)
            {
                all.Add(points[backwards ? points.Length - 1 - i : i]);
            }
        }
        return [.. all];
    }

    /// <summary>Whether one ring lies in another, told by a point that both do not share.</summary>
    private static bool Holds(RdPoint[] outer, RdPoint[] inner)
    {
        var shared = outer.ToHashSet();
        var point = Array.Find(inner, p => !shared.Contains(p));
        var inside = false;
        for (var i = 0; i < outer.Length; i++)
        {
            inside ^= new Edge(outer[i], outer[i + 1 < outer.Length ? i + 1 : 0]).IsCrossedByRayFrom(point);
        }
        return inside;
    }
}
