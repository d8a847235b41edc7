using Populatie.Analytics.Areas;

namespace Populatie.Analytics.Evidence;

/// <summary>One figure as it is shown: what, where, when, in which unit, how sure, and resting on what.</summary>
public sealed record Figure
{
    public required string Area { get; init; }

    public required string AreaName { get; init; }

    public required AreaLevel Level { get; init; }

    public required int Year { get; init; }

    /// <summary><c>2024Q3</c> or <c>2024-07</c> when the figure is of less than a year.</summary>
    public string? Period { get; init; }

    public required string Product { get; init; }

    public required string Measure { get; init; }

    public required string Unit { get; init; }

    /// <summary>A single value (cubes, fits), in <see cref="Unit"/>.</summary>
    public double? Value { get; init; }

    /// <summary>5% and 95% bounds of a single value, when it is an interval; certain bounds where it was rounded.</summary>
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>The distribution over replicates (runs).</summary>
    public Distribution? Spread { get; init; }

    /// <summary><c>high</c>, <c>fair</c>, <c>low</c>: how wide the interval is against the value.</summary>
    public string? Reliability { get; init; }

    /// <summary><c>A</c> … <c>D</c>: how much stands behind the figure; see <see cref="EvidenceGrade"/>.</summary>
    public string? Evidence { get; init; }

    public required Basis Basis { get; init; }
}

/// <summary>Statistics over replicates, in the unit of the figure. Quantiles are ordered (law P11).</summary>
/// <param name="Mcse">Monte Carlo standard error of the mean: sd ÷ √R.</param>
public sealed record Distribution(
    double Mean,
    double Sd,
    double Mcse,
    double P5,
    double P25,
    double P50,
    double P75,
    double P95
);

/// <summary>Which figures are asked for; null means all.</summary>
public sealed record FigureQuery
{
    public string? Measure { get; init; }

    public AreaLevel Level { get; init; } = AreaLevel.Gemeente;

    public string? Area { get; init; }

    public int? Year { get; init; }

    public string? Product { get; init; }
}
