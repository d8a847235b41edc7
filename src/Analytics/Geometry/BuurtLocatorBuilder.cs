using System.Runtime.InteropServices;

namespace Populatie.Analytics.Geometry;

/// <summary>Makes the tables of a <see cref="BuurtLocator"/>, tile by tile. Deterministic.</summary>
internal sealed class BuurtLocatorBuilder
{
    private const int SmallestTileShift = 14;

    /// <summary>The table of tiles should stay in the second cache.</summary>
    private const int MostTiles = 100_000;

    /// <summary>Smaller maps get fewer tiles: so many per edge.</summary>
    private const int TilesPerEdge = 16;

    private readonly CoverageEdge[] edges;
    private readonly int buurtCount;
    private readonly CellGrid tiles;

    private BuurtLocatorBuilder(CoverageEdge[] edges, int buurtCount)
    {
        (this.edges, this.buurtCount, tiles) = (edges, buurtCount, GridOver(edges));
    }

    public static LocatorTables Build(Coverage coverage)
    {
        var found = CoverageEdges.Of(coverage);
        return found.Length == 0
            ? new(new(default, SmallestTileShift, 1, 1), new(1), new(1), new(1), new(1))
            : new BuurtLocatorBuilder(found, coverage.BuurtCount).Build();
    }

    private LocatorTables Build()
    {
        var (firstOf, listed) = ListEdges();
        var owners = CornerOwners();
        var made = new uint[tiles.Columns * tiles.Rows];
        var cells = new TileCells(edges, buurtCount, tiles.Shift);
        for (var tile = 0; tile < made.Length; tile++)
        {
            var (left, bottom) = (tiles.LeftOf(tile % tiles.Columns), tiles.BottomOf(tile / tiles.Columns));
            made[tile] = cells.Add(left, bottom, listed.AsSpan(firstOf[tile]..firstOf[tile + 1]), owners[tile]);
        }
        return new(tiles, new(made), new(AsSpan(cells.Cells)), new(AsSpan(cells.FirstTests)), new(AsSpan(cells.Tests)));

        static ReadOnlySpan<T> AsSpan<T>(List<T> list) => CollectionsMarshal.AsSpan(list);
    }

    /// <summary>One empty tile on each side, so that whatever lies outside clamps to an empty tile.</summary>
    private static CellGrid GridOver(CoverageEdge[] edges)
    {
        var (left, bottom) = (edges.Min(e => e.Edge.Left), edges.Min(e => e.Edge.Low.Y));
        var (width, height) = ((long)edges.Max(e => e.Edge.Right) - left, (long)edges.Max(e => e.Edge.High.Y) - bottom);
        var most = Math.Min(MostTiles, (double)edges.Length * TilesPerEdge);
        var shift = SmallestTileShift;
        while ((double)(width >> shift) * (height >> shift) > most)
        {
            shift++;
        }
        var side = 1 << shift;
        return new(
            new RdPoint(left - side, bottom - side),
            shift,
            (int)(width >> shift) + 3,
            (int)(height >> shift) + 3
        );
    }

    /// <summary>Which edges come near which tiles.</summary>
    /// <returns>The edges, tile after tile, and where each tile's begin; one longer than there are tiles.</returns>
    private (int[] FirstOf, int[] Listed) ListEdges()
    {
        var firstOf = new int[(tiles.Columns * tiles.Rows) + 1];
        foreach (var (edge, _) in edges)
        {
            tiles.Walk(edge, (row, column) => firstOf[(row * tiles.Columns) + column + 1]++);
        }
        for (var tile = 1; tile < firstOf.Length; tile++)
        {
            firstOf[tile] += firstOf[tile - 1];
        }
        var listed = new int[firstOf[^1]];
        var next = firstOf.AsSpan(..^1).ToArray();
        for (var i = 0; i < edges.Length; i++)
        {
            var edge = i;
            tiles.Walk(edges[i].Edge, (row, column) => listed[next[(row * tiles.Columns) + column]++] = edge);
        }
        return (firstOf, listed);
    }

    /// <summary>
    /// The owner of the lower left corner of every tile: for every edge that reaches the bottom line of a row of tiles, the
    /// owner changes at the first corner that is not left of the edge.
    /// </summary>
    private int[] CornerOwners()
    {
        var owners = new int[tiles.Columns * tiles.Rows];
        foreach (var (edge, toggle) in edges)
        {
            var last = tiles.RowOf(edge.High.Y - 1);
            for (var row = tiles.RowOf(edge.Low.Y - 1) + 1; row <= last; row++)
            {
                var column = tiles.ColumnOf(edge.CrossingAt(tiles.BottomOf(row)) - 1) + 1;
                owners[(row * tiles.Columns) + column] ^= toggle;
            }
        }
        for (var tile = 1; tile < owners.Length; tile++)
        {
            // A row begins outside, as the one before it ended.
            owners[tile] ^= owners[tile - 1];
        }
        return owners;
    }
}
