using System.Runtime.InteropServices;

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

    // One cell lies together, so that adding to it touches three lines of memory: these eight words, then the bins.
    private const int Sum = 0;
    private const int SquaresLow = 1;
    private const int SquaresHigh = 2;
    private const int Least = 3;
    private const int Most = 4;
    private const int Lowest = 5;
    private const int Width = 6;
    private const int Inverse = 7;
    private const int Heading = 8;
    private const int Stride = Heading + (Bins * sizeof(ushort) / sizeof(long));
    private readonly long[] words = new long[(long)cells * Stride];

    public long WidthOf(int cell) => Of(cell)[Width];

    /// <summary>Adds the values of some replicates; the first call for a cell sets its window.</summary>
    public void Add(int cell, ReadOnlySpan<long> values)
    {
        var at = Of(cell);
        if (at[Width] == 0)
        {
            SetWindow(at, values);
        }
        var histogram = BinsOf(at);
        var (lowest, width) = (at[Lowest], at[Width]);
        var inverse = BitConverter.Int64BitsToDouble(at[Inverse]);
        var (sum, least, most) = (at[Sum], at[Least], at[Most]);
        var (low, high) = unchecked(((ulong)at[SquaresLow], (ulong)at[SquaresHigh]));
        foreach (var value in values)
        {
            sum += value;
            least = Math.Min(least, value);
            most = Math.Max(most, value);
            histogram[BinOf(value - lowest, width, inverse)]++;
            var magnitude = (ulong)Math.Abs(value);
            var squareHigh = Math.BigMul(magnitude, magnitude, out var square);
            unchecked
            {
                low += square;
                high += squareHigh + (low < square ? 1UL : 0);
            }
        }
        (at[Sum], at[Least], at[Most]) = (sum, least, most);
        unchecked
        {
            (at[SquaresLow], at[SquaresHigh]) = ((long)low, (long)high);
        }
    }

    public Summary Summarise(int cell, int replicates)
    {
        var at = Of(cell);
        var quantiles = new long[Summary.Levels.Length];
        for (var i = 0; i < quantiles.Length; i++)
        {
            quantiles[i] = Quantile(at, Summary.RankOf(i, replicates));
        }
        var squares = unchecked(new Int128((ulong)at[SquaresHigh], (ulong)at[SquaresLow]));
        return Summary.Of(at[Sum], squares, replicates, quantiles);
    }

    private static void SetWindow(Span<long> at, ReadOnlySpan<long> values)
    {
        var (low, high) = (long.MaxValue, long.MinValue);
        foreach (var value in values)
        {
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        (at[Least], at[Most]) = (low, high);
        var padding = (Padding * (high - low)) + LeastPadding;
        at[Lowest] = low >= 0 ? Math.Max(0, low - padding) : low - padding;
        at[Width] = Math.Max(1, (high + padding - at[Lowest] + Bins) / Bins);
        at[Inverse] = BitConverter.DoubleToInt64Bits(1.0 / at[Width]);
    }

    /// <summary>offset ÷ width in whole numbers, within the bins: a product with the inverse is at most one too high or low.</summary>
    private static int BinOf(long offset, long width, double inverse)
    {
        if (offset < width)
        {
            return 0;
        }
        if (offset >= width * (Bins - 1))
        {
            return Bins - 1;
        }
        var bin = (int)(offset * inverse);
        var rest = offset - (bin * width);
        return rest < 0 ? bin - 1
            : rest >= width ? bin + 1
            : bin;
    }

    private static long Quantile(Span<long> at, int rank)
    {
        var histogram = BinsOf(at);
        var before = 0;
        for (var bin = 0; bin < Bins; bin++)
        {
            if (before + histogram[bin] >= rank)
            {
                var from = bin == 0 ? at[Least] : Math.Max(at[Least], at[Lowest] + (bin * at[Width]));
                var to = bin == Bins - 1 ? at[Most] : Math.Min(at[Most], at[Lowest] + ((bin + 1) * at[Width]) - 1);
                var share = (rank - before - 0.5) / histogram[bin];
                return from + (long)Math.Floor(((to - from) * share) + 0.5);
            }
            before += histogram[bin];
        }
        return at[Most];
    }

    private Span<long> Of(int cell) => words.AsSpan(cell * Stride, Stride);

    private static Span<ushort> BinsOf(Span<long> at) => MemoryMarshal.Cast<long, ushort>(at[Heading..]);
}
