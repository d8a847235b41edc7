using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Statistics;

namespace Populatie.Simulation.Runs;

/// <summary>What a projection gives: statistics per area × year × product, the past beside them. Immutable; thread-safe.</summary>
public sealed class ProjectionResult
{
    private readonly ImmutableArray<Accumulator> accumulators;

    internal ProjectionResult(
        ProjectionInputs inputs,
        RunSettings settings,
        ResultAxis axis,
        ImmutableArray<Accumulator> accumulators,
        RunCard card
    )
    {
        (Inputs, Settings, Axis, this.accumulators, Card) = (inputs, settings, axis, accumulators, card);
    }

    public ProjectionInputs Inputs { get; }

    public RunSettings Settings { get; }

    public RunCard Card { get; }

    internal ResultAxis Axis { get; }

    public ImmutableArray<AreaLevel> Levels => [.. accumulators.Select(a => a.Level)];

    public ImmutableArray<Measure> MeasureList => accumulators[0].MeasureList;

    internal CellTable Table(AreaLevel level, Measure measure) =>
        accumulators.First(a => a.Level == level).TableOf(measure);

    /// <summary>Position on the result axis of a product or total; −1 when the run does not have it.</summary>
    public int PositionOf(string product) =>
        Inputs.Fit.Products.TryFind(product, out var ordinal) ? Axis.Ordinals.IndexOf(ordinal) : -1;

    /// <summary>Mean over replicates of one cell, in kept units.</summary>
    public double Mean(AreaLevel level, Measure measure, int area, string product, int year) =>
        Table(level, measure).Summarise(area, PositionIn(measure, product), year - Inputs.Scenario.FirstYear).Mean;

    private int PositionIn(Measure measure, string product) => measure == Measures.Population ? 0 : PositionOf(product);
}
