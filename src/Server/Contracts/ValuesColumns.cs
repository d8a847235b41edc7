using System.Text.Json.Serialization;

namespace Populatie.Server.Contracts;

/// <summary>One measure of all areas of a level in one year. All columns have one entry per area.</summary>
/// <param name="Observed">Whether the year is one of the base.</param>
/// <param name="Population">Residents in the middle of the futures.</param>
/// <param name="Scale">Where a scale of colours ends, the same in every year of the run.</param>
/// <param name="Reliability">How well the mean is known; null where the figure is.</param>
/// <param name="Reason">Why figures are null; null where they are not.</param>
internal sealed record ValuesColumns(
    string Run,
    string Measure,
    string Unit,
    string Level,
    string Product,
    int Year,
    bool Observed,
    string[] Area,
    double?[] Population,
    ColourScale Scale,
    double?[] Mean,
    double?[] P5,
    double?[] P25,
    double?[] P50,
    double?[] P75,
    double?[] P95,
    string?[] Reliability,
    string[] Basis,
    string?[] Reason
);

/// <summary>One measure of one area in all years. All columns have one entry per year.</summary>
/// <param name="LastObserved">The last year of the base.</param>
internal sealed record SeriesColumns(
    string Run,
    string Measure,
    string Unit,
    string Level,
    string Product,
    string Area,
    int LastObserved,
    int[] Year,
    double?[] Mean,
    double?[] P5,
    double?[] P25,
    double?[] P50,
    double?[] P75,
    double?[] P95,
    string?[] Reliability,
    string[] Basis,
    string?[] Reason
);

/// <summary>What all but the largest few areas stay under in the projected years.</summary>
/// <param name="Total">Of the figures themselves.</param>
internal sealed record ColourScale(ScaleEnd Total, [property: JsonPropertyName("per_1000")] ScaleEnd PerThousand);

/// <summary>By quantile of the futures.</summary>
internal sealed record ScaleEnd(double P5, double P25, double P50, double P75, double P95);

/// <summary>Middles of one measure of all areas of a level in all years: area after area, within an area year after year.</summary>
/// <param name="LastObserved">The last year of the base.</param>
/// <param name="Population">Residents in the middle of the futures.</param>
/// <param name="Reason">Why figures are null; null where they are not, or nothing is known.</param>
internal sealed record PeersColumns(
    string Run,
    string Measure,
    string Unit,
    string Level,
    string Product,
    int LastObserved,
    int[] Year,
    string[] Area,
    double?[] Population,
    double?[] P50,
    string?[] Reason
);
