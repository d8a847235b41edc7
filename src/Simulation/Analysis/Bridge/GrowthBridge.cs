using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;

namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>A link of the chain from residents to money.</summary>
public enum BridgeTerm
{
    /// <summary>Number of residents.</summary>
    Residents,

    /// <summary>Their ages, sexes and buurten: what care would cost more or less per resident if rates stayed as they are.</summary>
    Ageing,

    /// <summary>Clients per resident, beyond what ages explain.</summary>
    Rate,

    /// <summary>Hours of care per client in a year.</summary>
    Duration,

    /// <summary>Cost per hour at constant prices: the mix of products.</summary>
    Mix,

    /// <summary>Prices of care against all other prices.</summary>
    RelativePrice,

    /// <summary>All prices.</summary>
    GeneralPrice,

    /// <summary>Mix and prices together, where no more is known.</summary>
    Price,
}

/// <summary>In what kind of money a bridge is.</summary>
public enum MoneyBasis
{
    Nominal,
    Real,
    Volume,
}

/// <summary>What one link contributed.</summary>
/// <param name="Change">Euro cents; the rows of a part sum to its end − begin.</param>
/// <param name="P5">Quantile of the contribution over the futures; null where values per future are not kept.</param>
/// <param name="Factor">By how much it multiplied the cost; the factors of a part multiply to its end ÷ begin.</param>
/// <param name="PerYear">The same per year, as a fraction.</param>
public sealed record BridgeRow(
    BridgeTerm Term,
    long Change,
    double? P5,
    double? P95,
    double Factor,
    double PerYear,
    Basis Basis
);

/// <summary>The growth of one act, or of all that was asked for.</summary>
/// <param name="Begin">Mean cost in the first year; euro cents.</param>
/// <param name="End">Mean cost in the last year; euro cents.</param>
public sealed record BridgePart(
    string Product,
    long Begin,
    long End,
    double Factor,
    double PerYear,
    ImmutableArray<BridgeRow> Rows
)
{
    public long Change => End - Begin;

    /// <summary>What no link explains: 0.</summary>
    public long Residual => Change - Rows.Sum(r => r.Change);
}

/// <summary>Growth of cost between two years, split along the chain residents → ages → clients → hours → volume → real → nominal.</summary>
/// <remarks>
/// As JSON: <c>{run, scenario, other, other_scenario, area, area_name, level, from, to, money, price_year, replicates, by_ages, parts: [{product, begin, end, change,
/// residual, factor, per_year, rows: [{term, change, p5, p95, factor, per_year, basis}]}]}</c>, in snake case; the last part is the
/// sum of those before it; what is null is left out. Immutable.
/// </remarks>
public sealed record GrowthBridge
{
    public required string Run { get; init; }

    public required string Scenario { get; init; }

    /// <summary>The run at the other end, in the same year; null where the ends are two years of one run.</summary>
    public string? Other { get; init; }

    public string? OtherScenario { get; init; }

    public required string Area { get; init; }

    public required string AreaName { get; init; }

    public required AreaLevel Level { get; init; }

    public required int From { get; init; }

    public required int To { get; init; }

    public required MoneyBasis Money { get; init; }

    /// <summary>Of real money and of volume.</summary>
    public required int PriceYear { get; init; }

    public required int Replicates { get; init; }

    /// <summary>Whether ages are told apart from the number of residents.</summary>
    public required bool ByAges { get; init; }

    public required ImmutableArray<BridgePart> Parts { get; init; }

    [JsonIgnore]
    public BridgePart Total => Parts[^1];
}
