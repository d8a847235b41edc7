namespace Populatie.Analytics.Geometry.Repair;

/// <summary>Draws the polygons of buurten around the faces that they own.</summary>
internal static class FaceTracing
{
    /// <param name="owner">Shape [Cycle]: the buurt that owns the face, −1 for none.</param>
    public static Coverage Run(FaceGraph graph, int[] owner, int buurten)
    {
        var rings = new List<RdPoint[]>[buurten];
        for (var i = 0; i < buurten; i++)
        {
            rings[i] = [];
        }
        var used = new bool[graph.HalfEdgeCount];
        for (var half = 0; half < used.Length; half++)
        {
            if (!used[half] && IsBorder(half, out var buurt))
            {
                Split(Trace(half, buurt), rings[buurt]);
            }
        }
        var builder = new CoverageBuilder();
        foreach (var ofBuurt in rings)
        {
            PolygonAssembly.Add(builder, ofBuurt);
        }
        return builder.Build();

        bool IsBorder(int half, out int buurt)
        {
            buurt = owner[graph.CycleOf[half]];
            return buurt >= 0 && owner[graph.CycleOf[FaceGraph.Twin(half)]] != buurt;
        }

        List<RdPoint> Trace(int start, int buurt)
        {
            var points = new List<RdPoint>();
            var half = start;
            do
            {
                used[half] = true;
                points.Add(graph.StartOf(half));
                // Past edges inside the buurt, to the next one on its border: so the ring stays in the same wedge.
                half = graph.Next(half);
                while (!(IsBorder(half, out var of) && of == buurt))
                {
                    half = graph.Clockwise(half);
                }
            } while (half != start);
            return points;
        }
    }

    /// <summary>Cuts a ring that passes a point twice into loops that do not.</summary>
    private static void Split(List<RdPoint> ring, List<RdPoint[]> loops)
    {
        var path = new List<RdPoint>();
        var placeOf = new Dictionary<RdPoint, int>();
        foreach (var point in ring)
        {
            if (placeOf.TryGetValue(point, out var place))
            {
                loops.Add([.. path[place..]]);
                path[(place + 1)..].ForEach(p => placeOf.Remove(p));
                path.RemoveRange(place + 1, path.Count - place - 1);
            }
            else
            {
                placeOf[point] = path.Count;
                path.Add(point);
            }
        }
        loops.Add([.. path]);
    }
}
