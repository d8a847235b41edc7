namespace Populatie.Analytics.Geometry.Repair;

/// <summary>
/// The faces into which noded edges divide the plane. Every edge is two half-edges; half-edge 2e runs from the low to the
/// high end of edge e, 2e + 1 back. A half-edge belongs to the face on its left. Walking on along the same face gives a
/// cycle; a face may have several (its outer border and its holes).
/// </summary>
internal sealed class FaceGraph
{
    private readonly PolygonEdges edges;

    /// <summary>Shape [HalfEdge]: the half-edges ordered by the point where they start, then by angle.</summary>
    private readonly int[] around;

    /// <summary>Shape [HalfEdge]: where a half-edge stands in <see cref="around"/>.</summary>
    private readonly int[] placeOf;

    /// <summary>Shape [HalfEdge], by place: first and last place of the same starting point.</summary>
    private readonly int[] firstPlace;
    private readonly int[] lastPlace;

    public FaceGraph(PolygonEdges edges)
    {
        this.edges = edges;
        around = [.. Enumerable.Range(0, edges.Count * 2)];
        Array.Sort(around, CompareAround);
        placeOf = new int[around.Length];
        firstPlace = new int[around.Length];
        lastPlace = new int[around.Length];
        for (var from = 0; from < around.Length; )
        {
            var to = from;
            while (to < around.Length && StartOf(around[to]) == StartOf(around[from]))
            {
                to++;
            }
            for (var place = from; place < to; place++)
            {
                placeOf[around[place]] = place;
                (firstPlace[place], lastPlace[place]) = (from, to - 1);
            }
            from = to;
        }
        CycleOf = TraceCycles();
    }

    public int HalfEdgeCount => around.Length;

    /// <summary>Shape [HalfEdge]: the cycle to which each belongs.</summary>
    public int[] CycleOf { get; }

    public int CycleCount { get; private set; }

    public static int Twin(int half) => half ^ 1;

    public RdPoint StartOf(int half) => (half & 1) == 0 ? edges[half >> 1].Low : edges[half >> 1].High;

    public RdPoint EndOf(int half) => StartOf(Twin(half));

    /// <summary>The next half-edge along the same face: the first one clockwise from the way back.</summary>
    public int Next(int half) => Clockwise(Twin(half));

    /// <summary>The next half-edge, clockwise, that starts at the same point.</summary>
    public int Clockwise(int half)
    {
        var place = placeOf[half];
        return around[place == firstPlace[place] ? lastPlace[place] : place - 1];
    }

    /// <summary>The half-edges that start at the same point.</summary>
    public ReadOnlySpan<int> SameStart(int half)
    {
        var place = placeOf[half];
        return around.AsSpan(firstPlace[place]..(lastPlace[place] + 1));
    }

    private int[] TraceCycles()
    {
        var cycleOf = new int[around.Length];
        Array.Fill(cycleOf, -1);
        for (var start = 0; start < cycleOf.Length; start++)
        {
            if (cycleOf[start] >= 0)
            {
                continue;
            }
            for (var half = start; cycleOf[half] < 0; half = Next(half))
            {
                cycleOf[half] = CycleCount;
            }
            CycleCount++;
        }
        return cycleOf;
    }

    /// <summary>By starting point, then counter-clockwise from just above due west.</summary>
    private int CompareAround(int a, int b)
    {
        var (startA, startB) = (StartOf(a), StartOf(b));
        var order = startA.X.CompareTo(startB.X);
        order = order != 0 ? order : startA.Y.CompareTo(startB.Y);
        if (order != 0 || a == b)
        {
            return order;
        }
        var (endA, endB) = (EndOf(a), EndOf(b));
        var (ax, ay) = ((long)endA.X - startA.X, (long)endA.Y - startA.Y);
        var (bx, by) = ((long)endB.X - startB.X, (long)endB.Y - startB.Y);
        var (halfA, halfB) = (Half(ax, ay), Half(bx, by));
        return halfA != halfB ? halfA.CompareTo(halfB) : Math.Sign((bx * ay) - (by * ax));
    }

    /// <summary>0 for directions below the horizon, 1 for due east and above, up to due west.</summary>
    private static int Half(long x, long y) =>
        y < 0 ? 0
        : y > 0 || x > 0 ? 1
        : 2;
}
