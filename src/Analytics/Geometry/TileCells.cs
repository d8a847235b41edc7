namespace Populatie.Analytics.Geometry;

/// <summary>The cells and tests of one tile after the other, appended to what all tiles share.</summary>
internal sealed class TileCells
{
    /// <summary>So many tests before those of a page of cells stay within its reach, so that neighbours can share them.</summary>
    private const int SharedTests = 1 << 14;

    private const int NoTest = -1;

    /// <summary>Borders run through at most about this share of a tile's cells: less means more memory, and more of it cold.</summary>
    private const double BoundaryShare = 0.1;

    /// <summary>Cells are not made smaller than 2^13 millimetres.</summary>
    private const int SmallestCellShift = 13;

    private const int MostSplit = 6;

    /// <summary>From so many cells on, only a few per tile: their places must fit in a tile's word.</summary>
    private const int ManyCells = LocatorTables.MostCells / 2;

    private const int SplitWhenMany = 3;

    private readonly CoverageEdge[] edges;
    private readonly int tileShift;

    // Of each edge: the latest test of its line.
    private readonly int[] lineOf;

    // Of one tile: the edges that cut it.
    private readonly List<int> cutting = [];
    private readonly List<CellTest> segments = [];

    // Of the cells of one tile: the edges that cut them, as linked lists, and the owners of their lower left corners.
    private readonly List<(int Edge, int Next)> links = [];
    private int[] firstLink = [];
    private int[] owners = [];

    public TileCells(CoverageEdge[] edges, int buurtCount, int tileShift)
    {
        (this.edges, this.tileShift) = (edges, tileShift);
        lineOf = new int[edges.Length];
        lineOf.AsSpan().Fill(NoTest);
        for (var owner = 0; owner <= buurtCount; owner++)
        {
            _ = TryAdd(owner);
        }
    }

    public List<ushort> Cells { get; } = [];

    public List<int> FirstTests { get; } = [];

    public List<CellTest> Tests { get; } = [];

    /// <param name="left">Left side of the tile.</param>
    /// <param name="bottom">Bottom of the tile.</param>
    /// <param name="near">Edges that may cut the tile; those that do are among them.</param>
    /// <param name="cornerOwner">Owner of the lower left corner.</param>
    public uint Add(int left, int bottom, ReadOnlySpan<int> near, int cornerOwner)
    {
        cutting.Clear();
        foreach (var edge in near)
        {
            if (edges[edge].Edge.Cuts(left, bottom, 1 << tileShift))
            {
                cutting.Add(edge);
            }
        }
        if (cutting.Count == 0)
        {
            // The first cells are one for every owner.
            return LocatorTables.TileOf(cornerOwner, 0);
        }
        var split = Split(left, bottom);
        var (firstCell, firstTest) = (Cells.Count, Tests.Count);
        while (!TryFill(new(new(left, bottom), tileShift - split, 1 << split, 1 << split), cornerOwner))
        {
            // A page has run out of codes. Begin again with a new page; did that not help, with fewer cells.
            TakeBack(firstCell, firstTest);
            split -= IsPageFull ? 1 : 0;
            while (!IsPageFull)
            {
                Cells.Add(0);
            }
            firstCell = Cells.Count;
        }
        return LocatorTables.TileOf(firstCell, split);
    }

    private bool IsPageFull => Cells.Count % LocatorTables.CellsPerPage == 0;

    private void TakeBack(int firstCell, int firstTest)
    {
        Cells.RemoveRange(firstCell, Cells.Count - firstCell);
        Tests.RemoveRange(firstTest, Tests.Count - firstTest);
        var pages = (Cells.Count + LocatorTables.CellsPerPage - 1) / LocatorTables.CellsPerPage;
        FirstTests.RemoveRange(pages, FirstTests.Count - pages);
        foreach (var edge in cutting)
        {
            lineOf[edge] = lineOf[edge] < firstTest ? lineOf[edge] : NoTest;
        }
    }

    /// <summary>
    /// How often to halve the tile: until borders run through at most a given share of its cells, as far as that can be told
    /// from their length. So the chance that a point needs a test is about the same in a city as in the country.
    /// </summary>
    private int Split(int left, int bottom)
    {
        var tile = new CellGrid(new(left, bottom), tileShift, 1, 1);
        var length = 0.0;
        foreach (var edge in cutting)
        {
            length += tile.LengthInFirst(edges[edge].Edge);
        }
        var wanted = length / tile.Side / BoundaryShare;
        var most = Math.Min(tileShift - SmallestCellShift, Cells.Count < ManyCells ? MostSplit : SplitWhenMany);
        var split = 0;
        while (split < most && (1 << split) < wanted)
        {
            split++;
        }
        return split;
    }

    /// <returns>False when a page has no codes left.</returns>
    private bool TryFill(CellGrid cells, int cornerOwner)
    {
        LinkEdges(cells);
        FillOwners(cells, cornerOwner);
        for (var cell = 0; cell < cells.Columns * cells.Rows; cell++)
        {
            var test = firstLink[cell] < 0 ? NoTest : TestOf(cells, cell, owners[cell]);
            if (!TryAdd(owners[cell], test))
            {
                return false;
            }
        }
        return true;
    }

