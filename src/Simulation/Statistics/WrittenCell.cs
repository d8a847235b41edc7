namespace Populatie.Simulation.Statistics;

/// <summary>What <see cref="Sketches.Write"/> writes of a cell before its bins.</summary>
/// <param name="Bins">How many bins follow; −1 for a cell that knows nothing.</param>
/// <param name="Zeros">Values in the bin of zero, which is none of those.</param>
internal readonly record struct WrittenCell(int Bins, ValueSums Sums, int Zeros)
{
    public bool IsEmpty => Bins < 0;

    /// <summary>Whether it knows nothing but zeros.</summary>
    public bool IsZero => Bins == 0 && (Sums.Least, Sums.Most) == (0, 0);

    /// <exception cref="FormatException">It is not what was written.</exception>
    public static WrittenCell Take(ref VarReader from)
    {
        var bins = from.TakeCount() - 1;
        if (bins < 0)
        {
            return new(bins, default, 0);
        }
        var (sum, squares, least) = (from.TakeSigned(), from.TakeWide(), from.TakeSigned());
        var most = unchecked(least + (long)from.Take());
        return new(bins, new(sum, squares, least, most), from.TakeCount());
    }
}
