namespace Populatie.Analytics.Geometry.Borders;

/// <summary>The edges of a coverage that lie between different areas, each once, with who lies on either side.</summary>
internal static class BorderEdges
{
    /// <summary>From its lesser point to its greater one: who lies on the left, and who on the right.</summary>
    public readonly record struct Sides(int Left, int Right);

    public static Dictionary<(RdPoint From, RdPoint To), Sides> Of(Coverage coverage, ReadOnlySpan<int> areaOfBuurt)
    {
        var edges = new Dictionary<(RdPoint, RdPoint), Sides>(coverage.PointCount);
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var polygons = coverage.PolygonsOf(buurt);
            for (var polygon = polygons.Start.Value; polygon < polygons.End.Value; polygon++)
            {
                var rings = coverage.RingsOf(polygon);
                for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
                {
                    Add(edges, coverage.Ring(ring), isOuter: ring == rings.Start.Value, areaOfBuurt[buurt]);
                }
            }
        }
        foreach (var (edge, sides) in edges)
        {
            if (sides.Left == sides.Right)
            {
                edges.Remove(edge);
            }
        }
        return edges;
    }

    /// <summary>Adds a ring, however it turns: its area lies within an outer ring, and without a hole.</summary>
    private static void Add(
        Dictionary<(RdPoint, RdPoint), Sides> edges,
        ReadOnlySpan<RdPoint> ring,
        bool isOuter,
        int area
    )
    {
        var turnsLeft = RingArea.Twice(ring) > 0;
        for (var i = 0; i < ring.Length; i++)
        {
            var (from, to) = (ring[i], ring[i + 1 < ring.Length ? i + 1 : 0]);
            if (from == to)
            {
                continue;
            }
            var isLeft = turnsLeft == isOuter;
            if (Compare(from, to) > 0)
            {
                (from, to, isLeft) = (to, from, !isLeft);
            }
            var known = edges.TryGetValue((from, to), out var sides)
                ? sides
                : new(AreaBorders.Outside, AreaBorders.Outside);
            edges[(from, to)] = isLeft ? known with { Left = area } : known with { Right = area };
        }
    }

    /// <summary>By x, then by y.</summary>
    public static int Compare(RdPoint a, RdPoint b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y);
}
