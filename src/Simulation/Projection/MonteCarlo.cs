using System.Collections.Immutable;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Projection;

/// <summary>
/// Runs all replicates of a projection: threads take blocks of eight. A pure function of the inputs, the seed and the
/// number of replicates; threads, width and order of work do not enter (law P4).
/// </summary>
public static class MonteCarlo
{
    private const int Lanes = Block8.Size;

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

    /// <param name="order">Order in which gemeenten, and buurten within them, are worked through; for the test of law P4.</param>
    internal static ProjectionResult Run(
        ProjectionInputs inputs,
        RunSettings settings,
        Comparison<int>? order,
        Action<long>? progress,
        CancellationToken cancellation
    )
    {
        if (settings.Replicates is < 1 or > RunSettings.MostReplicates)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), settings.Replicates, "replicates are out of range");
        }
        var plan = new ProjectionPlan(inputs);
        var axis = new ResultAxis(inputs.Fit.Products, plan.Cells.Used);
        var levels = LevelsOf(inputs, settings);
        var accumulators = levels.Select(l => new Accumulator(inputs, axis, l, settings.Replicates)).ToImmutableArray();
        var blocks = (settings.Replicates + Lanes - 1) / Lanes;
        var work = WorkOf(inputs, settings);
        var buurtYears = (double)blocks * inputs.Fit.Areas.BuurtCount * inputs.Scenario.YearCount;
        long buurtYearsDone = 0;
        void Tell(int buurten)
        {
            var done = Interlocked.Add(ref buurtYearsDone, buurten);
            progress?.Invoke((long)(work * (done / buurtYears)));
        }

        // The first block goes alone: it sets the windows of the sketches.
        new BlockRun(plan, accumulators, order, Tell, cancellation).Run(settings, 0);
        if (blocks > 1)
        {
            Parallel.For(
                1,
                blocks,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Math.Max(1, settings.Threads),
                    CancellationToken = cancellation,
                },
                () => new BlockRun(plan, accumulators, order, Tell, cancellation),
                (block, _, run) =>
                {
                    run.Run(settings, block);
                    return run;
                },
                _ => { }
            );
        }
        return new ProjectionResult(inputs, settings, axis, accumulators);
    }

    private static ImmutableArray<AreaLevel> LevelsOf(ProjectionInputs inputs, RunSettings settings) =>
        [.. inputs.Fit.Areas.Levels.Where(l => l != AreaLevel.Buurt || settings.KeepBuurten)];
}
