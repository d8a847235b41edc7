using Populatie.Analytics.Randomness;
using Populatie.Simulation.Blocks;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Towns;

/// <summary>
/// Whose turn it is when a rule says how starts are shared over the buurten of a list: first so many per buurt, then within a
/// buurt everybody the same chance. The total is what the queue gave, and no buurt gets more than wait there (law P10). One
/// instance per waiting list; buffers are used again.
/// </summary>
internal sealed class RuledShare
{
    private const int Lanes = Block8.Size;
    private readonly int[] cells;

    // Where each buurt's cells begin among those of the list, and its position in the town; the last one closes the row.
    private readonly int[] first;
    private readonly int[] buurtOf;
    private readonly double[] waiting;
    private readonly double[] taken;
    private readonly double[] candidates;
    private readonly double[] residents;
    private readonly double[] weights;
    private readonly double[] shares;

    /// <param name="cells">Where the eight values of each cell of the list begin, in the order of buurten.</param>
    /// <param name="perBuurt">Doubles that a buurt has in the arrays of the town.</param>
    public RuledShare(int[] cells, int perBuurt)
    {
        this.cells = cells;
        var starts = Enumerable
            .Range(0, cells.Length)
            .Where(i => i == 0 || cells[i] / perBuurt != cells[i - 1] / perBuurt)
            .ToList();
        buurtOf = [.. starts.Select(i => cells[i] / perBuurt)];
        first = [.. starts, cells.Length];
        (waiting, taken) = (new double[buurtOf.Length * Lanes], new double[buurtOf.Length * Lanes]);
        (candidates, residents) = (new double[buurtOf.Length], new double[buurtOf.Length]);
        (weights, shares) = (new double[buurtOf.Length], new double[buurtOf.Length]);
    }

    /// <summary>Takes some of the people out of the cells.</summary>
    /// <param name="living">Residents; shape [Buurt of the town, 8].</param>
    /// <param name="people">Who is taken is subtracted.</param>
    /// <param name="count">How many; shape [8]; whole, no more than there are.</param>
    /// <param name="uniform">In [0, 1); for who within a buurt. Shape [8].</param>
    /// <param name="start">In [0, 1); for the rounding over buurten. Shape [8].</param>
    /// <param name="from">Set, per cell, to those who are taken from it.</param>
    public void Take(
        AllocationRule rule,
        ReadOnlySpan<double> living,
        Span<float> people,
        ReadOnlySpan<double> count,
        ReadOnlySpan<double> uniform,
        ReadOnlySpan<double> start,
        Span<float> from
    )
    {
        for (var b = 0; b < buurtOf.Length; b++)
        {
            LaneSums.Store(FairShare.Sum(CellsOf(b), people), waiting.AsSpan(b * Lanes));
        }
        for (var lane = 0; lane < Lanes; lane++)
        {
            for (var b = 0; b < buurtOf.Length; b++)
            {
                candidates[b] = waiting[(b * Lanes) + lane];
                residents[b] = living[(buurtOf[b] * Lanes) + lane];
            }
            Allocation.Weigh(rule, candidates, residents, weights);
            Allocation.Share(count[lane], candidates, weights, start[lane], shares);
            for (var b = 0; b < buurtOf.Length; b++)
            {
                taken[(b * Lanes) + lane] = shares[b];
            }
        }
        for (var b = 0; b < buurtOf.Length; b++)
        {
            var some = taken.AsSpan(b * Lanes, Lanes);
            FairShare.Take(CellsOf(b), people, waiting.AsSpan(b * Lanes, Lanes), some, uniform, from);
        }
    }

    private ReadOnlySpan<int> CellsOf(int b) => cells.AsSpan(first[b], first[b + 1] - first[b]);
}
