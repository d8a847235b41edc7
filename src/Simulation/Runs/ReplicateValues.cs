using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Runs;

/// <summary>The values of one replicate by itself. Immutable; thread-safe.</summary>
public sealed class ReplicateValues
{
    private readonly ResultAxis axis;
    private readonly ImmutableArray<Accumulator> accumulators;
    private readonly int lane;

    internal ReplicateValues(
        ProjectionInputs inputs,
        ResultAxis axis,
        ImmutableArray<Accumulator> accumulators,
        int lane
    )
    {
        (Inputs, this.axis, this.accumulators, this.lane) = (inputs, axis, accumulators, lane);
    }

    public ProjectionInputs Inputs { get; }

    public ImmutableArray<AreaLevel> Levels => [.. accumulators.Select(a => a.Level)];

    public ImmutableArray<Measure> MeasureList => accumulators[0].MeasureList;

    /// <summary>Products and totals, in the order of the results.</summary>
    public ImmutableArray<string> Products => [.. axis.Ordinals.Select(o => Inputs.Fit.Products.Codes[o])];

    /// <summary>One value, in kept whole units.</summary>
    /// <param name="product">Position in <see cref="Products"/>; the last for residents, who have no product.</param>
    public long At(AreaLevel level, Measure measure, int area, int product, int year)
    {
        var table = accumulators.First(a => a.Level == level).TableOf(measure);
        return table.KeptAt(area, Math.Min(product, table.Axis - 1), year - Inputs.Scenario.FirstYear, lane);
    }
}
