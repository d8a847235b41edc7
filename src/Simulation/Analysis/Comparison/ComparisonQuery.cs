using System.Collections.Immutable;
using Populatie.Analytics.Areas;

namespace Populatie.Simulation.Analysis.Comparison;

/// <summary>
/// What to compare two runs in. What is left empty is chosen: the measures that people ask for, halfway and in the last year.
/// </summary>
public sealed record ComparisonQuery
{
    public AreaLevel Level { get; init; } = AreaLevel.Gemeente;

    /// <summary>Code of one area; null for all of the level.</summary>
    public string? Area { get; init; }

    /// <summary>Names of measures.</summary>
    public ImmutableArray<string> Measures { get; init; } = [];

    public ImmutableArray<int> Years { get; init; } = [];

    /// <summary>Totals; empty for <c>all</c>.</summary>
    public ImmutableArray<string> Products { get; init; } = [];
}
