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

    /// <summary>The bins of the extremes.</summary>
    public (int Lowest, int Highest) Ends(int grain) =>
        (ValueBins.Of(Sums.Least, grain), ValueBins.Of(Sums.Most, grain));

    /// <summary>Takes the next of its bins.</summary>
    /// <param name="bin">The one before, 0 at first; set.</param>
    /// <param name="ends">As <see cref="Ends"/> gives them.</param>
    /// <returns>How many values are in it.</returns>
    /// <exception cref="FormatException">It lies outside the extremes, or holds more than there can be.</exception>
    public static int TakeBin(ref VarReader from, ref long bin, (int Lowest, int Highest) ends)
    {
        bin += from.TakeSigned();
        var count = from.TakeCount();
        return bin >= ends.Lowest && bin <= ends.Highest && bin != 0 && count <= Sketches.MostReplicates
            ? count
            : throw new FormatException("counts outside the extremes");
    }
}