    /// <param name="owner">Of the whole cell, when it has no test.</param>
    private bool TryAdd(int owner, int test = NoTest)
    {
        OpenPage();
        if (test == NoTest && owner < LocatorTables.FirstTestCode)
        {
            Cells.Add((ushort)owner);
            return true;
        }
        if (test == NoTest)
        {
            // More owners than codes: a test that always gives the same one.
            test = Tests.Count;
            Tests.Add(CellTest.Whole(owner));
        }
        var fromFirst = test - FirstTests[^1];
        Cells.Add((ushort)(LocatorTables.FirstTestCode | (fromFirst & (LocatorTables.FirstTestCode - 1))));
        return fromFirst < LocatorTables.FirstTestCode;
    }

    private void OpenPage()
    {
        if (IsPageFull && FirstTests.Count <= Cells.Count / LocatorTables.CellsPerPage)
        {
            FirstTests.Add(Math.Max(0, Tests.Count - SharedTests));
        }
    }

    private void LinkEdges(CellGrid cells)
    {
        Array.Resize(ref firstLink, Math.Max(firstLink.Length, cells.Columns * cells.Rows));
        firstLink.AsSpan(0, cells.Columns * cells.Rows).Fill(-1);
        links.Clear();
        foreach (var ordinal in cutting)
        {
            var edge = edges[ordinal].Edge;
            cells.Walk(
                edge,
                (row, column) =>
                {
                    if (edge.Cuts(cells.LeftOf(column), cells.BottomOf(row), cells.Side))
                    {
                        ref var first = ref firstLink[(row * cells.Columns) + column];
                        links.Add((ordinal, first));
                        first = links.Count - 1;
                    }
                }
            );
        }
    }

    /// <summary>
    /// Owners of the lower left corners of all cells. In a row it is a scan to the right; from row to row, and from the corner
    /// of the tile to its first row, the tests of a single cell as large as the tile carry over.
    /// </summary>
    private void FillOwners(CellGrid cells, int cornerOwner)
    {
        var (count, next) = (cells.Columns, cells.LeftOf(cells.Columns));
        Array.Resize(ref owners, Math.Max(owners.Length, count * cells.Rows));
        var constant = cornerOwner;
        segments.Clear();
        foreach (var edge in cutting)
        {
            var segment = CellTest.Segment(edges[edge], next);
            constant ^= segment.OwnerAt(cells.Origin.X, cells.Origin.Y);
            segments.Add(segment);
        }
        for (var row = 0; row < cells.Rows; row++)
        {
            var y = cells.BottomOf(row);
            var ofRow = owners.AsSpan(row * count, count);
            ofRow.Clear();
            ofRow[0] = constant;
            for (var i = 0; i < cutting.Count; i++)
            {
                ref readonly var edge = ref edges[cutting[i]];
                ofRow[0] ^= segments[i].OwnerAt(cells.Origin.X, y);
                if (edge.Edge.Low.Y <= y && y < edge.Edge.High.Y)
                {
                    var column = ((edge.Edge.CrossingAt(y) - cells.Origin.X - 1) >> cells.Shift) + 1;
                    if (column > 0 && column < count)
                    {
                        ofRow[column] ^= edge.Toggle;
                    }
                }
            }
            for (var column = 1; column < count; column++)
            {
                ofRow[column] ^= ofRow[column - 1];
            }
        }
    }

    /// <summary>The place of the tests of a cell: those of its edge's line when they are near, else laid down now.</summary>
    private int TestOf(CellGrid cells, int cell, int cornerOwner)
    {
        var (left, bottom) = (cells.LeftOf(cell % cells.Columns), cells.BottomOf(cell / cells.Columns));
        var link = firstLink[cell];
        OpenPage();
        var ordinal = links[link].Edge;
        ref readonly var only = ref edges[ordinal];
        if (links[link].Next < 0 && !only.Edge.EndsIn(left, bottom, cells.Side))
        {
            return LineOf(ordinal, CellTest.Line(only, 0).OwnerAt(left, bottom) ^ cornerOwner);
        }
        var first = Tests.Count;
        var constant = cornerOwner;
        for (; link >= 0; link = links[link].Next)
        {
            var test = CellTest.Segment(edges[links[link].Edge], left + cells.Side);
            constant ^= test.OwnerAt(left, bottom);
            Tests.Add(test.With(0, more: links[link].Next >= 0));
        }
        Tests[first] = Tests[first].With(constant, Tests[first].HasMore);
        return first;
    }

    /// <param name="right">Owner right of the line; differs from cell to cell only where a map contradicts itself.</param>
    private int LineOf(int edge, int right)
    {
        var known = lineOf[edge];
        if (known >= FirstTests[^1] && Tests[known].Constant == right)
        {
            return known;
        }
        Tests.Add(CellTest.Line(edges[edge], right));
        return lineOf[edge] = Tests.Count - 1;
    }
}
