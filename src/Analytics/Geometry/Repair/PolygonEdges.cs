namespace Populatie.Analytics.Geometry.Repair;

/// <summary>
/// A list of different edges, each with the polygons whose boundary it is. Crossing an edge steps into or out of each of
/// them, so a polygon that runs along an edge twice does not appear: there and back is nowhere.
/// </summary>
internal sealed class PolygonEdges
{
    private readonly Edge[] edges;
    private readonly int[] polygons;
    private readonly int[] starts;

    private PolygonEdges(Edge[] edges, int[] polygons, int[] starts)
    {
        (this.edges, this.polygons, this.starts) = (edges, polygons, starts);
    }

    public int Count => edges.Length;

    public ReadOnlySpan<Edge> Edges => edges;

    public Edge this[int edge] => edges[edge];

    /// <summary>The polygons on either side of which the edge lies, in rising order.</summary>
    public ReadOnlySpan<int> PolygonsOf(int edge) => polygons.AsSpan(starts[edge]..starts[edge + 1]);

    /// <summary>Gathers uses of edges; the order in which they come does not matter.</summary>
    public static PolygonEdges Of(List<(Edge Edge, int Polygon)> uses)
    {
        uses.Sort(
            static (a, b) =>
            {
                var order = Compare(a.Edge, b.Edge);
                return order != 0 ? order : a.Polygon.CompareTo(b.Polygon);
            }
        );
        var (edges, polygons, starts) = (new List<Edge>(), new List<int>(), new List<int> { 0 });
        for (var from = 0; from < uses.Count; )
        {
            var to = from;
            while (to < uses.Count && uses[to].Edge == uses[from].Edge)
            {
                var same = to + 1;
                while (same < uses.Count && uses[same] == uses[to])
                {
                    same++;
                }
                if ((same - to) % 2 == 1)
                {
                    polygons.Add(uses[to].Polygon);
                }
                to = same;
            }
            if (polygons.Count > starts[^1])
            {
                edges.Add(uses[from].Edge);
                starts.Add(polygons.Count);
            }
            from = to;
        }
        return new([.. edges], [.. polygons], [.. starts]);
    }

    private static int Compare(Edge a, Edge b)
    {
        var order = a.Low.Y.CompareTo(b.Low.Y);
        order = order != 0 ? order : a.Low.X.CompareTo(b.Low.X);
        order = order != 0 ? order : a.High.Y.CompareTo(b.High.Y);
        return order != 0 ? order : a.High.X.CompareTo(b.High.X);
    }
}
