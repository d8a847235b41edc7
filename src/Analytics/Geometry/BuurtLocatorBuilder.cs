namespace Populatie.Analytics.Geometry;

/// <summary>Makes the tables of a <see cref="BuurtLocator"/>, tile row by tile row.</summary>
internal sealed class BuurtLocatorBuilder
{
    private const int SmallestCellShift = 14;
    private const int LargestCellShift = 20;

    /// <summary>Cells are made as small as they can be while the edges touch at most about this many of them.</summary>
    private const double MostBoundaryCells = 1.5e6;

    private const int Cells = BuurtLocator.CellsPerTile;
    private readonly CoverageEdge[] edges;
    private readonly CellGrid cells;
    private readonly CellGrid tiles;
    private readonly List<int> cellCodes = [];
    private readonly List<CellEdge> cellEdges = [];

    private BuurtLocatorBuilder(CoverageEdge[] edges)
    {
        this.edges = edges;
        tiles = GridOver(edges);
        cells = new(
            tiles.Origin,
            tiles.Shift - BuurtLocator.CellsPerTileShift,
            tiles.Columns * Cells,
            tiles.Rows * Cells
        );
    }

    public static BuurtLocator Build(Coverage coverage)
    {
        var found = CoverageEdges.Of(coverage);
        return found.Length == 0
            ? new BuurtLocator(new(default, SmallestCellShift, 1, 1), [0], [], [])
            : new BuurtLocatorBuilder(found).Build();
    }

    private BuurtLocator Build()
    {
        var listed = ListEdges();
        var crossings = ListCrossings();
        var tileCodes = new int[tiles.Columns * tiles.Rows];
        var owners = new int[Cells, cells.Columns];
        var (nextEdge, nextCrossing) = (0, 0);
        for (var tileRow = 0; tileRow < tiles.Rows; tileRow++)
        {
            for (var row = 0; row < Cells; row++)
            {
                nextCrossing = FillOwners(owners, row, (tileRow * Cells) + row, crossings, nextCrossing);
            }
            var end = nextEdge;
            while (end < listed.Length && CellOf(listed[end]) < (long)(tileRow + 1) * Cells * cells.Columns)
            {
                end++;
            }
            FillTiles(tileCodes, tileRow, owners, listed.AsSpan(nextEdge..end));
            nextEdge = end;
        }
        return new BuurtLocator(tiles, tileCodes, [.. cellCodes], [.. cellEdges]);
    }

    /// <summary>One empty tile on each side, so that whatever lies outside clamps to an empty tile.</summary>
    private static CellGrid GridOver(CoverageEdge[] edges)
    {
        var (left, right) = (edges.Min(e => e.Edge.Left), edges.Max(e => e.Edge.Right));
        var (bottom, top) = (edges.Min(e => e.Edge.Low.Y), edges.Max(e => e.Edge.High.Y));
        var length = edges.Sum(e => (double)Math.Abs(e.Edge.Run) + e.Edge.Rise);
        var shift = SmallestCellShift;
        while (shift < LargestCellShift && (length / (1 << shift)) + edges.Length > MostBoundaryCells)
        {
            shift++;
        }
        shift += BuurtLocator.CellsPerTileShift;
        var side = 1 << shift;
        return new(
            new RdPoint(left - side, bottom - side),
            shift,
            (((right - left) + side) >> shift) + 2,
            (((top - bottom) + side) >> shift) + 2
        );
    }

