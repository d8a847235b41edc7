namespace Populatie.Simulation.Projection;

/// <summary>What one block of eight replicates gives for one area in one year: whole numbers that add up over areas and products.</summary>
internal readonly ref struct AreaSums
{
    /// <summary>Shape [Slot, <see cref="BaseMeasure"/>, Lane].</summary>
    public required ReadOnlySpan<long> Sums { get; init; }

    /// <summary>Shape [Lane]: residents on 1 January.</summary>
    public required ReadOnlySpan<long> Population { get; init; }

    /// <summary>Shape [Slot, Bin of <see cref="WaitBins"/>, Lane]: starters by the weeks they waited; empty without queues.</summary>
    public ReadOnlySpan<long> Waits { get; init; }
}
