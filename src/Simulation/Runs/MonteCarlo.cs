using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Steps;

namespace Populatie.Simulation.Runs;

/// <summary>
/// Runs replicates of a projection: threads take blocks of eight. A pure function of the inputs, the seed and the number of
/// replicates; threads, width, order of work and division into parts do not enter (law P4).
/// </summary>
public static class MonteCarlo
{
    private const int Lanes = Block8.Size;

    /// <summary>A whole run.</summary>
    /// <param name="progress">Told the number of cell-steps done so far, out of <see cref="WorkOf"/>; from any thread.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static ProjectionResult Run(
        ProjectionInputs inputs,
        RunSettings settings,
        Action<long>? progress,
        CancellationToken cancellation
    ) => Run(inputs, settings, order: null, progress, cancellation);

    /// <summary>Cell-steps of a run: cells × steps × replicates.</summary>
    public static long WorkOf(ProjectionInputs inputs, RunSettings settings) =>
        (long)new CellPlan(inputs.Fit).Cells.Length
        * inputs.Fit.Areas.BuurtCount
        * inputs.Scenario.YearCount
        * inputs.Scenario.StepsPerYear
        * settings.Replicates;

    /// <summary>Some replicates of a run.</summary>
    /// <param name="range">Begins at a block; ends at one, or with the run.</param>
    /// <param name="begun">The first of them, finished earlier; null for none. It is added to.</param>
    /// <param name="stop">Ends the run after the blocks under way, which are then kept by <paramref name="watch"/>.</param>
    /// <param name="abort">Ends the run at once; what is under way is lost.</param>
    /// <param name="aim">The mean whose standard error the watch is told; null for the cost of the last year.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was done.</exception>
    public static ProjectionPart Run(
        ProjectionInputs inputs,
        RunSettings settings,
        ReplicateRange range,
        ProjectionPart? begun,
        IRunWatch? watch,
        CancellationToken stop,
        CancellationToken abort,
        PrecisionTarget? aim = null
    )
    {
        var part = begun ?? Empty(inputs, settings, range);
        new BlockQueue(part, range, watch, stop, aim).Run(order: null, abort);
        return part with { Replicates = range };
    }

    /// <summary>A part of a run in which nothing is finished yet.</summary>
    public static ProjectionPart Empty(ProjectionInputs inputs, RunSettings settings, ReplicateRange range) =>
        settings.Replicates is < 1 or > RunSettings.MostReplicates
            ? throw new ArgumentOutOfRangeException(
                nameof(settings),
                settings.Replicates,
                "replicates are out of range"
            )
            : NewPart(inputs, settings, range, settings.Replicates <= Accumulator.FewReplicates);

    /// <summary>One replicate by itself: its values at all levels, none summed with another's.</summary>
    /// <param name="replicate">From 0.</param>
    public static ReplicateValues RunOne(
        ProjectionInputs inputs,
        RunSettings settings,
        int replicate,
        CancellationToken cancellation
    )
    {
        // Its seven neighbours come along for nothing: they share its registers.
        var first = replicate / Lanes * Lanes;
        var block = new ReplicateRange(first, Math.Min(Lanes, settings.Replicates - first));
        var part = NewPart(inputs, settings with { Threads = 1 }, block, keepAll: true);
        new BlockQueue(part, block, watch: null, CancellationToken.None).Run(order: null, cancellation);
        return new(inputs, part.Axis, part.Accumulators, replicate - first);
    }

    /// <param name="order">Order in which gemeenten, and buurten within them, are worked through; for the test of law P4.</param>
    internal static ProjectionResult Run(
        ProjectionInputs inputs,
        RunSettings settings,
        Comparison<int>? order,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        var range = Shard.Whole.RangeIn(settings.Replicates);
        var part = Empty(inputs, settings, range);
        var watch = progress is null ? null : new WorkWatch(WorkOf(inputs, settings), progress);
        new BlockQueue(part, range, watch, cancellation).Run(order, cancellation);
        return (part with { Replicates = range }).ToResult();
    }

    private static ProjectionPart NewPart(
        ProjectionInputs inputs,
        RunSettings settings,
        ReplicateRange range,
        bool keepAll
    )
    {
        var plan = new ProjectionPlan(inputs);
        var axis = new ResultAxis(inputs.Fit.Products, plan.Cells.Used);
        var accumulators = LevelsOf(inputs, settings)
            .Select(l => new Accumulator(inputs, axis, l, range, settings, keepAll));
        var card = RunCard.Of(plan, settings, axis);
        return new(plan, settings, axis, new(range.First, 0), [.. accumulators], card);
    }

    private static IEnumerable<AreaLevel> LevelsOf(ProjectionInputs inputs, RunSettings settings) =>
        inputs.Fit.Areas.Levels.Where(l => l != AreaLevel.Buurt || settings.KeepBuurten);

    private sealed class WorkWatch(long work, Action<long> told) : IRunWatch
    {
        public void Told(in RunProgress progress) => told((long)(work * progress.Share));

        public bool WantsToKeep() => false;

        public void Keep(ProjectionPart part) { }
    }
}
