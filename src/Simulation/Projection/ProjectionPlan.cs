using Populatie.Analytics.Randomness;
using Populatie.Simulation.Capacity;
using Populatie.Simulation.Levers;
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
        Capacity = CapacityPlan.Of(inputs.Scenario, inputs.Fit, Cells);
        Unmet = UnmetPlan.Of(inputs.Scenario, inputs.Fit, Cells);
    }

    public ProjectionInputs Inputs { get; }

    public CellPlan Cells { get; }

    public LeverPlan Levers { get; }

    public StepDownLaw StepDown { get; }

    public CapacityPlan Capacity { get; }

    public UnmetPlan Unmet { get; }

    /// <summary>The parameters of eight replicates.</summary>
    public BlockParameters Draw(BlockDraws draws) => new(this, draws);
}
