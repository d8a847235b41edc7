using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Geometry;

/// <summary>
/// What a <see cref="BuurtLocator"/> reads. Tiles are squares of one size over the whole map. A tile is cut into cells, the
/// finer the more borders it has. A cell holds its owner (a buurt ordinal plus one, 0 outside), or says where its tests are.
/// </summary>
/// <param name="Grid">The tiles; the outermost ones are empty, so that what lies outside can be moved into them.</param>
/// <param name="Tiles">Shape [Row, Column]: see <see cref="TileOf"/>.</param>
/// <param name="Cells">
/// First a cell for every owner: tiles that are owned whole share it. Then the cells of each tile, row by row. Below
/// <see cref="FirstTestCode"/>: the owner. From there on: the place of the first test, from that of the cell's page.
/// </param>
/// <param name="FirstTests">Of each page of <see cref="CellsPerPage"/> cells: from where it counts its tests.</param>
/// <param name="Tests">Those of a cell lie one after the other.</param>
internal sealed record LocatorTables(
    CellGrid Grid,
    HugeTable<uint> Tiles,
    HugeTable<ushort> Cells,
    HugeTable<int> FirstTests,
    HugeTable<CellTest> Tests
)
{
    public const int FirstTestCode = 0x8000;
    public const int PageShift = 14;
    public const int CellsPerPage = 1 << PageShift;
    public const int SplitBits = 4;
    public const int MostCells = 1 << (32 - SplitBits);

    public long Bytes => Tiles.ByteLength + Cells.ByteLength + FirstTests.ByteLength + Tests.ByteLength;

    /// <summary>A tile of 2^split × 2^split cells.</summary>
    public static uint TileOf(int firstCell, int split) => ((uint)firstCell << SplitBits) | (uint)split;
}
