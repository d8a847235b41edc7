using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Levers;
using Populatie.Simulation.Steps;
using Populatie.Simulation.Unmet;

namespace Populatie.Simulation.Projection;

/// <summary>What a projection comes to before any chance: cells, levers and capacities, checked and numbered. Immutable; thread-safe.</summary>
internal sealed class ProjectionPlan
{
    public ProjectionPlan(ProjectionInputs inputs)
    {
        Inputs = inputs;
        Cells = new(inputs.Fit);
        Levers = LeverPlan.Of(inputs.Scenario, inputs.Fit, Cells);
        StepDown = new(inputs.Fit, Cells);
        Eras = CapacityPlan.Eras(inputs.Scenario, inputs.Fit, Cells, Levers.Choices);
        Unmet = UnmetPlan.Of(inputs.Scenario, inputs.Fit, Cells);
    }

    public ProjectionInputs Inputs { get; }

    public CellPlan Cells { get; }

    public LeverPlan Levers { get; }

    public StepDownLaw StepDown { get; }

    /// <summary>Who shares capacity with whom, for each run of years in which that stays the same.</summary>
    public ImmutableArray<CapacityPlan> Eras { get; }

    /// <summary>The first era: sets and lists are the same in all.</summary>
    public CapacityPlan Capacity => Eras[0];

    public UnmetPlan Unmet { get; }

    /// <summary>The parameters of eight replicates, from their own randomness.</summary>
    public BlockParameters Draw(BlockDraws draws) =>
        Draw(draws, new OwnParameters(draws, Inputs.Scenario.Uncertainty.Parameters));

    /// <summary>The parameters of eight replicates.</summary>
    /// <param name="draws">The chance of events.</param>
    public BlockParameters Draw(BlockDraws draws, ParameterSource parameters) => new(this, draws, parameters);
}
