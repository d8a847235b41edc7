using System.Numerics;
using System.Runtime.Intrinsics;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Towns;

/// <summary>
/// Who began on a list by weeks waited, divided over buurten in proportion to who began where: bin by bin as
/// <see cref="FairShare.Division"/> does, but all bins of a buurt together, which lie side by side. Eight replicates.
/// </summary>
internal sealed class WaitDivision
{
    private const int Lanes = Block8.Size;

    /// <summary>Bins in which anybody is; the first so many.</summary>
    private readonly int[] bins = new int[WaitBins.Count];

    // Of those bins. Shape [those bins, Lane].
    private readonly double[] whole = new double[WaitBins.Count * Lanes];
    private readonly double[] ratio = new double[WaitBins.Count * Lanes];
    private readonly double[] done = new double[WaitBins.Count * Lanes];
    private int count;
    private Vector512<double> sum;

    /// <param name="began">Shape [Bin, 8]; whole, ≥ 0.</param>
    /// <param name="within">Bins where there may be anybody, as bits.</param>
    /// <param name="total">Over all buurten.</param>
    public void Begin(double[] began, ulong within, Vector512<double> total)
    {
        (count, sum) = (0, Vector512<double>.Zero);
        for (; within != 0; within &= within - 1)
        {
            var bin = BitOperations.TrailingZeroCount(within);
            var people = Eight.Load(began, bin);
            if (people != Vector512<double>.Zero)
            {
                Eight.Store(people, whole, count);
                Eight.Store(FairShare.RatioOf(people, total), ratio, count);
                Eight.Store(Vector512<double>.Zero, done, count);
                bins[count++] = bin;
            }
        }
    }

    /// <summary>The next buurt.</summary>
    /// <param name="weight">Who began there.</param>
    /// <param name="isLast">It gets what the others left.</param>
    /// <param name="into">One table of bins, to which its part is added.</param>
    /// <returns>Twice the weeks that its part has waited.</returns>
    public Vector512<double> Next(Vector512<double> weight, bool isLast, SparseRows into)
    {
        sum += weight;
        var weeks = Vector512<double>.Zero;
        for (var i = 0; i < count; i++)
        {
            var until = isLast
                ? Eight.Load(whole, i)
                : Vector512.Floor((sum * Eight.Load(ratio, i)) + Vector512.Create(0.5));
            var part = until - Eight.Load(done, i);
            if (part != Vector512<double>.Zero)
            {
                Eight.Store(until, done, i);
                into[0, bins[i]] += Vector512.ConvertToInt64Native(part);
                weeks += part * Vector512.Create((double)WaitBins.DoubleWeeks(bins[i]));
            }
        }
        return weeks;
    }
}
