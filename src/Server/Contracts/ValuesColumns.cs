namespace Populatie.Server.Contracts;

/// <summary>One measure of all areas of a level in one year. All columns have one entry per area.</summary>
/// <param name="Observed">Whether the year is one of the base.</param>
/// <param name="Population">Residents in the middle of the futures.</param>
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
