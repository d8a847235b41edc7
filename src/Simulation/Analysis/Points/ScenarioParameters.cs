using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Analysis.Sensitivity;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>
/// Everything uncertain in a projection, by name: found by listening to what eight replicates draw, so that nothing that is
/// drawn can be missing. Immutable; thread-safe.
/// </summary>
internal sealed class ScenarioParameters
{
    /// <summary>What is drawn as a whole: of many values each.</summary>
    private static readonly ImmutableArray<(uint Purpose, string Name)> Wholes =
    [
        ((uint)Purpose.ReferenceRate, "records.rates"),
        ((uint)Purpose.RelativeRisk, "records.relative-risks"),
        ((uint)Purpose.StaySpeed, "records.stays"),
        ((uint)Purpose.Trend, "records.trend"),
        ((uint)Purpose.CityWalk, "walks.city"),
        ((uint)Purpose.WijkWalk, "walks.wijken"),
        (DrawPurpose.FertilityWalk, "residents.births"),
        (DrawPurpose.MortalityWalk, "residents.deaths"),
        (DrawPurpose.MigrationWalk, "residents.moves"),
    ];

    private readonly Dictionary<DrawAddress, int> ranges = [];
    private readonly Dictionary<uint, int> wholes = [];

    private ScenarioParameters(ProjectionPlan plan, IEnumerable<(DrawAddress At, Assumption Assumption)> heard)
    {
        var factors = ImmutableArray.CreateBuilder<Factor>();
        var names = new ParameterNames(plan);
        foreach (var (at, assumption) in heard)
        {
            if (ranges.TryAdd(at, factors.Count))
            {
                var (name, unit) = names.Of(at);
                factors.Add(
                    new(
                        name,
                        new(unit.Format(assumption.Low), unit.Format(assumption.Value), unit.Format(assumption.High))
                    )
                );
            }
        }
        foreach (var (purpose, name) in Wholes)
        {
            if (!IsResident(purpose) || plan.Inputs.Residents.Assumptions.Count > 0)
            {
                wholes.Add(purpose, factors.Count);
                factors.Add(new(name, null));
            }
        }
        Factors = factors.ToImmutable();
    }

    public ImmutableArray<Factor> Factors { get; }

    public static ScenarioParameters Of(ProjectionPlan plan)
    {
        var listener = new Listener();
        var draws = BlockDraws.For(Analytics.Kernels.LaneWidth.Scalar, 0, 0);
        var parameters = plan.Draw(draws, listener);
        if (!plan.Inputs.Scenario.Capacity.IsUnlimited)
        {
            _ = new CapacityParameters(plan.Inputs.Scenario, plan.Inputs.Fit, plan.Capacity.Money, parameters.Ranges);
        }
        return new(plan, listener.Heard);
    }

    /// <summary>The parameters of a block of points.</summary>
    public ParameterSource At(PointBlock block, Analytics.Kernels.LaneWidth width) => new Placed(this, block, width);

    private static bool IsResident(uint purpose) => purpose < DrawPurpose.Parameters;

    /// <summary>Leaves all at their central values, and remembers which were asked for.</summary>
    private sealed class Listener : ParameterSource
    {
        public List<(DrawAddress At, Assumption Assumption)> Heard { get; } = [];

        public override BlockDraws? DrawsFor(uint purpose) => null;

        public override bool TryPlace(Assumption assumption, in DrawAddress at, Span<double> uniforms)
        {
            Heard.Add((at, assumption));
            return false;
        }
    }

    /// <summary>Each factor where its placement says.</summary>
    private sealed class Placed(ScenarioParameters parameters, PointBlock block, Analytics.Kernels.LaneWidth width)
        : ParameterSource
    {
        private readonly Dictionary<ulong, BlockDraws> draws = [];

        public override BlockDraws? DrawsFor(uint purpose) =>
            parameters.wholes.TryGetValue(purpose, out var factor) && block.Placements[factor].Seed is { } seed
                ? Draws(seed)
                : null;

        public override bool TryPlace(Assumption assumption, in DrawAddress at, Span<double> uniforms)
        {
            var placement = block.Placements[parameters.ranges[at]];
            if (placement.Seed is { } seed)
            {
                Span<double> spare = stackalloc double[Block8.Size];
                Draws(seed).Uniforms(at, uniforms, spare);
                return true;
            }
            if (placement.Uniforms.IsDefaultOrEmpty)
            {
                return false;
            }
            placement.Uniforms.AsSpan().CopyTo(uniforms);
            return true;
        }

        private BlockDraws Draws(ulong seed)
        {
            if (!draws.TryGetValue(seed, out var own))
            {
                draws.Add(seed, own = BlockDraws.For(width, seed, block.FirstRow));
            }
            return own;
        }
    }
}
