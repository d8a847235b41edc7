namespace Populatie.Simulation.Projection;

/// <summary>
/// Running statistics of many cells without their values: sum, sum of squares, extremes, and a histogram of
/// <see cref="Bins"/> equal bins. All whole numbers, so the order in which replicates come does not matter (law P4).
/// </summary>
/// <remarks>
/// The windows are set by the first block of replicates and then stay. A quantile is off by at most one bin width (see
/// <see cref="WidthOf"/>; 1 means exact) when it lies inside the window; the outermost bins also hold what lies beyond it,
/// between the window's edge and the extreme. Tests: SketchesTests. Not thread-safe per cell; different cells are independent.
/// </remarks>
internal sealed class Sketches(int cells)
{
    public const int Bins = 64;
    private const int Padding = 3;
    private const int LeastPadding = 8;
    private readonly long[] sum = new long[cells];
    private readonly Int128[] squares = new Int128[cells];
    private readonly long[] least = new long[cells];
    private readonly long[] most = new long[cells];
    private readonly long[] lowest = new long[cells];
    private readonly long[] width = new long[cells];
    private readonly ushort[] bins = new ushort[(long)cells * Bins];

    public long WidthOf(int cell) => width[cell];

    /// <summary>Adds the values of some replicates; the first call for a cell sets its window.</summary>
    public void Add(int cell, ReadOnlySpan<long> values)
    {
        if (width[cell] == 0)
        {
            SetWindow(cell, values);
        }
        var histogram = bins.AsSpan(cell * Bins, Bins);
        foreach (var value in values)
        {
            sum[cell] += value;
            squares[cell] += (Int128)value * value;
            least[cell] = Math.Min(least[cell], value);
            most[cell] = Math.Max(most[cell], value);
            var offset = value - lowest[cell];
            var bin = width[cell] == 1 ? offset : offset / width[cell];
            histogram[(int)Math.Clamp(offset < 0 ? 0 : bin, 0, Bins - 1)]++;
        }
    }

    public Summary Summarise(int cell, int replicates)
    {
        var quantiles = new long[Summary.Levels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = Quantile(cell, Summary.RankOf(i, replicates));
        }
        return Summary.Of(sum[cell], squares[cell], replicates, quantiles);
    }

    private void SetWindow(int cell, ReadOnlySpan<long> values)
    {
        var (low, high) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        (least[cell], most[cell]) = (low, high);
        var padding = (Padding * (high - low)) + LeastPadding;
        lowest[cell] = low >= 0 ? Math.Max(0, low - padding) : low - padding;
        width[cell] = Math.Max(1, (high + padding - lowest[cell] + Bins) / Bins);
    }

    private long Quantile(int cell, int rank)
    {
        var histogram = bins.AsSpan(cell * Bins, Bins);
        var before = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            if (before + histogram[bin] >= rank)
            {
                var from = bin == 0 ? least[cell] : Math.Max(least[cell], lowest[cell] + (bin * width[cell]));
                var to =
                    bin == Bins - 1 ? most[cell] : Math.Min(most[cell], lowest[cell] + ((bin + 1) * width[cell]) - 1);
                var share = (rank - before - 0.5) / histogram[bin];
                return from + (long)Math.Floor(((to - from) * share) + 0.5);
            }
            before += histogram[bin];
        }
        return most[cell];
    }
}
