using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>
/// Rows of some blocks that wait to be counted together, so that each cell is looked up once for all of them. Not thread-safe.
/// </summary>
/// <param name="rows">Rows in a block.</param>
internal sealed class PendingBlocks(int rows)
{
    private const int Lanes = Block8.Size;

    /// <summary>Blocks that can wait.</summary>
    public const int Most = 4;

    /// <summary>Numbers that <see cref="Take"/> may give.</summary>
    public const int MostValues = Most * Lanes;

    private readonly int[] rowAt = new int[Most];
    private readonly int[] valuesAt = new int[Most];
    private readonly int[] lanesOf = new int[Most];
    private byte[] bytes = [];
    private int blocks;
    private int end;

    /// <summary>Replicates that wait.</summary>
    public int Replicates { get; private set; }

    /// <param name="block">As <see cref="PackedRows.Written"/>.</param>
    /// <param name="lanes">How many of each eight numbers are replicates of the run.</param>
    public void Add(ReadOnlySpan<byte> block, int lanes)
    {
        if (bytes.Length < end + block.Length)
        {
            Array.Resize(ref bytes, Math.Max(2 * end, end + block.Length) * 17 / 16);
        }
        block.CopyTo(bytes.AsSpan(end));
        (rowAt[blocks], valuesAt[blocks], lanesOf[blocks]) = (end, end + rows, lanes);
        end += block.Length;
        blocks++;
        Replicates += lanes;
    }

    /// <summary>The next row of every block.</summary>
    /// <param name="values">Of length <see cref="MostValues"/>; what they hold, without the rows that are all zero.</param>
    /// <returns>How many there are; up to <see cref="Replicates"/> the others are zero.</returns>
    public int Take(Span<long> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values[..MostValues]);
        var count = 0;
        for (var block = 0; block < blocks; block++)
        {
            var width = bytes[rowAt[block]++];
            if (width == 0)
            {
                continue;
            }
            PackedRows.Read(width, bytes.AsSpan(valuesAt[block])).StoreUnsafe(ref first, (nuint)count);
            valuesAt[block] += Lanes * width;
            count += lanesOf[block];
        }
        return count;
    }

    /// <summary>Forgets all, once every row was taken.</summary>
    public void Clear() => (end, blocks, Replicates) = (0, 0, 0);
}
