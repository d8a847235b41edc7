namespace Populatie.Simulation.Statistics;

/// <summary>
/// Goes through the cells that <see cref="CellTable.WriteTo"/> wrote: as <see cref="Sketches.Write"/> writes them, but cells
/// in a row that know nothing but zeros stand together: 0, how many zeros each knows, and how many there are. Most of a
/// country are such.
/// </summary>
/// <remarks>Throws <see cref="FormatException"/> on what was not written so.</remarks>
/// <param name="bytes">What was written.</param>
/// <param name="count">Values that each cell holds.</param>
/// <param name="cells">How many cells there are.</param>
internal sealed class CellCursor(ReadOnlyMemory<byte> bytes, int count, int cells)
{
    private int at;
    private int left = cells;
    private int run;
    private int zeros;

    /// <summary>Cells in a row, from the next on, that know nothing but zeros; none at the end.</summary>
    public int Quiet
    {
        get
        {
            if (run == 0 && at < bytes.Length && bytes.Span[at] == 0)
            {
                var reader = new VarReader(bytes.Span, at + 1);
                (zeros, run, at) = (reader.TakeCount(), reader.TakeCount(), reader.At);
                // A place where nothing is simulated holds nothing.
                if ((zeros != count && zeros != 0) || run == 0 || run > left)
                {
                    throw new FormatException("cells that lack replicates, or more than there are");
                }
            }
            return run;
        }
    }

    public static void WriteRun(int zeros, int run, VarBytes into)
    {
        if (run > 0)
        {
            into.Put(0UL);
            into.Put((ulong)zeros);
            into.Put((ulong)run);
        }
    }

    /// <summary>Passes over cells that know nothing but zeros.</summary>
    /// <param name="some">At most <see cref="Quiet"/>.</param>
    public void Pass(int some)
    {
        run -= some;
        left -= some;
    }

    /// <summary>Adds the next cell to a cell.</summary>
    public void AddTo(Sketches sketches, int cell)
    {
        if (Quiet > 0)
        {
            if (zeros > 0)
            {
                sketches.AddZeros(cell, zeros);
            }
            Pass(1);
            return;
        }
        var reader = new VarReader(bytes.Span, at);
        Passed(sketches.Read(cell, ref reader), reader.At);
    }

    /// <summary>The same to a cell by itself.</summary>
    public void AddTo(SummedCell sum)
    {
        if (Quiet > 0)
        {
            sum.AddZeros(zeros);
            Pass(1);
            return;
        }
        var reader = new VarReader(bytes.Span, at);
        Passed(sum.Read(ref reader), reader.At);
    }

    /// <summary>To be called after the last cell.</summary>
    public void CheckEnd()
    {
        if (left != 0 || at != bytes.Length)
        {
            throw new FormatException("more cells than there are");
        }
    }

    private void Passed(int held, int until)
    {
        if (held != count || left == 0)
        {
            throw new FormatException("a cell that lacks replicates");
        }
        (at, left) = (until, left - 1);
    }
}
