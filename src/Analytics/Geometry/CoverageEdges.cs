using System.Runtime.InteropServices;

namespace Populatie.Analytics.Geometry;

/// <summary>An edge of a coverage with the owners on both sides folded together: left XOR right, outside being 0.</summary>
/// <param name="Toggle">What crossing the edge does to the owner, which is a buurt ordinal plus one.</param>
internal readonly record struct CoverageEdge(Edge Edge, int Toggle);

/// <summary>
/// The edges of a coverage, each once. In a valid coverage at most one buurt holds any point, so the XOR of the owners of
/// all polygons that the ray rule says "inside" to <em>is</em> the owner; and XOR over polygons is XOR over edges. Edges
/// whose two sides have the same owner vanish.
/// </summary>
internal static class CoverageEdges
{
    /// <returns>Ordered by low end, then high end: the same coverage gives the same list.</returns>
    public static CoverageEdge[] Of(Coverage coverage)
    {
        var toggles = new Dictionary<Edge, int>(coverage.PointCount);
        for (var buurt = 0; buurt < coverage.BuurtCount; buurt++)
        {
            var rings = coverage.RingsOfBuurt(buurt);
            for (var ring = rings.Start.Value; ring < rings.End.Value; ring++)
            {
                var corners = coverage.Ring(ring);
                var from = corners[^1];
                foreach (var to in corners)
                {
                    CollectionsMarshal.GetValueRefOrAddDefault(toggles, new Edge(from, to), out _) ^= buurt + 1;
                    from = to;
                }
            }
        }
        var edges = new List<CoverageEdge>(toggles.Count);
        foreach (var (edge, toggle) in toggles)
        {
            if (toggle != 0 && edge.Low != edge.High)
            {
                edges.Add(new(edge, toggle));
            }
        }
        var ordered = edges.ToArray();
        Array.Sort(ordered, (a, b) => Key(a.Edge).CompareTo(Key(b.Edge)));
        return ordered;
    }

    private static (int, int, int, int) Key(Edge edge) => (edge.Low.Y, edge.Low.X, edge.High.Y, edge.High.X);
}