    /// <summary>Which edges touch which cells: cell in the upper half, edge in the lower; ordered.</summary>
    private ulong[] ListEdges()
    {
        var list = new List<ulong>(edges.Length * 4);
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = (uint)i;
            cells.Walk(
                edges[i].Edge,
                (row, column) => list.Add(((ulong)((row * cells.Columns) + column) << 32) | edge)
            );
        }
        var listed = list.ToArray();
        Array.Sort(listed);
        return listed;
    }

    /// <summary>
    /// Where owners change along the bottom lines of the rows of cells: for every edge that reaches such a line, the first
    /// cell whose lower left corner is not left of the edge. Ordered by cell.
    /// </summary>
    private (long Cell, int Toggle)[] ListCrossings()
    {
        var list = new List<(long Cell, int Toggle)>();
        foreach (var (edge, toggle) in edges)
        {
            var last = cells.RowOf(edge.High.Y - 1);
            for (var row = cells.RowOf(edge.Low.Y - 1) + 1; row <= last; row++)
            {
                var column = cells.ColumnOf(edge.CrossingAt(cells.BottomOf(row)) - 1) + 1;
                list.Add((((long)row * cells.Columns) + column, toggle));
            }
        }
        var crossings = list.ToArray();
        Array.Sort(crossings, (a, b) => a.Cell.CompareTo(b.Cell));
        return crossings;
    }

    /// <summary>The owner of the lower left corner of every cell of a row, by a scan from outside on the left.</summary>
    private int FillOwners(int[,] owners, int into, int row, (long Cell, int Toggle)[] crossings, int next)
    {
        var owner = 0;
        for (var column = 0; column < cells.Columns; column++)
        {
            var cell = ((long)row * cells.Columns) + column;
            for (; next < crossings.Length && crossings[next].Cell == cell; next++)
            {
                owner ^= crossings[next].Toggle;
            }
            owners[into, column] = owner;
        }
        return next;
    }

    private void FillTiles(int[] tileCodes, int tileRow, int[,] owners, ReadOnlySpan<ulong> listed)
    {
        var split = new bool[tiles.Columns];
        foreach (var entry in listed)
        {
            split[(int)(CellOf(entry) % cells.Columns) / Cells] = true;
        }
        var blockOf = new int[tiles.Columns];
        for (var column = 0; column < tiles.Columns; column++)
        {
            if (!split[column])
            {
                tileCodes[(tileRow * tiles.Columns) + column] = owners[0, column * Cells];
                continue;
            }
            blockOf[column] = cellCodes.Count;
            tileCodes[(tileRow * tiles.Columns) + column] = ~(cellCodes.Count / (Cells * Cells));
            for (var cell = 0; cell < Cells * Cells; cell++)
            {
                cellCodes.Add(owners[cell / Cells, (column * Cells) + (cell % Cells)]);
            }
        }
        while (listed.Length > 0)
        {
            var cell = CellOf(listed[0]);
            var count = 1;
            while (count < listed.Length && CellOf(listed[count]) == cell)
            {
                count++;
            }
            var (row, column) = ((int)(cell / cells.Columns), (int)(cell % cells.Columns));
            var at = blockOf[column / Cells] + (row % Cells * Cells) + (column % Cells);
            cellCodes[at] = AddCell(row, column, cellCodes[at], listed[..count]);
            listed = listed[count..];
        }
    }

    /// <summary>Lays down the edges of a boundary cell, with the constant that makes its lower left corner come out right.</summary>
    /// <returns>The code of the cell.</returns>
    private int AddCell(int row, int column, int cornerOwner, ReadOnlySpan<ulong> listed)
    {
        var (left, bottom) = (cells.LeftOf(column), cells.BottomOf(row));
        var first = cellEdges.Count;
        var constant = cornerOwner;
        for (var i = 0; i < listed.Length; i++)
        {
            var (edge, toggle) = edges[(int)(listed[i] & uint.MaxValue)];
            var laid = new CellEdge
            {
                LowX = edge.Low.X,
                LowY = edge.Low.Y,
                Run = edge.Run,
                Rise = edge.Rise,
                Toggle = toggle,
                Beyond = edge.RightEnd.X >= left + cells.Side ? edge.RightEnd.Y : CellEdge.Never,
                Following = listed.Length - 1 - i,
            };
            constant ^= laid.ToggleAt(left, bottom);
            cellEdges.Add(laid);
        }
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(cellEdges)[first].Base = constant;
        return ~first;
    }

    private static long CellOf(ulong entry) => (long)(entry >> 32);
}
