using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Need.Dynamics;

/// <summary>What is believed of the yearly changes of requests before the records speak. Source: geodata/catalogue/fit.yaml.</summary>
/// <param name="TrendSpread">Standard deviation of the lasting growth of an act; 1/yr.</param>
/// <param name="OwnTrendSpread">The same of a product beside its act; 1/yr.</param>
/// <param name="TrendDamping">What is left of a lasting growth a year later.</param>
/// <param name="CityVolatility">Standard deviation of a yearly shock that all products of an act share; 1/√yr.</param>
/// <param name="CityVolatilityYears">How many yearly changes that is worth.</param>
/// <param name="CityMoment">Standard deviation of what a year has and the next has not, of all products of an act.</param>
/// <param name="OwnVolatility">The same of a product beside its act; 1/√yr.</param>
/// <param name="OwnVolatilityYears">How many yearly changes that is worth.</param>
/// <param name="OwnMoment">What a year has and the next has not, of a product beside its act.</param>
/// <param name="Floor">Smallest volatility that is ever reported; 1/√yr.</param>
/// <param name="WijkVolatility">Standard deviation of a yearly shock of a large wijk beside the city; 1/√yr.</param>
/// <param name="WijkTurnover">What small wijken have more: variance times requests per year.</param>
/// <param name="WijkChanges">How many yearly changes of wijken both are worth.</param>
public sealed record DynamicsAssumptions(
    Assumption TrendSpread,
    Assumption OwnTrendSpread,
    Assumption TrendDamping,
    Assumption CityVolatility,
    Assumption CityMoment,
    Assumption CityVolatilityYears,
    Assumption OwnVolatility,
    Assumption OwnMoment,
    Assumption OwnVolatilityYears,
    Assumption Floor,
    Assumption WijkVolatility,
    Assumption WijkTurnover,
    Assumption WijkChanges
);
