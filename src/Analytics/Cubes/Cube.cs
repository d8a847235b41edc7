using System.Collections.Immutable;
using Populatie.Analytics.Evidence;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// The use cube: what was observed, without any person in it. The one currency between records and everything else.
/// Two tables, because distinct clients do not add up over periods or products: <see cref="Flows"/> is additive and
/// holds base periods and products proper; <see cref="Clients"/> holds exact distinct counts for every period level and
/// every product total. <see cref="Stays"/> is what the fit needs to know of durations and transitions.
/// </summary>
public sealed class Cube
{
    /// <summary>
    /// Additive measures per base period. <c>begun</c> and <c>ended</c> by first and last day in care; <c>entered</c> and
    /// <c>left</c> are open spells that came into or went out of a cell because the person moved or aged, or that were
    /// already running on the first day of the data (law A3). <c>open</c> goes on after the last day of the period (or of the
    /// data). <c>requests</c> are counted at the day of the request, or of the start when the records give no request;
    /// <c>returns</c> are those among them 1 … 365 days after an earlier end in the same product. <c>waiting</c> has been
    /// asked for by the last day of the period and has not started; <c>waiting_days</c> are the days between request and
    /// start of what started in the period. <c>minutes</c> and <c>cost</c> are spread over the days of each line.
    /// Units: spells, except person_days and waiting_days (days), minutes, cost (euro cents).
    /// </summary>
    public static readonly IReadOnlyList<string> FlowMeasures =
    [
        "requests",
        "returns",
        "begun",
        "ended",
        "entered",
        "left",
        "open",
        "person_days",
        "waiting",
        "waiting_days",
        "minutes",
        "cost",
    ];

    public static readonly IReadOnlyList<string> ClientMeasures = ["clients"];

    /// <summary>
    /// Persons on the last day of each year (or of the data) by how long, see <see cref="Cubes.Durations"/>, for every
    /// product and total; each counts once, with the longest. <c>waiting</c>: has asked, has not started. <c>basiszorg</c>:
    /// in care of track 2, without any aanvullende zorg and not waiting for anything. <c>dropped</c>: ended a wait in the year
    /// without care, for an unknown or another reason or by dropping out, and has not asked again by its end.
    /// </summary>
    public static readonly IReadOnlyList<string> DurationMeasures = ["waiting", "basiszorg", "dropped"];

    /// <summary>
    /// Distinct per period and product or total, at the same levels as clients: households with anybody in care, and
    /// clients of whom no record in care in that period names a household.
    /// </summary>
    public static readonly IReadOnlyList<string> HouseholdMeasures = ["households", "clients_without_household"];

    public Cube(
        CubeAxes axes,
        CubeTable flows,
        CubeTable clients,
        StayTable stays,
        CubeOrigin origin,
        CubeTable? durations = null,
        StayYears? stayYears = null,
        CubeTable? households = null,
        ImmutableArray<ImmutableArray<int>> splits = default
    )
    {
        (Axes, Flows, Clients, Stays, Origin) = (axes, flows, clients, stays, origin);
        Splits = splits.IsDefault ? [] : splits;
        (Durations, StayYears) = (durations ?? Cubes.Durations.None(), stayYears);
        Households =
            households
            ?? new CubeTable(
                HouseholdMeasures,
                [],
                [
                    [],
                    [],
                ]
            );
    }

    public CubeAxes Axes { get; }

    public CubeTable Flows { get; }

    public CubeTable Clients { get; }

    /// <summary>
    /// <see cref="HouseholdMeasures"/>; keys name leaf, period and product or total, and 0 for age, sex and delivery,
    /// which a household does not have. Empty when the records name no household.
    /// </summary>
    public CubeTable Households { get; }

    /// <summary>
    /// Leaves over which the cells of a buurt of an older vintage were divided, a set per buurt: an area that holds some of
    /// a set but not all of it shows allocated figures. Empty for a cube counted on its own areas.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> Splits { get; }

    public StayTable Stays { get; }

    public CubeOrigin Origin { get; }

    /// <summary>
    /// Clients as published tables give them, when the cube was made of such tables; it then holds nothing else. Null for
    /// a cube of records.
    /// </summary>
    public CountIntervals? Published { get; init; }

    /// <summary>
    /// Shape [Year, Product], from the first year: spells begun of which no record names the day of the request, so that the
    /// start counts as one. Default when the source of the cube does not tell.
    /// </summary>
    public ImmutableArray<long> StartsWithoutRequest { get; init; }

    /// <summary>Year-end persons by length; empty when the source of the cube does not tell.</summary>
    public CubeTable Durations { get; }

    /// <summary>The stays by year; null when the source of the cube does not tell.</summary>
    public StayYears? StayYears { get; }

    /// <summary>Stays and transitions as if the data ended with a year; those of all years when the cube cannot tell.</summary>
    public StayTable StaysUntil(int year) =>
        StayYears is null || year >= Origin.LastYear ? Stays : StayYears.Until(year, Stays);
}

/// <summary>Where a cube comes from, as every table made of it says.</summary>
/// <param name="Basis">Observed, synthetic when any record was generated, or published.</param>
/// <param name="Inputs">Names and digests of the inputs.</param>
/// <param name="FirstYear">First year with data.</param>
/// <param name="LastYear">Last year with data.</param>
/// <param name="Schematic">True when the boundaries are schematic.</param>
public sealed record CubeOrigin(
    Basis Basis,
    IReadOnlyDictionary<string, string> Inputs,
    int FirstYear,
    int LastYear,
    bool Schematic
);
