namespace Populatie.Analytics.Geometry.Repair;

/// <summary>Puts the loops of one buurt together: those that run counter-clockwise are outer rings, the others their holes.</summary>
internal static class PolygonAssembly
{
    public static void Add(CoverageBuilder builder, List<RdPoint[]> loops)
    {
        var outers = loops.Where(l => RingArea.Twice(l) > 0).OrderByDescending(l => RingArea.Twice(l)).ToList();
        var holes = loops.Where(l => RingArea.Twice(l) < 0).ToLookup(h => OuterOf(outers, h));
        for (var outer = 0; outer < outers.Count; outer++)
        {
            builder.AddRing(outers[outer]);
            foreach (var hole in holes[outer])
            {
                builder.AddRing(hole);
            }
            builder.EndPolygon();
        }
        builder.EndBuurt();
    }

    /// <summary>The smallest outer ring around a hole.</summary>
    private static int OuterOf(List<RdPoint[]> outers, RdPoint[] hole)
    {
        for (var outer = outers.Count - 1; outer > 0; outer--)
        {
            var corners = outers[outer].ToHashSet();
            // A corner that both share says nothing; loops of one buurt share no edge, so some corner is free.
            var free = Array.FindIndex(hole, p => !corners.Contains(p));
            if (free >= 0 && Holds(outers[outer], hole[free]))
            {
                return outer;
            }
        }
        return 0;
    }

    private static bool Holds(RdPoint[] ring, RdPoint point)
    {
        var inside = false;
        var from = ring[^1];
        foreach (var to in ring)
        {
            inside ^= new Edge(from, to).IsCrossedByRayFrom(point);
            from = to;
        }
        return inside;
    }
}
