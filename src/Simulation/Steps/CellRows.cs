using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>
/// The cells of a buurt that have something to draw, some at a time, so that the samplers work on full groups and skip the
/// others. One instance per thread.
/// </summary>
/// <param name="codes">Address of each cell within a buurt.</param>
internal sealed class CellRows(ReadOnlyMemory<uint> codes)
{
    /// <summary>Rows at a time: what they need stays in the nearest cache.</summary>
    public const int Most = 16;

    /// <summary>Doubles of a buffer.</summary>
    public const int Room = Most * Lanes;
    private const int Lanes = Block8.Size;
    private const int PerGroup = RowInversion.Group / Lanes;

    private readonly int[] found = new int[codes.Length + PerGroup];
    private readonly uint[] addresses = new uint[Most];
    private int count;
    private int from;

    /// <summary>Rows in use.</summary>
    public int Count { get; private set; }

    /// <summary>Doubles in use, whole groups.</summary>
    public int Length { get; private set; }

    /// <summary>Where the rows lie among the cells, whole groups: what is in the rows that fill up the last one means nothing.</summary>
    public ReadOnlySpan<int> Cells => found.AsSpan(from - Count, Length / Lanes);

    public ReadOnlySpan<uint> Addresses => addresses.AsSpan(0, Count);

    /// <summary>Looks up the cells where anything is above 0.</summary>
    /// <param name="order">Shape [Cell]: the order to look in.</param>
    /// <param name="one">Shape [Cell, 8].</param>
    /// <param name="other">Shape [Cell, 8].</param>
    public void Find(ReadOnlySpan<int> order, ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        (count, from, Count) = (0, 0, 0);
        foreach (var cell in order)
        {
            // Written always and counted only if so: which cells are empty cannot be guessed.
            found[count] = cell;
            count += LaneSums.IsAny(one[(cell * Lanes)..], other[(cell * Lanes)..]) ? 1 : 0;
        }
        Fill();
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{int}, ReadOnlySpan{double}, ReadOnlySpan{double})"/>
    public void Find(
        ReadOnlySpan<int> order,
        ReadOnlySpan<double> one,
        ReadOnlySpan<double> other,
        ReadOnlySpan<double> third
    )
    {
        (count, from, Count) = (0, 0, 0);
        foreach (var cell in order)
        {
            found[count] = cell;
            var at = cell * Lanes;
            count += LaneSums.IsAny(one[at..], other[at..]) || LaneSums.IsAny(third[at..]) ? 1 : 0;
        }
        Fill();
    }

    /// <summary>Takes the next cells; false when there are none left.</summary>
    public bool Next(uint buurt)
    {
        Count = Math.Min(Most, count - from);
        if (Count == 0)
        {
            return false;
        }
        Length = (Count + PerGroup - 1) / PerGroup * RowInversion.Group;
        var code = codes.Span;
        for (var row = 0; row < Count; row++)
        {
            addresses[row] = buurt | code[found[from + row]];
        }
        from += Count;
        return true;
    }

    /// <summary>The last group is made whole with its own last cell.</summary>
    private void Fill()
    {
        if (count > 0)
        {
            found.AsSpan(count, PerGroup - 1).Fill(found[count - 1]);
        }
    }
}
