namespace Populatie.Analytics.Geometry;

/// <summary>A grid of square cells whose side is a power of two millimetres, so that a shift finds the cell.</summary>
/// <param name="Origin">Lower left corner; belongs to the first cell.</param>
/// <param name="Shift">Side of a cell: 2^Shift millimetres.</param>
internal readonly record struct CellGrid(RdPoint Origin, int Shift, int Columns, int Rows)
{
    public int Side => 1 << Shift;

    public int ColumnOf(int x) => (x - Origin.X) >> Shift;

    public int RowOf(int y) => (y - Origin.Y) >> Shift;

    public int LeftOf(int column) => Origin.X + (column << Shift);

    public int BottomOf(int row) => Origin.Y + (row << Shift);

    /// <summary>
    /// Visits the cells that an edge touches, row by row. May visit a few that it only comes near to (within two
    /// millimetres, for rounding); never leaves one out.
    /// </summary>
    /// <param name="margin">Visit also what the edge would touch when moved by this much. Unit: millimetre.</param>
    public void Walk(Edge edge, Action<int, int> visit, int margin = 0)
    {
        var lastRow = Math.Min(RowOf(edge.High.Y + margin), Rows - 1);
        for (var row = Math.Max(RowOf(edge.Low.Y - margin), 0); row <= lastRow; row++)
        {
            var (from, to) = Within(edge, (long)BottomOf(row) - margin, (long)BottomOf(row) + Side + margin);
            var lastColumn = Math.Min(ColumnOf(to + margin), Columns - 1);
            for (var column = Math.Max(ColumnOf(from - margin), 0); column <= lastColumn; column++)
            {
                visit(row, column);
            }
        }
    }

    /// <summary>How much of an edge lies within the first cell, along x plus along y. Unit: millimetre; good to a few.</summary>
    public double LengthInFirst(Edge edge)
    {
        var (from, to) = Within(edge, Origin.Y, (long)Origin.Y + Side);
        var run = Math.Max(0, Math.Min(to, Origin.X + Side) - Math.Max(from, Origin.X));
        var rise = Math.Min(edge.High.Y, Origin.Y + Side) - Math.Max(edge.Low.Y, Origin.Y);
        return run + (edge.Run == 0 ? rise : Math.Min(rise, (double)run * edge.Rise / Math.Abs(edge.Run)));
    }

    /// <summary>The stretch of x that an edge covers between two heights, widened by up to two millimetres.</summary>
    private static (int From, int To) Within(Edge edge, long bottom, long top)
    {
        if (edge.Rise == 0)
        {
            return (edge.Left, edge.Right);
        }
        var slope = (double)edge.Run / edge.Rise;
        var atBottom = edge.Low.X + (slope * (Math.Clamp(bottom, edge.Low.Y, edge.High.Y) - edge.Low.Y));
        var atTop = edge.Low.X + (slope * (Math.Clamp(top, edge.Low.Y, edge.High.Y) - edge.Low.Y));
        var from = (int)Math.Floor(Math.Min(atBottom, atTop)) - 1;
        var to = (int)Math.Ceiling(Math.Max(atBottom, atTop)) + 1;
        return (Math.Max(from, edge.Left), Math.Min(to, edge.Right));
    }
}
