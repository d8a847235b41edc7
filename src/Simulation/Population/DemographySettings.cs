using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Population;

/// <summary>How uncertain the demography of a replicate is: standard deviations of yearly steps of the logarithm.</summary>
public sealed record DemographySettings
{
    private static readonly Assumption Still = new(0, 0, 0, "a test of the path without noise", 1);

    public required Assumption FertilityWalkCity { get; init; }

    public required Assumption FertilityWalkWijk { get; init; }

    public required Assumption MortalityWalkCity { get; init; }

    public required Assumption MortalityWalkWijk { get; init; }

    public required Assumption MigrationWalkCity { get; init; }

    public required Assumption MigrationWalkWijk { get; init; }

    /// <summary>No uncertainty of parameters: only the chance of single events is left.</summary>
    public static DemographySettings Certain { get; } =
        new()
        {
            FertilityWalkCity = Still,
            FertilityWalkWijk = Still,
            MortalityWalkCity = Still,
            MortalityWalkWijk = Still,
            MigrationWalkCity = Still,
            MigrationWalkWijk = Still,
        };

    /// <summary>Every setting with its name.</summary>
    public IEnumerable<(string Name, Assumption Value)> ByName() =>
        [
            ("fertility-walk-city", FertilityWalkCity),
            ("fertility-walk-wijk", FertilityWalkWijk),
            ("mortality-walk-city", MortalityWalkCity),
            ("mortality-walk-wijk", MortalityWalkWijk),
            ("migration-walk-city", MigrationWalkCity),
            ("migration-walk-wijk", MigrationWalkWijk),
        ];
}
