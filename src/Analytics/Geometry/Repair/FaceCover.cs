namespace Populatie.Analytics.Geometry.Repair;

/// <summary>Which polygons cover each face of a graph.</summary>
internal sealed class FaceCover
{
    /// <summary>Height of the strips in which edges are looked up, as a power of two millimetres (about a kilometre).</summary>
    private const int StripShift = 20;

    private readonly PolygonEdges edges;
    private readonly FaceGraph graph;
    private readonly Dictionary<int, List<int>> strips = [];

    private FaceCover(PolygonEdges edges, FaceGraph graph)
    {
        (this.edges, this.graph) = (edges, graph);
        for (var edge = 0; edge < edges.Count; edge++)
        {
            for (var strip = edges[edge].Low.Y >> StripShift; strip <= edges[edge].High.Y >> StripShift; strip++)
            {
                if (!strips.TryGetValue(strip, out var list))
                {
                    strips[strip] = list = [];
                }
                list.Add(edge);
            }
        }
    }

    /// <returns>Shape [Cycle]: the polygons that cover the face of each cycle, in rising order; none outside.</returns>
    public static int[][] Of(PolygonEdges edges, FaceGraph graph) => new FaceCover(edges, graph).Compute();

    private int[][] Compute()
    {
        var halfOf = new List<int>[graph.CycleCount];
        for (var half = 0; half < graph.HalfEdgeCount; half++)
        {
            (halfOf[graph.CycleOf[half]] ??= []).Add(half);
        }
        var cover = new int[graph.CycleCount][];
        var queue = new Queue<int>();
        foreach (var half in LeftmostFirst())
        {
            if (cover[graph.CycleOf[half]] is not null)
            {
                continue;
            }
            // Everything that hangs together with this point lies to its right: its last half-edge, counter-clockwise,
            // has the outside of that part on its left.
            var outer = graph.SameStart(half)[^1];
            cover[graph.CycleOf[outer]] = CoverAt(graph.StartOf(half));
            queue.Enqueue(graph.CycleOf[outer]);
            while (queue.TryDequeue(out var cycle))
            {
                foreach (var along in halfOf[cycle])
                {
                    var across = graph.CycleOf[FaceGraph.Twin(along)];
                    if (cover[across] is null)
                    {
                        cover[across] = Toggle(cover[cycle], edges.PolygonsOf(along >> 1));
                        queue.Enqueue(across);
                    }
                }
            }
        }
        return cover;
    }

    private IEnumerable<int> LeftmostFirst() =>
        Enumerable.Range(0, graph.HalfEdgeCount).OrderBy(h => graph.StartOf(h).X).ThenBy(h => graph.StartOf(h).Y);

    /// <summary>The polygons around a point, by the edges that lie to its left.</summary>
    private int[] CoverAt(RdPoint point)
    {
        var cover = Array.Empty<int>();
        foreach (var edge in strips.GetValueOrDefault(point.Y >> StripShift) ?? [])
        {
            var candidate = edges[edge];
            if (candidate.Low.Y <= point.Y && point.Y < candidate.High.Y && candidate.SideOf(point) < 0)
            {
                cover = Toggle(cover, edges.PolygonsOf(edge));
            }
        }
        return cover;
    }

    /// <summary>The polygons that are in one of the two but not in both.</summary>
    private static int[] Toggle(ReadOnlySpan<int> cover, ReadOnlySpan<int> crossed)
    {
        var result = new List<int>(cover.Length + crossed.Length);
        var (i, j) = (0, 0);
        while (i < cover.Length || j < crossed.Length)
        {
            if (j == crossed.Length || (i < cover.Length && cover[i] < crossed[j]))
            {
                result.Add(cover[i++]);
            }
            else if (i == cover.Length || crossed[j] < cover[i])
            {
                result.Add(crossed[j++]);
            }
            else
            {
                (i, j) = (i + 1, j + 1);
            }
        }
        return [.. result];
    }
}
