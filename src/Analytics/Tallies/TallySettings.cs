using Populatie.Analytics.Records;

namespace Populatie.Analytics.Tallies;

/// <summary>How a tally counts. Threads and memory never change a result.</summary>
public sealed record TallySettings
{
    public TallyGrain Grain { get; init; } = TallyGrain.Full;

    public AgeBands Bands { get; init; } = AgeBands.Default;

    /// <summary>Open records are counted until this day.</summary>
    public required DateOnly Delivered { get; init; }

    public int Threads { get; init; } = 1;

    /// <summary>Bytes of rows that may wait in memory before they are laid aside on disk.</summary>
    public long WaitingBytes { get; init; } = 1L << 30;
}
