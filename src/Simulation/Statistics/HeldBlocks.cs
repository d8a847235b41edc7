using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Rows of a few blocks, held as they came: to count so few values takes longer than to hand them on to who counts all of a
/// run at once. Blocks may come from several threads, each place of each block once.
/// </summary>
/// <param name="places">Areas × years.</param>
/// <param name="tables">Per table how many rows it has at a place; they come one table after the other.</param>
/// <param name="blocks">Blocks that there is room for.</param>
internal sealed class HeldBlocks(int places, ImmutableArray<int> tables, int blocks)
{
    private const int Lanes = Block8.Size;

    /// <summary>Blocks of which rows are held and not counts: those of more would take more room, on disk too.</summary>
    public const int Most = PendingBlocks.Most;

    // Per place of a block: where the numbers of each table begin, then the rows as they came.
    private readonly byte[]?[] held = new byte[]?[blocks * places];

    // Shape [Block, Table]: those that an earlier process wrote.
    private readonly ReadOnlyMemory<byte>[] earlier = new ReadOnlyMemory<byte>[blocks * tables.Length];
    private readonly int rows = tables.Sum();

    /// <param name="block">Counted from the first that there is room for.</param>
    /// <param name="place">Area × years + year.</param>
    /// <param name="packed">As <see cref="PackedRows.Written"/>, of all tables.</param>
    public void Put(int block, int place, ReadOnlySpan<byte> packed)
    {
        var own = GC.AllocateUninitializedArray<byte>((tables.Length * sizeof(int)) + packed.Length);
        var starts = MemoryMarshal.Cast<byte, int>(own.AsSpan())[..tables.Length];
        var (row, start) = (0, own.Length - packed.Length + rows);
        for (var table = 0; table < starts.Length; table++)
        {
            starts[table] = start;
            var width = 0;
            foreach (var one in packed.Slice(row, tables[table]))
            {
                width = unchecked(width + one);
            }
            row += tables[table];
            start += Lanes * width;
        }
        packed.CopyTo(own.AsSpan(own.Length - packed.Length));
        held[(block * places) + place] = own;
    }

    /// <summary>Takes in what <see cref="WriteTo"/> wrote in another process. It is not copied.</summary>
    /// <exception cref="FormatException">It is not that.</exception>
    public void Put(int block, int table, ReadOnlyMemory<byte> written)
    {
        RowCursor.Check(written.Span, places * tables[table]);
        earlier[(block * tables.Length) + table] = written;
    }

    /// <summary>Writes a table of a block: place by place, as <see cref="PackedRows.Written"/> would be of all of them.</summary>
    public void WriteTo(int block, int table, VarBytes into)
    {
        if (earlier[(block * tables.Length) + table] is { IsEmpty: false } there)
        {
            into.Put(there.Span);
            return;
        }
        var (count, before) = (tables[table], tables[..table].Sum());
        var header = tables.Length * sizeof(int);
        var own = held.AsSpan(block * places, places);
        foreach (var place in own)
        {
            // Nothing is simulated for onbekend children of an area.
            if (place is null)
            {
                into.PutZeros(count);
                continue;
            }
            into.Put(place.AsSpan(header + before, count));
        }
        foreach (var place in own)
        {
            if (place is not null)
            {
                var starts = MemoryMarshal.Cast<byte, int>(place.AsSpan())[..tables.Length];
                var end = table + 1 < tables.Length ? starts[table + 1] : place.Length;
                into.Put(place.AsSpan(starts[table]..end));
            }
        }
    }
}
