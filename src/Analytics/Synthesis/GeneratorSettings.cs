namespace Populatie.Analytics.Synthesis;

/// <summary>How closely the records follow what was published.</summary>
public enum GeneratorMode
{
    /// <summary>Yearly clients per wijk and for the gemeente equal the published ones; for demonstrations.</summary>
    Calibrated,

    /// <summary>The truth and nothing else; the only mode in which estimators may be scored.</summary>
    Free,
}

/// <summary>What is asked of the generator. The truth itself is another value: <see cref="TruthSettings"/>.</summary>
public sealed record GeneratorSettings
{
    public GeneratorMode Mode { get; init; } = GeneratorMode.Free;

    /// <summary>The same seed and inputs give the same records, at any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Wanted number of rows; fewer than there are means that persons are sampled. Null: all of them.</summary>
    public long? Rows { get; init; }

    /// <summary>First and last calendar year of the records; inclusive.</summary>
    public int FirstYear { get; init; } = 2015;

    public int LastYear { get; init; } = 2025;

    /// <summary>At least 1; never changes a result.</summary>
    public int Threads { get; init; } = 1;
}
