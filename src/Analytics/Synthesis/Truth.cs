using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Need;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Synthesis;

/// <summary>
/// What the records are made from: the settings of <see cref="TruthSettings"/> worked out on one product axis and one set
/// of areas, and the relative risks that were drawn. B buurten, P products proper, A age bands; arrays are row-major.
/// Age in a year = the year − the year of birth, as a cube counts it. Immutable; thread-safe.
/// </summary>
public sealed class Truth
{
    public required GeneratorSettings Asked { get; init; }

    public required TruthSettings Settings { get; init; }

    public required AreaIndex Areas { get; init; }

    public required ProductAxis Products { get; init; }

    public AgeBands Bands => Settings.Bands;

    /// <summary>Shape [P]; null for a product that is not generated.</summary>
    public required ImmutableArray<ProductTruth?> Of { get; init; }

    /// <summary>Shape [P, A, Sex V M]; unit: new requests per person-year in the reference year, at θ = 1; 0 outside the ages that may start.</summary>
    public required ImmutableArray<double> RequestRate { get; init; }

    /// <summary>Shape [B, P]: relative risk θ ~ Gamma(α, α), drawn per buurt and product.</summary>
    public required ImmutableArray<double> RelativeRisk { get; init; }

    /// <summary>Shape [P]; null for a product that is not generated.</summary>
    public required ImmutableArray<StayModel?> Stays { get; init; }

    /// <summary>Shape [P, P]: where a step up or down leads, in shares of the ends that are steps; rows sum to 1 or 0.</summary>
    public required ImmutableArray<double> StepTo { get; init; }

    public int ProductCount => Products.ProductCount;

    /// <summary>New requests per person-year of one product, band, sex, buurt and year that come into being and are reported.</summary>
    /// <returns>Unit: 1/yr; rate × trend × θ × reporting, ≥ 0.</returns>
    public double RateOf(int buurt, int product, int band, Sex sex, int year) =>
        RequestRate[(((product * Bands.Count) + band) * 2) + (int)sex]
        * RelativeRisk[(buurt * ProductCount) + product]
        * TrendOf(product, year)
        * ReportingOf(Products.Products[product].Act, year);

    /// <summary>Rate in a year against the reference year; ≥ 0.</summary>
    public double TrendOf(int product, int year) =>
        Of[product] is { } truth ? Math.Max(0, 1 + (truth.Trend.Value * (year - Settings.ReferenceYear))) : 0;

    /// <summary>Share of care that reaches the records.</summary>
    public double ReportingOf(Act act, int year) =>
        act == Act.Jeugd && Settings.JeugdReporting.TryGetValue(year, out var share) ? share : 1;
}
