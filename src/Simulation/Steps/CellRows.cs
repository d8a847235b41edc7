using Populatie.Analytics.Randomness;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Steps;

/// <summary>
/// The cells of a buurt that have something to draw, some at a time: their rows are laid side by side, so that the samplers
/// work on full groups and skip the others. One instance per thread.
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

    private readonly int[] found = new int[codes.Length + 1];
    private readonly int[] cells = new int[Most];
    private readonly uint[] addresses = new uint[Most];
    private int count;
    private int from;

    /// <summary>Rows in use.</summary>
    public int Count { get; private set; }

    /// <summary>Doubles in use, whole groups.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<int> Cells => cells.AsSpan(0, Length / Lanes);

    public ReadOnlySpan<uint> Addresses => addresses.AsSpan(0, Count);

    /// <summary>Looks up the cells where anything is above 0.</summary>
    /// <param name="one">Shape [Cell, 8].</param>
    /// <param name="other">Shape [Cell, 8].</param>
    public void Find(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        (count, from) = (0, 0);
        for (var cell = 0; cell < codes.Length; cell++)
        {
            // Written always and counted only if so: which cells are empty cannot be guessed.
            found[count] = cell;
            count += LaneSums.IsAny(one[(cell * Lanes)..], other[(cell * Lanes)..]) ? 1 : 0;
        }
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
        found.AsSpan(from, Count).CopyTo(cells);
        cells.AsSpan(Count).Fill(cells[0]);
        var code = codes.Span;
        for (var row = 0; row < Count; row++)
        {
            addresses[row] = buurt | code[cells[row]];
        }
        from += Count;
        return true;
    }

    /// <summary>Lays the rows of the cells side by side; nothing stands in the rows that fill up the last group.</summary>
    public void Gather(ReadOnlySpan<double> perCell, Span<double> rows)
    {
        for (var row = 0; row < Count; row++)
        {
            LaneSums.Copy(perCell[(cells[row] * Lanes)..], rows[(row * Lanes)..]);
        }
        rows[(Count * Lanes)..Length].Clear();
    }
}
