using System.Runtime.CompilerServices;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// Finds the buurt that owns a point, exactly by the half-open rule of <see cref="Coverage.Owns"/>. Two levels of grid:
/// a tile is owned whole, or is split into 16 × 16 cells; a cell is owned whole, or holds a few edges to test in integers.
/// Immutable; thread-safe.
/// </summary>
public sealed class BuurtLocator
{
    internal const int CellsPerTileShift = 4;
    internal const int CellsPerTile = 1 << CellsPerTileShift;
    private const int Batch = 2048;

    private readonly CellGrid tiles;
    private readonly int[] tileCodes;
    private readonly int[] cellCodes;
    private readonly CellEdge[] edges;

    /// <param name="tiles">The coarse grid; points outside it are outside every buurt.</param>
    /// <param name="tileCodes">Shape [Row, Column]: the owner (≥ 0), or ~ the ordinal of a block of cells.</param>
    /// <param name="cellCodes">Shape [Block, 16, 16]: the owner (≥ 0), or ~ the place of the cell's first edge.</param>
    internal BuurtLocator(CellGrid tiles, int[] tileCodes, int[] cellCodes, CellEdge[] edges)
    {
        (this.tiles, this.tileCodes, this.cellCodes, this.edges) = (tiles, tileCodes, cellCodes, edges);
    }

    /// <summary>Side of a cell. Unit: millimetre.</summary>
    public int CellSide => tiles.Side >> CellsPerTileShift;

    /// <summary>Memory of the tables. Unit: byte.</summary>
    public long TableBytes => (4L * (tileCodes.Length + cellCodes.Length)) + (32L * edges.Length);

    /// <summary>Builds the tables of a valid coverage; deterministic.</summary>
    public static BuurtLocator Build(Coverage coverage) => BuurtLocatorBuilder.Build(coverage);

    /// <summary>Finds the owner of each point.</summary>
    /// <param name="xMillimetres">Shape [Point]; unit: millimetre, RD New. Any value: far away is outside.</param>
    /// <param name="yMillimetres">Shape [Point]; unit: millimetre, RD New.</param>
    /// <param name="leaf">Shape [Point]: receives the buurt ordinal, −1 outside every buurt.</param>
    /// <exception cref="ArgumentException">The three lengths differ.</exception>
    /// <remarks>Exact. Properties: (1) each point has one owner or none; (2) the order of points does not matter.</remarks>
    public void Locate(ReadOnlySpan<int> xMillimetres, ReadOnlySpan<int> yMillimetres, Span<int> leaf)
    {
        if (xMillimetres.Length != yMillimetres.Length || xMillimetres.Length != leaf.Length)
        {
            throw new ArgumentException(
                $"{xMillimetres.Length} x, {yMillimetres.Length} y and {leaf.Length} results do not match",
                nameof(leaf)
            );
        }
        Span<int> onBoundary = stackalloc int[Batch];
        for (var start = 0; start < leaf.Length; start += Batch)
        {
            var count = Math.Min(Batch, leaf.Length - start);
            var x = xMillimetres.Slice(start, count);
            var y = yMillimetres.Slice(start, count);
            var codes = leaf.Slice(start, count);
            var undecided = ReadGrid(x, y, codes, onBoundary);
            DecideByEdges(x, y, codes, onBoundary[..undecided]);
            for (var i = 0; i < codes.Length; i++)
            {
                codes[i]--;
            }
        }
    }

    /// <summary>Finds the owner of one point; −1 outside every buurt.</summary>
    public int Locate(RdPoint point)
    {
        Span<int> leaf = stackalloc int[1];
        Locate([point.X], [point.Y], leaf);
        return leaf[0];
    }

    /// <summary>First pass: the code of each point's cell, and a list of the points that need their edges. No branch
    /// depends on where a point lies, so cache misses overlap.</summary>
    /// <returns>How many points are listed.</returns>
    private int ReadGrid(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<int> codes, Span<int> onBoundary)
    {
        var (origin, shift, columns, rows) = (tiles.Origin, tiles.Shift, tiles.Columns, tiles.Rows);
        var cellShift = shift - CellsPerTileShift;
        var undecided = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            unchecked
            {
                // Left of or below the origin wraps to a huge number, and so clamps to the empty last row or column.
                var right = (uint)(x[i] - origin.X);
                var up = (uint)(y[i] - origin.Y);
                var column = Math.Min(right >> shift, (uint)(columns - 1));
                var row = Math.Min(up >> shift, (uint)(rows - 1));
                var code = tileCodes[(int)((row * (uint)columns) + column)];
                if (code < 0)
                {
                    var cellRow = (up >> cellShift) & (CellsPerTile - 1);
                    var cellColumn = (right >> cellShift) & (CellsPerTile - 1);
                    code = cellCodes[
                        (~code << (2 * CellsPerTileShift)) + (int)((cellRow << CellsPerTileShift) + cellColumn)
                    ];
                }
                codes[i] = code;
                onBoundary[undecided] = i;
                undecided += code >>> 31;
            }
        }
        return undecided;
    }

    /// <summary>Second pass: replaces the codes of the listed points by their owners.</summary>
    private void DecideByEdges(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<int> codes, ReadOnlySpan<int> onBoundary)
    {
        foreach (var i in onBoundary)
        {
            codes[i] = OwnerByEdges(~codes[i], x[i], y[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int OwnerByEdges(int first, int x, int y)
    {
        ref readonly var edge = ref edges[first];
        var owner = edge.Base ^ edge.ToggleAt(x, y);
        var last = first + edge.Following;
        for (var at = first + 1; at <= last; at++)
        {
            owner ^= edges[at].ToggleAt(x, y);
        }
        return owner;
    }
}
