namespace Populatie.Analytics.Geometry.Repair;

/// <summary>Sorts edges into the cells of a grid, so that only near ones need be compared.</summary>
internal static class EdgeCells
{
    private const int SmallestShift = 10;
    private const int LargestShift = 24;

    /// <returns>Cell in the upper half, edge in the lower; ordered.</returns>
    public static ulong[] List(ReadOnlySpan<Edge> edges)
    {
        var (left, right, bottom, top, length) = (int.MaxValue, int.MinValue, int.MaxValue, int.MinValue, 0.0);
        foreach (var edge in edges)
        {
            (left, right) = (Math.Min(left, edge.Left), Math.Max(right, edge.Right));
            (bottom, top) = (Math.Min(bottom, edge.Low.Y), Math.Max(top, edge.High.Y));
            length += (double)Math.Abs(edge.Run) + edge.Rise;
        }
        if (edges.Length == 0)
        {
            return [];
        }
        var shift = SmallestShift;
        while (
            shift < LargestShift
            && (
                1 << shift < length / edges.Length
                || ((((long)right - left) >> shift) + 1) * ((((long)top - bottom) >> shift) + 1) > int.MaxValue
            )
        )
        {
            shift++;
        }
        // Widened by one millimetre, because points that near an edge count as on it.
        var grid = new CellGrid(
            new RdPoint(left - 1, bottom - 1),
            shift,
            ((right - left + 2) >> shift) + 1,
            ((top - bottom + 2) >> shift) + 1
        );
        var list = new List<ulong>(edges.Length * 3);
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = (uint)i;
            grid.Walk(
                edges[i],
                (row, column) => list.Add(((ulong)((row * grid.Columns) + column) << 32) | edge),
                margin: 1
            );
        }
        var listed = list.ToArray();
        Array.Sort(listed);
        return listed;
    }
}
