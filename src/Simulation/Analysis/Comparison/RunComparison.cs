using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;

namespace Populatie.Simulation.Analysis.Comparison;

/// <summary>One figure in two runs.</summary>
public sealed record ComparisonRow : PairedDifference
{
    /// <param name="a">Id of the run that is compared with.</param>
    /// <param name="b">Id of the run that is compared.</param>
    [SetsRequiredMembers]
    public ComparisonRow(
        PairedDifference difference,
        string a,
        string b,
        Area area,
        int year,
        string product,
        Measure measure
    )
        : base(difference)
    {
        (A, B, Area, AreaName, Level) = (a, b, area.Code, area.Name, area.Level);
        (Year, Product, Measure, Unit) = (year, product, measure.Name, measure.Unit);
        Preference = Preferences.Of(measure);
    }

    [JsonPropertyOrder(-1)]
    public string A { get; }

    [JsonPropertyOrder(-1)]
    public string B { get; }

    [JsonPropertyOrder(-1)]
    public string Area { get; }

    [JsonIgnore]
    public string AreaName { get; }

    [JsonPropertyOrder(-1)]
    public AreaLevel Level { get; }

    [JsonPropertyOrder(-1)]
    public int Year { get; }

    [JsonPropertyOrder(-1)]
    public string Product { get; }

    [JsonPropertyOrder(-1)]
    public string Measure { get; }

    [JsonPropertyOrder(-1)]
    public string Unit { get; }

    /// <summary>Which way this measure is better.</summary>
    public Preference Preference { get; }

    /// <summary>Share of futures in which B is better than A; null where neither way is better.</summary>
    [JsonPropertyName("p_better")]
    public double? Better => Preference == Preference.Less ? Lower : null;
}

/// <summary>Two runs of the same futures under different scenarios, side by side.</summary>
/// <remarks>
/// As JSON: <c>{a, b, scenario_a, scenario_b, seed, replicates, rows: [{a, b, area, level, year, product, measure, unit, mean_a,
/// mean_b, mean, sd, mcse, p2_5, p5, p50, p95, p97_5, mean_low_90, mean_high_90, mean_low_95, mean_high_95, p_lower, p_equal,
/// p_higher, variance_factor, preference, p_better}]}</c>, in snake case; what is null is left out. Immutable.
/// </remarks>
/// <param name="A">Id of the run that is compared with.</param>
/// <param name="B">Id of the run that is compared.</param>
public sealed record RunComparison(
    string A,
    string B,
    string ScenarioA,
    string ScenarioB,
    ulong Seed,
    int Replicates,
    ImmutableArray<ComparisonRow> Rows
);
