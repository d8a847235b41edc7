using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;
using Populatie.Simulation.Scenarios.Levers;

namespace Populatie.Simulation.Scenarios;

/// <summary>Which finished artefacts a projection starts from; ids, prefixes, paths or <c>latest</c>.</summary>
/// <param name="Year">Last observed year; the first projected year is the next.</param>
public sealed record BaseChoice(int Year, string Cube, string Population, string Fit);

public enum GrowthMode
{
    /// <summary>The engine's own demography × rates × durations × prices.</summary>
    BottomUp,

    /// <summary>Spending follows the vintage; what it cannot buy is reported.</summary>
    TopDown,
}

/// <summary>What is assumed about growth. All rates are per year, as fractions.</summary>
/// <param name="Vintage">Code of a published path, or <c>none</c>.</param>
/// <param name="Wmo">For the years that the vintage does not give.</param>
/// <param name="Jeugd">The same for Jeugd.</param>
/// <param name="Other">Growth of the need rate that nothing else explains.</param>
/// <param name="Trend">Whether the growth of requests that the fit found goes on, fading.</param>
/// <param name="PeriodSteps">6 or 7: whether "2027-2033" begins with the step from 2027 or the step to 2027.</param>
public sealed record GrowthChoice(
    string Vintage,
    GrowthMode Mode,
    Assumption? Wmo,
    Assumption? Jeugd,
    Assumption Other,
    int PeriodSteps,
    bool Trend = true
)
{
    public const string NoVintage = "none";

    public Assumption? Of(Act act) => act == Act.Wmo ? Wmo : Jeugd;
}

/// <summary>Yearly growth of prices, as fractions.</summary>
/// <param name="Relative">Prices of care above those of the whole economy.</param>
/// <param name="Deflator">Prices of the whole economy (GDP deflator).</param>
public sealed record PriceChoice(Assumption Relative, Assumption Deflator);

/// <summary>How much chance there is in the parameters.</summary>
/// <param name="Parameters">False: every parameter at its central value; only the chance of events remains.</param>
/// <param name="WijkVolatility">
/// Standard deviation of the yearly walk of the logarithm of a wijk's request rate; null: as the fit found it.
/// </param>
/// <param name="CityVolatility">The same of what all products of an act share; null: as the fit found it.</param>
public sealed record UncertaintyChoice(bool Parameters, Assumption? WijkVolatility, Assumption? CityVolatility = null);

/// <summary>
/// A named future: everything that is assumed, once, validated. Immutable; equal scenarios give equal runs.
/// </summary>
public sealed record Scenario
{
    /// <summary>Where its parts stand; no part of the value.</summary>
    [JsonIgnore]
    public ScenarioOrigin Origin { get; init; } = ScenarioOrigin.Unknown;

    public required string Name { get; init; }

    public required BaseChoice Base { get; init; }

    /// <summary>Last projected year.</summary>
    public required int Horizon { get; init; }

    /// <summary>Steps in a year: 4 (quarters) or 12 (months).</summary>
    public int StepsPerYear { get; init; } = 4;

    public required GrowthChoice Growth { get; init; }

    public required PriceChoice Prices { get; init; }

    public CapacityChoice Capacity { get; init; } = CapacityChoice.Unlimited;

    /// <summary>Who delivers what; a product in no group has no scarcity.</summary>
    public ImmutableArray<ProductGroup> Groups { get; init; } = [];

    public required StaffChoice Staff { get; init; }

    public required SpaceChoice Space { get; init; }

    public required AccessChoice Access { get; init; }

    public required QueueChoice Queue { get; init; }

    public required MoneyChoice Money { get; init; }

    /// <summary>Share of needs that become a request before any lever; 1 is neutral.</summary>
    public required Assumption TakeUp { get; init; }

    /// <summary>Take-up follows from who lives where, per buurt, in place of <see cref="TakeUp"/>.</summary>
    public bool TakeUpBySegments { get; init; }

    public required UncertaintyChoice Uncertainty { get; init; }

    public ImmutableArray<Lever> Levers { get; init; } = [];

    /// <summary>Substeps of the queues in a step: weeks.</summary>
    public int SubstepsPerStep { get; init; } = 13;

    public int FirstYear => Base.Year + 1;

    public int YearCount => Horizon - Base.Year;
}
