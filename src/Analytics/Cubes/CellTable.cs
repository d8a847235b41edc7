namespace Populatie.Analytics.Cubes;

/// <summary>
/// Cells under construction: from a key to a row of integers. One per range of leaves, small enough that what is added to
/// in one visit stays in the cache; not thread-safe.
/// </summary>
/// <param name="width">Integers per cell.</param>
internal sealed class CellTable(int width)
{
    private const int BlockBits = 8;
    private readonly KeyRows rows = new();

    // Shape [Block][Row in block, Measure]: rows are never copied.
    private readonly List<long[]> blocks = [];

    public int Count => rows.Count;

    /// <summary>The integers of a cell, zero at first.</summary>
    public Span<long> At(ulong key)
    {
        var row = rows.Of(key, out var isNew);
        if (isNew && row == blocks.Count << BlockBits)
        {
            blocks.Add(new long[width << BlockBits]);
        }
        return Row(row);
    }

    /// <summary>Copies all keys, in no order, with their rows.</summary>
    public void CopyKeys(Span<ulong> keys, Span<int> places) => rows.CopyTo(keys, places);

    /// <summary>The integers of a row that <see cref="CopyKeys"/> told.</summary>
    public Span<long> Row(int row) => blocks[row >> BlockBits].AsSpan((row & ((1 << BlockBits) - 1)) * width, width);
}
