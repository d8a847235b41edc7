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

    public Cube(CubeAxes axes, CubeTable flows, CubeTable clients, StayTable stays, CubeOrigin origin)
    {
        (Axes, Flows, Clients, Stays, Origin) = (axes, flows, clients, stays, origin);
    }

    public CubeAxes Axes { get; }

    public CubeTable Flows { get; }

    public CubeTable Clients { get; }

    public StayTable Stays { get; }

    public CubeOrigin Origin { get; }
}

/// <summary>Where a cube comes from, as every table made of it says.</summary>
/// <param name="Basis">Observed, or synthetic when any record was generated.</param>
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
