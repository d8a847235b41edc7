using Populatie.Analytics.Faults;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Scenarios.Notation;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>The staff of a group at the end of the base year; it then comes and goes as the scenario says.</summary>
public sealed record FteAdjustment : Adjustment
{
    /// <summary>How many times the staff that there is the search goes up to.</summary>
    private const decimal Times = 3;

    public required int Group { get; init; }

    /// <summary>What there is at the central values; FTE.</summary>
    public required double Now { get; init; }

    /// <exception cref="UsageException">There is no such group, or staff is not scarce.</exception>
    public static FteAdjustment Of(ProjectionInputs inputs, string group, string? between)
    {
        var scenario = inputs.Scenario;
        var names = scenario.Groups.Select(g => g.Name).ToList();
        var at = names.IndexOf(group);
        if (at < 0)
        {
            var meant = Spelling.Nearest(group, names) ?? string.Join(", ", names);
            throw new UsageException(
                new($"no group is called {group}; choose {meant}", $"geen groep heet {group}; kies {meant}")
            );
        }
        if (!scenario.Capacity.Staff)
        {
            throw new UsageException(
                new(
                    "staff is not scarce in this scenario; write capacity: {staff: on}",
                    "personeel is niet schaars in dit scenario; schrijf capacity: {staff: on}"
                )
            );
        }
        var now = NowOf(inputs, at);
        var (from, to) = between is null ? (0, Math.Ceiling((decimal)now * Times)) : Range(between, Unit.Fte);
        return to != from
            ? new()
            {
                Name = $"fte {group}",
                From = from,
                To = to,
                Unit = Unit.Fte,
                Group = at,
                Now = now,
            }
            : throw new UsageException(
                new(
                    $"nobody works in {group} in the base year; give a range with --between \"0 FTE to 100 FTE\"",
                    $"in {group} werkt in het basisjaar niemand; geef een bereik met --between \"0 FTE tot 100 FTE\""
                )
            );
    }

    public override Scenario Apply(Scenario scenario, double value) =>
        scenario with
        {
            Groups = scenario.Groups.SetItem(Group, scenario.Groups[Group] with { Fte = Exactly(value) }),
        };

    public override string Lines(Scenario scenario, double value) =>
        $"groups:\n  {scenario.Groups[Group].Name}:\n    fte: {Long(Exactly(value), Unit)}\n";

    private static double NowOf(ProjectionInputs inputs, int group)
    {
        var plan = new ProjectionPlan(inputs);
        var draws = BlockDraws.For(Analytics.Kernels.LaneWidth.Scalar, 0, 0);
        var central = new CapacityParameters(
            inputs.Scenario,
            inputs.Fit,
            plan.Capacity.Money,
            new ParameterDraw(draws, false)
        );
        var strength = new Strength(plan.Capacity, central);
        Span<double> fte = stackalloc double[Block8.Size];
        var sum = 0.0;
        for (var pool = 0; pool < plan.Capacity.Pools.Pools.Length; pool++)
        {
            if (plan.Capacity.Pools.Pools[pool].Group == group)
            {
                strength.FillFte(pool, fte);
                sum += fte[0];
            }
        }
        return sum;
    }
}
