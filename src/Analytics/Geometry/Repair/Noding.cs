namespace Populatie.Analytics.Geometry.Repair;

/// <summary>
/// Cuts edges wherever they meet, until any two share at most an end. A point within one millimetre of an edge counts as on
/// it; a crossing is rounded to a whole millimetre. Rounding moves an edge by less than a millimetre and may make new
/// crossings, so it is done again for what has changed.
/// </summary>
internal static class Noding
{
    /// <summary>Far more than any real map needs; it takes two or three.</summary>
    private const int MostRounds = 40;

    /// <summary>Two edges, cut or touched, of polygons that the caller may want to name.</summary>
    internal readonly record struct Meeting(RdPoint At, int PolygonA, int PolygonB, bool Crossing);

    /// <param name="meetings">Receives what met in the first round, that is in the map as it came.</param>
    public static PolygonEdges Run(PolygonEdges edges, List<Meeting> meetings)
    {
        var fresh = new bool[edges.Count];
        Array.Fill(fresh, true);
        for (var round = 0; round < MostRounds; round++)
        {
            var cuts = FindCuts(edges, fresh, round == 0 ? meetings : null);
            if (cuts.Count == 0)
            {
                return edges;
            }
            (edges, fresh) = Cut(edges, cuts);
        }
        throw new InvalidOperationException($"the edges still cross after {MostRounds} rounds of noding");
    }

    private static List<(int Edge, RdPoint At)> FindCuts(PolygonEdges edges, bool[] fresh, List<Meeting>? meetings)
    {
        var cuts = new List<(int Edge, RdPoint At)>();
        var listed = EdgeCells.List(edges.Edges);
        for (var from = 0; from < listed.Length; )
        {
            var to = from + 1;
            while (to < listed.Length && listed[to] >> 32 == listed[from] >> 32)
            {
                to++;
            }
            for (var i = from; i < to; i++)
            {
                for (var j = i + 1; j < to; j++)
                {
                    var (a, b) = ((int)(listed[i] & uint.MaxValue), (int)(listed[j] & uint.MaxValue));
                    if (fresh[a] || fresh[b])
                    {
                        Meet(edges, a, b, cuts, meetings);
                    }
                }
            }
            from = to;
        }
        return cuts;
    }

    private static void Meet(
        PolygonEdges edges,
        int a,
        int b,
        List<(int Edge, RdPoint At)> cuts,
        List<Meeting>? meetings
    )
    {
        var (one, other) = (edges[a], edges[b]);
        if (
            one.Left > other.Right + 1L
            || other.Left > one.Right + 1L
            || one.Low.Y > other.High.Y + 1L
            || other.Low.Y > one.High.Y + 1L
        )
        {
            return;
        }
        var before = cuts.Count;
        CutAt(one, a, other.Low, cuts);
        CutAt(one, a, other.High, cuts);
        CutAt(other, b, one.Low, cuts);
        CutAt(other, b, one.High, cuts);
        var crossing = cuts.Count == before && Cross(one, other);
        if (crossing)
        {
            var at = Crossing(one, other);
            AddCut(one, a, at, cuts);
            AddCut(other, b, at, cuts);
        }
        if (cuts.Count > before)
        {
            meetings?.Add(new(cuts[^1].At, edges.PolygonsOf(a)[0], edges.PolygonsOf(b)[0], crossing));
        }
    }

    private static void CutAt(Edge edge, int ordinal, RdPoint point, List<(int Edge, RdPoint At)> cuts)
    {
        if (point == edge.Low || point == edge.High)
        {
            return;
        }
        double side = edge.SideOf(point);
        var length = ((double)edge.Run * edge.Run) + ((double)edge.Rise * edge.Rise);
        if (side * side > length)
        {
            return;
        }
        var along = Along(edge, point);
        if (along > 0 && along < length)
        {
            cuts.Add((ordinal, point));
        }
    }

    private static void AddCut(Edge edge, int ordinal, RdPoint point, List<(int Edge, RdPoint At)> cuts)
    {
        if (point != edge.Low && point != edge.High)
        {
            cuts.Add((ordinal, point));
        }
    }

    /// <summary>Whether two edges cross at a point that is inside both.</summary>
    private static bool Cross(Edge one, Edge other) =>
        Math.Sign(one.SideOf(other.Low)) * Math.Sign(one.SideOf(other.High)) < 0
        && Math.Sign(other.SideOf(one.Low)) * Math.Sign(other.SideOf(one.High)) < 0;

    private static RdPoint Crossing(Edge one, Edge other)
    {
        double low = other.SideOf(one.Low);
        double high = other.SideOf(one.High);
        var share = low / (low - high);
        return new(
            one.Low.X + (int)Math.Round(share * one.Run, MidpointRounding.AwayFromZero),
            one.Low.Y + (int)Math.Round(share * one.Rise, MidpointRounding.AwayFromZero)
        );
    }

    private static double Along(Edge edge, RdPoint point) =>
        ((double)edge.Run * ((double)point.X - edge.Low.X)) + ((double)edge.Rise * ((double)point.Y - edge.Low.Y));

    private static (PolygonEdges Edges, bool[] Fresh) Cut(PolygonEdges edges, List<(int Edge, RdPoint At)> cuts)
    {
        cuts.Sort(
            (a, b) =>
                a.Edge != b.Edge
                    ? a.Edge.CompareTo(b.Edge)
                    : (Along(edges[a.Edge], a.At), a.At.X, a.At.Y).CompareTo(
                        (Along(edges[b.Edge], b.At), b.At.X, b.At.Y)
                    )
        );
        var uses = new List<(Edge Edge, int Polygon)>(edges.Count * 2);
        var pieces = new HashSet<Edge>();
        var next = 0;
        for (var i = 0; i < edges.Count; i++)
        {
            if (next == cuts.Count || cuts[next].Edge != i)
            {
                Use(edges[i], edges.PolygonsOf(i));
                continue;
            }
            var from = edges[i].Low;
            for (; next < cuts.Count && cuts[next].Edge == i; next++)
            {
                AddPiece(from, cuts[next].At, i);
                from = cuts[next].At;
            }
            AddPiece(from, edges[i].High, i);
        }
        var noded = PolygonEdges.Of(uses);
        var fresh = new bool[noded.Count];
        for (var i = 0; i < noded.Count; i++)
        {
            fresh[i] = pieces.Contains(noded[i]);
        }
        return (noded, fresh);

        void AddPiece(RdPoint from, RdPoint to, int edge)
        {
            if (from != to)
            {
                pieces.Add(new Edge(from, to));
                Use(new Edge(from, to), edges.PolygonsOf(edge));
            }
        }

        void Use(Edge edge, ReadOnlySpan<int> polygons)
        {
            foreach (var polygon in polygons)
            {
                uses.Add((edge, polygon));
            }
        }
    }
}
