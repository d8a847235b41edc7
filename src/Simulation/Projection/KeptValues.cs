namespace Populatie.Simulation.Projection;

/// <summary>
/// Values of every replicate in some cells of one area: four bytes each until one does not fit, then eight. Not thread-safe.
/// </summary>
internal sealed class KeptValues(int cells, int replicates)
{
    private int held = replicates;
    private int[] narrow = new int[(long)cells * replicates];
    private long[]? wide;

    /// <summary>Bytes taken up.</summary>
    public long Size => wide is null ? narrow.LongLength * sizeof(int) : wide.LongLength * sizeof(long);

    /// <param name="first">Position among the replicates held here.</param>
    public void Put(int cell, int first, ReadOnlySpan<long> values)
    {
        var at = (cell * held) + first;
        if (wide is null)
        {
            var fits = true;
            foreach (var value in values)
            {
                fits &= value == unchecked((int)value);
            }
            if (fits)
            {
                for (var i = 0; i < values.Length; i++)
                {
                    narrow[at + i] = unchecked((int)values[i]);
                }
                return;
            }
            wide = [.. narrow];
            narrow = [];
        }
        values.CopyTo(wide.AsSpan(at));
    }

    /// <summary>Makes room for more replicates, after those that are held.</summary>
    public void Grow(int replicates)
    {
        if (wide is null)
        {
            narrow = Spread(narrow, replicates);
        }
        else
        {
            wide = Spread(wide, replicates);
        }
        held = replicates;
    }

    private T[] Spread<T>(T[] values, int replicates)
    {
        var spread = new T[(long)cells * replicates];
        for (var cell = 0; cell < cells; cell++)
        {
            values.AsSpan(cell * held, held).CopyTo(spread.AsSpan(cell * replicates));
        }
        return spread;
    }

    /// <summary>Values of a cell, in the order of the replicates.</summary>
    public void CopyTo(int cell, Span<long> values) => CopyTo(cell, 0, values);

    /// <summary>Values of some replicates of a cell.</summary>
    /// <param name="first">Position of the first among those held.</param>
    public void CopyTo(int cell, int first, Span<long> values)
    {
        var at = (cell * held) + first;
        if (wide is not null)
        {
            wide.AsSpan(at, values.Length).CopyTo(values);
            return;
        }
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = narrow[at + i];
        }
    }
}
