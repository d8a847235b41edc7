using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Need;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity.Money;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Capacity;

/// <summary>What a scenario assumes about staff, space, access and money, drawn within its ranges for eight replicates.</summary>
internal sealed class CapacityParameters
{
    private const int Lanes = Block8.Size;
    private readonly ParameterDraw draw;

    public CapacityParameters(Scenario scenario, Fit fit, MoneyPlan money, ParameterDraw draw)
    {
        this.draw = draw;
        var (staff, space, access) = (scenario.Staff, scenario.Space, scenario.Access);
        ContractHours = Draw(staff.ContractHours, Purpose.Staff, which: 0);
        DirectTime = Draw(staff.DirectTime, Purpose.Staff, which: 1);
        Absence = Draw(staff.Absence, Purpose.Staff, which: 2);
        Reserve = Draw(staff.Reserve, Purpose.Staff, which: 3);
        Attrition = Draw(staff.Attrition, Purpose.Staff, which: 4);
        Fill = Draw(staff.Fill, Purpose.Staff, which: 5);
        Establishment = Draw(FittedSupply.Establishment(scenario, fit), Purpose.Staff, which: 6);
        SpaceReserve = Draw(space.Reserve, Purpose.Space, which: 0);
        SpaceGrowth = Draw(space.Growth, Purpose.Space, which: 1);
        Dwellings = Draw(space.Dwellings, Purpose.Space, which: 2);
        IntakeMinutes = Draw(access.IntakeHours, Purpose.Access, which: 0);
        foreach (ref var minutes in IntakeMinutes.AsSpan())
        {
            minutes *= YearParts.MinutesPerHour;
        }
        Inquiry = FittedSupply.Inquiry(scenario, fit) is { } inquiry ? Draw(inquiry, Purpose.Access, which: 3) : [];
        PastTeam =
        [
            Draw(access.PastTeamWmo, Purpose.Access, which: 1),
            Draw(access.PastTeamJeugd, Purpose.Access, which: 2),
        ];
        StatedFte = [.. scenario.Groups.Select((g, i) => DrawStated(g.Fte, Purpose.StatedFte, (uint)i))];
        StatedPlaces = [.. scenario.Groups.Select((g, i) => DrawStated(g.PlacesNow, Purpose.StatedPlaces, (uint)i))];
        Budget = [.. money.Contracts.Select(c => DrawStated(c.Budget, Purpose.Contract, CellOf(c)))];
        Indexation = [.. money.Contracts.Select(c => Draw(c.Indexation, Purpose.Contract, CellOf(c), 1))];
        Induced = [.. money.Contracts.Select(c => Draw(c.Induced, Purpose.Contract, CellOf(c), 2))];
    }

    /// <summary>Shape [8]; hours per FTE per year.</summary>
    public double[] ContractHours { get; }

    public double[] DirectTime { get; }

    public double[] Absence { get; }

    public double[] Reserve { get; }

    /// <summary>Shape [8]; 1/yr.</summary>
    public double[] Attrition { get; }

    /// <summary>Shape [8]; 1/yr.</summary>
    public double[] Fill { get; }

    public double[] Establishment { get; }

    public double[] SpaceReserve { get; }

    public double[] SpaceGrowth { get; }

    public double[] Dwellings { get; }

    /// <summary>Shape [8]; team minutes per request that it takes in.</summary>
    public double[] IntakeMinutes { get; }

    /// <summary>Shape [8]; weeks; empty where each product has a wait of its own.</summary>
    public double[] Inquiry { get; }

    /// <summary>Shape [Act][8]: share of the requests for track 3 that passes the team by.</summary>
    public ImmutableArray<double[]> PastTeam { get; }

    /// <summary>Shape [Group][8]; unit: FTE; empty where it is not stated.</summary>
    public ImmutableArray<double[]> StatedFte { get; }

    /// <summary>Shape [Group][8]; empty where it is not stated.</summary>
    public ImmutableArray<double[]> StatedPlaces { get; }

    /// <summary>Shape [Contract][8]; unit: euros per year; empty where it is not stated.</summary>
    public ImmutableArray<double[]> Budget { get; }

    /// <summary>Shape [Contract][8].</summary>
    public ImmutableArray<double[]> Indexation { get; }

    /// <summary>Shape [Contract][8].</summary>
    public ImmutableArray<double[]> Induced { get; }

    private static uint CellOf(Contract contract) => ((uint)contract.Act << 2) | (uint)contract.Track;

    private double[] Draw(Assumption assumption, Purpose purpose, uint cell = 0, uint which = 0)
    {
        var values = new double[Lanes];
        draw.Within(assumption, purpose, values, cell, which);
        return values;
    }

    private double[] DrawStated(Assumption? assumption, Purpose purpose, uint cell) =>
        assumption is null ? [] : Draw(assumption, purpose, cell);
}
