namespace Populatie.Analytics.Records.Quality;

/// <summary>What is worth telling of a delivery. Nothing here changes a record.</summary>
public sealed record QualitySettings
{
    /// <summary>A year in which so many times as many spells of a product begin as in the year before, or so many times fewer, is a jump.</summary>
    public double JumpRatio { get; init; } = 1.5;

    /// <summary>Fewer spells than this in the larger of the two years are no ground for a remark.</summary>
    public int JumpLeast { get; init; } = 100;

    /// <summary>A smaller difference than so many standard deviations of two equal Poisson counts is chance.</summary>
    public double JumpDeviations { get; init; } = 4.5;

    /// <summary>
    /// Rows held in memory to compare those of one person. In a larger delivery one person in two is compared, or one in
    /// four, and so on: all rows of a person or none.
    /// </summary>
    public int RowsHeld { get; init; } = 4_000_000;

    /// <summary>Places named per finding.</summary>
    public int FirstPlaces { get; init; } = 5;
}
