using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Analytics.Records;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Levers;
using Populatie.Simulation.Scenarios.Notation;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>What a scenario calls the parameter that is drawn at an address, and its unit.</summary>
internal sealed class ParameterNames(ProjectionPlan plan)
{
    private static readonly ImmutableArray<(string Name, Unit Unit)> Staff =
    [
        ("staff.contract-hours", Unit.HoursPerYear),
        ("staff.direct-time", Unit.Percent),
        ("staff.absence", Unit.Percent),
        ("staff.reserve", Unit.Percent),
        ("staff.attrition", Unit.Percent),
        ("staff.fill", Unit.Percent),
        ("staff.establishment", Unit.Percent),
    ];

    private static readonly ImmutableArray<(string Name, Unit Unit)> Space =
    [
        ("space.reserve", Unit.Percent),
        ("space.growth", Unit.Percent),
        ("space.dwellings", Unit.Percent),
    ];

    private static readonly ImmutableArray<(string Name, Unit Unit)> Access =
    [
        ("access.intake-hours", Unit.Hours),
        ("access.past-team.wmo", Unit.Percent),
        ("access.past-team.jeugd", Unit.Percent),
        ("access.inquiry", Unit.Weeks),
    ];

    private static readonly ImmutableArray<(string Name, Unit Unit)> Waiting =
    [
        ("queue.safety.wmo", Unit.Percent),
        ("queue.safety.jeugd", Unit.Percent),
        ("queue.urgent", Unit.Percent),
        ("queue.drop-out", Unit.Percent),
        ("queue.helped", Unit.Percent),
        ("queue.worsen", Unit.Percent),
        ("queue.norm.wmo.decision", Unit.Weeks),
        ("queue.norm.jeugd.decision", Unit.Weeks),
        ("queue.norm.wmo.start", Unit.Weeks),
        ("queue.norm.jeugd.start", Unit.Weeks),
    ];

    public (string Name, Unit Unit) Of(DrawAddress at)
    {
        var scenario = plan.Inputs.Scenario;
        return (Purpose)at.Purpose switch
        {
            Purpose.OtherGrowth => ("growth.other", Unit.Percent),
            Purpose.RelativePrice => ("prices.relative", Unit.Percent),
            Purpose.Deflator => ("prices.deflator", Unit.Percent),
            Purpose.Spending => ($"growth.{NameOf((Act)at.Draw)}", Unit.Percent),
            Purpose.Lever => OfLever(scenario, at),
            Purpose.TakeUp => (plan.Levers.TakeUp.NameOf(at.Cell, at.Draw), Unit.Percent),
            Purpose.UnmetSetting => UnmetBlock.NameOf(at.Cell, at.Draw),
            Purpose.Staff => Staff[(int)at.Draw],
            Purpose.Space => Space[(int)at.Draw],
            Purpose.Access => Access[(int)at.Draw],
            Purpose.Waiting => Waiting[(int)at.Draw],
            Purpose.StatedFte => ($"groups.{scenario.Groups[(int)at.Cell].Name}.fte", Unit.Fte),
            Purpose.StatedPlaces => ($"groups.{scenario.Groups[(int)at.Cell].Name}.places", Unit.Places),
            Purpose.Contract => OfContract(at),
            _ => throw new InvalidOperationException($"no name for what is drawn at {at}"),
        };
    }

    private static (string Name, Unit Unit) OfLever(Scenario scenario, DrawAddress at)
    {
        var kind = (LeverKind)at.Cell;
        var lever = scenario.Levers.Where(l => l.Kind == kind).ElementAt((int)at.Draw / 2);
        var term = LeverCatalogue.Of(kind);
        var rank = (at.Draw / 2) + 1;
        var name = lever.Name ?? (rank == 1 ? term.Name : $"{term.Name}-{rank}");
        var isAmount = at.Draw % 2 == 1;
        var figure = isAmount ? term.Amount : term.Effect;
        return ($"levers.{name}{(isAmount ? ".amount" : "")}", figure?.Unit ?? Unit.Percent);
    }

    private static (string Name, Unit Unit) OfContract(DrawAddress at)
    {
        var name = $"money.{NameOf((Act)(at.Cell >> 2))}-{at.Cell & 3}";
        return at.Draw switch
        {
            0 => ($"{name}.budget", Unit.Euro),
            1 => ($"{name}.indexation", Unit.Percent),
            _ => ($"{name}.induced", Unit.Percent),
        };
    }

    private static string NameOf(Act act) => act == Act.Wmo ? "wmo" : "jeugd";
}
