namespace Populatie.Simulation.Projection;

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

    /// <summary>The residents of a block of eight replicates.</summary>
    IResidentBlock Block(int block);
}

/// <summary>Residents for eight replicates. Used by one thread.</summary>
public interface IResidentBlock
{
    /// <summary>Fills shape [Year, Sex (V, M), Age 0…105, Lane]; unit: persons on 1 January, ≥ 0.</summary>
    void Fill(int buurt, Span<int> persons);
}
