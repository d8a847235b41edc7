using Populatie.Simulation.Figures;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>What one block of eight replicates gives for one area in one year: whole numbers that add up over areas and products.</summary>
internal readonly ref struct AreaSums
{
    /// <summary>
    /// Per position of <see cref="ResultAxis"/> a row per <see cref="BaseMeasure"/>: products are summed over the area; the
    /// totals after them need not be, and are overwritten.
    /// </summary>
    public required SparseRows Sums { get; init; }

    /// <summary>Shape [Lane]: residents on 1 January.</summary>
    public required ReadOnlySpan<long> Population { get; init; }

    /// <summary>Per product: starters by the weeks they waited, in <see cref="WaitBins"/>; empty without queues.</summary>
    public SparseRows Waits { get; init; }
}
