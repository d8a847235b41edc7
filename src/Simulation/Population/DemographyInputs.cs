using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Population;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Population;

/// <summary>All that a demography is made from.</summary>
public sealed record DemographyInputs
{
    /// <summary>Residents on 1 January of the base year, buurten in the order of <see cref="WijkOfBuurt"/>.</summary>
    public required PopulationTable Base { get; init; }

    /// <summary>Last year that is simulated: the projection ends on 1 January after it.</summary>
    public required int LastYear { get; init; }

    /// <summary>Shape [Buurt]: ordinal of the wijk.</summary>
    public required ImmutableArray<int> WijkOfBuurt { get; init; }

    public required int WijkCount { get; init; }

    public required NationalTables National { get; init; }

    public required MigrationProfile Moves { get; init; }

    public required DemographySettings Settings { get; init; }

    public AgeBands Bands { get; init; } = AgeBands.Default;

    public VitalFactors Vital { get; init; } = VitalFactors.National;

    /// <summary>Null: nobody forecasts, and net migration is 0 in the mean.</summary>
    public WijkGrowth? Growth { get; init; }

    /// <summary>Inputs for a set of areas: the table's buurten are matched by code, in the order of the index.</summary>
    /// <exception cref="ArgumentException">A buurt of the index has no residents table, or the other way round.</exception>
    public static DemographyInputs For(
        AreaIndex areas,
        PopulationSeries series,
        int baseYear,
        int lastYear,
        DemographySettings settings,
        WijkForecast? forecast = null
    )
    {
        if (!series.BuurtCodes.SequenceEqual(areas.Buurten.Select(b => b.Code), StringComparer.Ordinal))
        {
            throw new ArgumentException("the population has other buurten than the areas", nameof(series));
        }
        var wijken = areas.AreasAt(AreaLevel.Wijk)[..areas.WijkCount].Select(w => w.Code).ToArray();
        return new()
        {
            Base = series.At(baseYear),
            LastYear = lastYear,
            WijkOfBuurt = areas.OfLeaf(AreaLevel.Wijk)[..areas.BuurtCount],
            WijkCount = areas.WijkCount,
            National = NationalTables.Embedded,
            Moves = MigrationProfile.For(areas),
            Settings = settings,
            Vital = VitalFactors.For(areas),
            Growth = forecast is null ? null : WijkGrowth.From(forecast, wijken, baseYear, lastYear + 1),
        };
    }
}
