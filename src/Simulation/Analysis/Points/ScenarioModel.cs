using System.Collections.Immutable;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Analysis.Sensitivity;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>A figure of a projection as a function of what its scenario assumes, and of chance.</summary>
public sealed class ScenarioModel : IUncertainModel
{
    private readonly ProjectionPlan plan;
    private readonly ScenarioParameters parameters;
    private readonly FigureChoice figure;
    private readonly PointSettings settings;
    private readonly Action<int>? done;

    /// <param name="done">Told the number of points each time some are done; from any thread.</param>
    /// <exception cref="UsageException">The figure is not there, or nothing in the scenario is uncertain.</exception>
    public ScenarioModel(ProjectionInputs inputs, FigureChoice figure, PointSettings settings, Action<int>? done = null)
    {
        (this.figure, this.settings, this.done) = (figure, settings, done);
        if (!inputs.Scenario.Uncertainty.Parameters)
        {
            throw new UsageException(
                new(
                    $"{inputs.Scenario.Name} switches uncertainty off; write uncertainty: {{parameters: on}}",
                    $"{inputs.Scenario.Name} zet de onzekerheid uit; schrijf uncertainty: {{parameters: on}}"
                )
            );
        }
        plan = new(inputs);
        _ = figure.BuurtenIn(inputs);
        parameters = ScenarioParameters.Of(plan);
    }

    public ImmutableArray<Factor> Factors => parameters.Factors;

    public double[] Evaluate(IReadOnlyList<PointBlock> blocks, CancellationToken cancellation) =>
        FigureRun.Blocks(
            plan,
            figure,
            blocks.Count,
            settings,
            block =>
                (
                    BlockDraws.For(settings.Width, blocks[block].Chance, blocks[block].FirstRow),
                    parameters.At(blocks[block], settings.Width)
                ),
            onlyOfMost: false,
            done,
            cancellation
        );
}
