using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records;

namespace Populatie.Simulation.Scenarios;

/// <summary>Which of the three scarcities may bind. All off: everyone who asks begins at once.</summary>
public sealed record CapacityChoice(bool Staff, bool Space, bool Money)
{
    public static readonly CapacityChoice Unlimited = new(false, false, false);

    public bool IsUnlimited => this == Unlimited;
}

/// <summary>Products that are delivered by the same people, and the areas within which those people can be shared.</summary>
/// <param name="Name">Such as <c>buurtteam-sociaal</c>; levers and staff figures name it.</param>
/// <param name="Products">Codes of products, tracks or acts; a product belongs to the first group that names it.</param>
/// <param name="Pool">Level whose areas each have a pool of their own; the next wider one where an area set lacks it.</param>
/// <param name="Places">Whether care happens in places of the provider: then space may bind.</param>
/// <param name="Intake">Whether this is the team that takes requests in and refers them.</param>
/// <param name="Fte">Contracted staff at the end of the base year, all pools together; null: as the base year used, and the reserve.</param>
/// <param name="PlacesNow">Places at the end of the base year; null: as the base year used, and the reserve.</param>
public sealed record ProductGroup(
    string Name,
    ImmutableArray<string> Products,
    AreaLevel Pool,
    bool Places,
    bool Intake,
    Assumption? Fte,
    Assumption? PlacesNow
)
{
    /// <summary>Whether staff, places or money of the group can run out; else people only wait as long as it takes.</summary>
    public bool IsScarce { get; init; } = true;

    /// <summary>Clients per pool on average below which staff is shared at the next wider level; 0: the level holds.</summary>
    public double LeastClients { get; init; }
}

/// <summary>How hours become FTE, and how the staff of a provider comes and goes. Rates per year, as fractions.</summary>
/// <param name="ContractHours">Hours per FTE per year.</param>
/// <param name="DirectTime">Share of the hours at work that is spent with clients, in (0, 1].</param>
/// <param name="Absence">Share of the contract hours that is lost to sickness, in [0, 1).</param>
/// <param name="Reserve">What the base year's staff could do above what it did, as a share.</param>
/// <param name="Attrition">Share of the staff that leaves in a year.</param>
/// <param name="Fill">Share of the vacancies that is filled in a year: the labour market.</param>
/// <param name="Establishment">Growth of the number of posts; null: as the hours delivered grew.</param>
public sealed record StaffChoice(
    Assumption ContractHours,
    Assumption DirectTime,
    Assumption Absence,
    Assumption Reserve,
    Assumption Attrition,
    Assumption Fill,
    Assumption? Establishment
);

/// <summary>Places, and homes to move on to.</summary>
/// <param name="Reserve">Places above those in use at the end of the base year, as a share.</param>
/// <param name="Growth">Growth of the number of places per year.</param>
/// <param name="Dwellings">Homes that become available in a year, as a share of those who are ready to leave protected living.</param>
public sealed record SpaceChoice(Assumption Reserve, Assumption Growth, Assumption Dwellings);

/// <summary>The way from request to decision.</summary>
/// <param name="IntakeHours">Team hours per request.</param>
/// <param name="Inquiry">
/// Weeks from request to decision that it takes at least, for whoever can wait; null: people wait for each product as long as
/// the records tell, from request to start.
/// </param>
/// <param name="PastTeamWmo">Share of the requests for track 3 that does not pass the team.</param>
/// <param name="PastTeamJeugd">The same for Jeugd: general practitioner, court, certified institution.</param>
public sealed record AccessChoice(
    Assumption IntakeHours,
    Assumption? Inquiry,
    Assumption PastTeamWmo,
    Assumption PastTeamJeugd
);

/// <summary>Who goes first, and what happens while waiting. Rates are per year.</summary>
/// <param name="SafetyWmo">Share of requests that cannot wait, by act; always served, no scenario can lower it.</param>
/// <param name="Urgent">Share of requests that goes before the others.</param>
/// <param name="DropOut">Rate at which people who wait leave the list, for whatever reason; 1/yr; null: as the records tell.</param>
/// <param name="Helped">Of them: the share that is helped informally, in track 1; null: as the records tell.</param>
/// <param name="Worsen">Rate at which people who wait need a heavier product; 1/yr; null: as the records tell.</param>
/// <param name="NormWmo">Weeks from request to decision, and from decision to start, beyond which waiting is unmet need.</param>
public sealed record QueueChoice(
    Assumption SafetyWmo,
    Assumption SafetyJeugd,
    Assumption Urgent,
    Assumption? DropOut,
    Assumption? Helped,
    Assumption? Worsen,
    WaitNorm NormWmo,
    WaitNorm NormJeugd
);

/// <summary>Weeks.</summary>
public sealed record WaitNorm(Assumption Decision, Assumption Start);

public enum ContractForm
{
    /// <summary>A lump sum with a ceiling and a duty to deliver (<c>taakgericht</c>).</summary>
    LumpSum,

    /// <summary>Volume times tariff (<c>inspanningsgericht</c>).</summary>
    Effort,

    /// <summary>Paid per result (<c>outputgericht</c>).</summary>
    Output,
}

/// <summary>What happens when the budget is spent.</summary>
public enum BudgetPolicy
{
    Queue,
    Reallocate,

    /// <summary>Not for a lump sum.</summary>
    Overspend,
}

/// <summary>What the municipality pays for an act and a track.</summary>
/// <param name="Budget">Euros per year at prices of the base year; null: what the base year cost.</param>
/// <param name="Indexation">Growth of the budget above the deflator, per year.</param>
/// <param name="Induced">Growth of volume that the form itself brings about, per year (effort only).</param>
public sealed record Contract(
    Act Act,
    Track Track,
    ContractForm Form,
    BudgetPolicy Policy,
    Assumption? Budget,
    Assumption Indexation,
    Assumption Induced
);

/// <summary>By which scarce capacity is shared over the buurten of a pool; the total shared is the same (law P10).</summary>
public enum AllocationRule
{
    Need,
    PerHead,

    /// <summary>Unequal investment: more where need per head is higher.</summary>
    Progressive,
}

/// <summary>Contracts, and the rule of sharing.</summary>
public sealed record MoneyChoice(ImmutableArray<Contract> Contracts, AllocationRule Allocation);
