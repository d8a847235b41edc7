namespace Populatie.Analytics.Geometry.Repair;

/// <summary>One run of <see cref="CoverageRepair"/>.</summary>
internal sealed class RepairJob
{
    /// <summary>A gap whose mean width is below this is a fault of drawing, not a piece of the world. Unit: millimetre.</summary>
    private const double WidestGap = 1000;
    private const int Nobody = -1;

    private readonly Coverage coverage;
    private readonly int[] buurtOfPolygon;
    private readonly double[] areaOfPolygon;
    private readonly FaultList faults = new();

    public RepairJob(Coverage coverage)
    {
        this.coverage = coverage;
        buurtOfPolygon = new int[coverage.PolygonCount];
        areaOfPolygon = new double[coverage.PolygonCount];
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var polygons = coverage.PolygonsOf(buurt);
            for (var polygon = polygons.Start.Value; polygon < polygons.End.Value; polygon++)
            {
                buurtOfPolygon[polygon] = buurt;
                areaOfPolygon[polygon] = Math.Abs(RingArea.Twice(coverage.Ring(coverage.RingsOf(polygon).Start.Value)));
            }
        }
    }

    public CoverageRepair Run()
    {
        var edges = PolygonEdges.Of(Uses());
        FindSharedThrice(edges);
        var meetings = new List<Noding.Meeting>();
        var noded = Noding.Run(edges, meetings);
        TellMeetings(meetings);
        var graph = new FaceGraph(noded);
        var cover = FaceCover.Of(noded, graph);
        var (twice, perimeter, corner) = Measure(graph);
        var owner = new int[cover.Length];
        for (var cycle = 0; cycle < cover.Length; cycle++)
        {
            owner[cycle] = OwnerOf(cover[cycle], twice[cycle], corner[cycle]);
        }
        CloseGaps(graph, owner, twice, perimeter, corner);
        return faults.IsEmpty
            ? new(coverage, [])
            : new(FaceTracing.Run(graph, owner, coverage.BuurtCount), faults.ToList());
    }

    private List<(Edge Edge, int Polygon)> Uses()
    {
        var uses = new List<(Edge Edge, int Polygon)>(coverage.PointCount);
        for (var polygon = 0; polygon < coverage.PolygonCount; polygon++)
        {
            var first = uses.Count;
            var rings = coverage.RingsOf(polygon);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                var corners = coverage.Ring(ring);
                var from = corners[^1];
                foreach (var to in corners)
                {
                    if (from != to)
                    {
                        uses.Add((new Edge(from, to), polygon));
                    }
                    from = to;
                }
                FindRevisited(corners, polygon);
            }
            FindRetraced(uses, first, polygon);
        }
        return uses;
    }

    /// <summary>A point that a ring passes twice: two rings drawn as one.</summary>
    private void FindRevisited(ReadOnlySpan<RdPoint> corners, int polygon)
    {
        var seen = new HashSet<RdPoint>(corners.Length);
        foreach (var corner in corners)
        {
            if (!seen.Add(corner))
            {
                faults.Add(CoverageFaultKind.InvalidRing, corner, [buurtOfPolygon[polygon]], 0);
            }
        }
    }

    /// <summary>An edge that a polygon uses twice: its boundary runs back over itself.</summary>
    private void FindRetraced(List<(Edge Edge, int Polygon)> uses, int first, int polygon)
    {
        var seen = new HashSet<Edge>(uses.Count - first);
        for (var i = first; i < uses.Count; i++)
        {
            if (!seen.Add(uses[i].Edge))
            {
                faults.Add(CoverageFaultKind.InvalidRing, uses[i].Edge.Low, [buurtOfPolygon[polygon]], 0);
            }
        }
    }

    private void FindSharedThrice(PolygonEdges edges)
    {
        for (var edge = 0; edge < edges.Count; edge++)
        {
            var polygons = edges.PolygonsOf(edge);
            if (polygons.Length > 2)
            {
                faults.Add(CoverageFaultKind.EdgeUsedThrice, edges[edge].Low, Buurten(polygons), 0);
            }
        }
    }

    private void TellMeetings(List<Noding.Meeting> meetings)
    {
        foreach (var (at, a, b, crossing) in meetings)
        {
            if (a == b)
            {
                faults.Add(CoverageFaultKind.InvalidRing, at, [buurtOfPolygon[a]], 0);
            }
            else if (!crossing)
            {
                faults.Add(CoverageFaultKind.UnmatchedCorner, at, Buurten([a, b]), 0);
            }
            // A crossing of two polygons shows as the overlap that it makes.
        }
    }

    /// <summary>Twice the signed area, the length and a corner of every cycle.</summary>
    private static (double[] Twice, double[] Perimeter, RdPoint[] Corner) Measure(FaceGraph graph)
    {
        var twice = new double[graph.CycleCount];
        var perimeter = new double[graph.CycleCount];
        var corner = new RdPoint[graph.CycleCount];
        var seen = new bool[graph.CycleCount];
        for (var half = 0; half < graph.HalfEdgeCount; half++)
        {
            var cycle = graph.CycleOf[half];
            var (start, end) = (graph.StartOf(half), graph.EndOf(half));
            if (!seen[cycle])
            {
                (seen[cycle], corner[cycle]) = (true, start);
            }
            // About a corner of the cycle itself, so that thin slivers keep their digits.
            var about = corner[cycle];
            double ax = (long)start.X - about.X;
            double ay = (long)start.Y - about.Y;
            double bx = (long)end.X - about.X;
            double by = (long)end.Y - about.Y;
            twice[cycle] += (ax * by) - (ay * bx);
            perimeter[cycle] += Math.Sqrt(((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)));
        }
        return (twice, perimeter, corner);
    }

    private int OwnerOf(int[] cover, double twice, RdPoint corner)
    {
        if (cover.Length == 0)
        {
            return Nobody;
        }
        var smallest = cover.MinBy(p => areaOfPolygon[p]);
        var buurten = Buurten(cover);
        if (buurten.Count > 1 && twice > 0)
        {
            var owner = buurtOfPolygon[smallest];
            faults.Add(CoverageFaultKind.Overlap, corner, [owner, .. buurten.Where(b => b != owner)], twice / 2e6);
        }
        return buurtOfPolygon[smallest];
    }

    private void CloseGaps(FaceGraph graph, int[] owner, double[] twice, double[] perimeter, RdPoint[] corner)
    {
        var borders = new Dictionary<int, SortedDictionary<int, double>>();
        for (var half = 0; half < graph.HalfEdgeCount; half++)
        {
            var cycle = graph.CycleOf[half];
            var neighbour = owner[graph.CycleOf[FaceGraph.Twin(half)]];
            if (
                owner[cycle] != Nobody
                || neighbour == Nobody
                || twice[cycle] <= 0
                || twice[cycle] / perimeter[cycle] >= WidestGap
            )
            {
                continue;
            }
            if (!borders.TryGetValue(cycle, out var lengths))
            {
                borders[cycle] = lengths = [];
            }
            var (start, end) = (graph.StartOf(half), graph.EndOf(half));
            var (dx, dy) = ((double)((long)end.X - start.X), (double)((long)end.Y - start.Y));
            lengths[neighbour] = lengths.GetValueOrDefault(neighbour) + Math.Sqrt((dx * dx) + (dy * dy));
        }
        foreach (var (cycle, lengths) in borders)
        {
            owner[cycle] = lengths.MaxBy(l => l.Value).Key;
            faults.Add(
                CoverageFaultKind.Gap,
                corner[cycle],
                [owner[cycle], .. lengths.Keys.Where(b => b != owner[cycle])],
                twice[cycle] / 2e6
            );
        }
    }

    private List<int> Buurten(ReadOnlySpan<int> polygons)
    {
        var buurten = new SortedSet<int>();
        foreach (var polygon in polygons)
        {
            buurten.Add(buurtOfPolygon[polygon]);
        }
        return [.. buurten];
    }
}
