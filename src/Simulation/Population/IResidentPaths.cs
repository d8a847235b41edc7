using Populatie.Analytics.Evidence;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Population;

/// <summary>Residents in the projected years, for blocks of eight replicates. Thread-safe.</summary>
public interface IResidentPaths
{
    /// <summary>First 1 January: that of the year after the base year.</summary>
    int FirstYear { get; }

    /// <summary>1 Januaries given: the projected years and one more.</summary>
    int YearCount { get; }

    /// <summary>
    /// Rate at which people of an age band die or leave the area for good, in a year; 1/yr, ≥ 0. Shape [Year, Band].
    /// </summary>
    ReadOnlyMemory<double> LeaveRate { get; }

    /// <summary>What was assumed of residents, by name; empty when nothing was.</summary>
    IReadOnlyDictionary<string, Assumption> Assumptions { get; }

    /// <summary>Room for one block, for one thread; used again from block to block.</summary>
    IResidentBlock NewBlock(LaneWidth width);
}

/// <summary>Residents for eight replicates. Used by one thread.</summary>
public interface IResidentBlock
{
    /// <summary>Turns to the replicates from <paramref name="firstReplicate"/> on.</summary>
    void Begin(ulong seed, int firstReplicate)
    {
        var keys = new ReplicateKeys(seed, firstReplicate);
        Begin(keys, _ => keys);
    }

    /// <summary>Turns to eight replicates whose chance and whose parameters may come from different places.</summary>
    /// <param name="chance">For births, deaths and moves.</param>
    /// <param name="walks">For the walk of a <see cref="DrawPurpose"/>; null: it stands still.</param>
    void Begin(ReplicateKeys chance, Func<uint, ReplicateKeys?> walks);

    /// <summary>Residents of a buurt on each 1 January; shape [Year, Sex (V, M), Band, 8]; persons, ≥ 0.</summary>
    ReadOnlySpan<double> Persons(int buurt);

    /// <summary>
    /// Of those who live in the buurt on a 1 January: the share of a band that has its last age, and grows into the next before
    /// the year is over; shape [Year but the last, Band, 8], in [0, 1].
    /// </summary>
    ReadOnlySpan<double> Outgrow(int buurt);
}
