using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Statistics;

/// <summary>Goes through the rows of one table and block as <see cref="HeldBlocks.WriteTo"/> wrote them: a row is a cell.</summary>
internal sealed class RowCursor
{
    private const int Lanes = Block8.Size;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly int lanes;
    private readonly int cells;
    private int cell;
    private int at;
    private int run;

    /// <param name="bytes">As <see cref="PackedRows.Written"/>.</param>
    /// <param name="lanes">How many of each eight numbers are replicates of the part.</param>
    /// <param name="cells">How many cells there are; no more are asked for.</param>
    /// <exception cref="FormatException">These are not the rows of so many cells.</exception>
    public RowCursor(ReadOnlyMemory<byte> bytes, int lanes, int cells)
    {
        Check(bytes.Span, cells);
        (this.bytes, this.lanes, this.cells, at) = (bytes, lanes, cells, cells);
    }

    /// <summary>Cells in a row, from the next on, that hold nothing but zeros; none at the end.</summary>
    public int Quiet
    {
        get
        {
            if (run == 0 && cell < cells)
            {
                var left = bytes.Span[cell..cells];
                run = left.IndexOfAnyExcept((byte)0) is var first and >= 0 ? first : left.Length;
            }
            return run;
        }
    }

    /// <exception cref="FormatException">These are not the rows of so many cells.</exception>
    public static void Check(ReadOnlySpan<byte> bytes, int cells)
    {
        if (bytes.Length < cells)
        {
            throw new FormatException("fewer cells than there are");
        }
        var (widths, numbers) = (0L, bytes.Length - cells);
        foreach (var width in bytes[..cells])
        {
            widths = unchecked(widths + width);
            if (width > sizeof(long) || (width & (width - 1)) != 0)
            {
                throw new FormatException("numbers of no width");
            }
        }
        if (widths * Lanes != numbers)
        {
            throw new FormatException("more numbers, or fewer, than there are");
        }
    }

    /// <summary>Passes over cells that hold nothing but zeros.</summary>
    /// <param name="some">At most <see cref="Quiet"/>.</param>
    public void Pass(int some)
    {
        run -= some;
        cell += some;
    }

    /// <summary>Adds the next cell to a cell by itself.</summary>
    public void AddTo(SummedCell sum)
    {
        if (Quiet > 0)
        {
            sum.AddZeros(lanes);
            Pass(1);
            return;
        }
        var span = bytes.Span;
        var width = span[cell++];
        sum.Add(PackedRows.Read(width, span[at..]), lanes);
        at += Lanes * width;
    }

    /// <summary>The same to one of many.</summary>
    public void AddTo(Sketches sketches, int target)
    {
        if (Quiet > 0)
        {
            sketches.AddZeros(target, lanes);
            Pass(1);
            return;
        }
        var span = bytes.Span;
        var width = span[cell++];
        Span<long> values = stackalloc long[Lanes];
        PackedRows.Read(width, span[at..]).CopyTo(values);
        sketches.Add(target, values[..lanes]);
        at += Lanes * width;
    }
}
