using Populatie.Analytics.Kernels;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Chance;
using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Analysis.Points;

/// <summary>How figures are evaluated. Neither changes a value.</summary>
public sealed record PointSettings(int Threads, LaneWidth Width);

/// <summary>One figure over many replicates: as a run would have it, at a fraction of its cost in memory.</summary>
public static class FigureRun
{
    private const int Lanes = Block8.Size;

    /// <summary>The values of a figure, replicate by replicate: those of a run of this seed.</summary>
    /// <param name="onlyOfMost">
    /// Of weeks waited: NaN where nobody began, or fewer than still wait at the end of the year. A run has a value there too.
    /// </param>
    /// <param name="done">Told the number of replicates each time some are done; from any thread.</param>
    /// <returns>Shape [Replicate]; in the unit of the measure.</returns>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static double[] Values(
        ProjectionInputs inputs,
        FigureChoice figure,
        int replicates,
        ulong seed,
        PointSettings settings,
        bool onlyOfMost = false,
        Action<int>? done = null,
        CancellationToken cancellation = default
    )
    {
        var plan = new ProjectionPlan(inputs);
        var uncertain = inputs.Scenario.Uncertainty.Parameters;
        var values = Blocks(
            plan,
            figure,
            (replicates + Lanes - 1) / Lanes,
            settings,
            block =>
            {
                var draws = BlockDraws.For(settings.Width, seed, block * Lanes);
                return (draws, new OwnParameters(draws, uncertain));
            },
            onlyOfMost,
            done,
            cancellation
        );
        return values[..replicates];
    }

    /// <param name="source">Chance and parameters of a block, by its number.</param>
    /// <returns>Shape [Block × 8].</returns>
    internal static double[] Blocks(
        ProjectionPlan plan,
        FigureChoice figure,
        int blocks,
        PointSettings settings,
        Func<int, (BlockDraws Chance, ParameterSource Parameters)> source,
        bool onlyOfMost,
        Action<int>? done,
        CancellationToken cancellation
    )
    {
        var values = new double[blocks * Lanes];
        var next = -1;
        BlockQueue.Together(
            Math.Clamp(settings.Threads, 1, Math.Max(1, blocks)),
            _ =>
            {
                var probe = new FigureProbe(plan, figure, settings.Width);
                while (Interlocked.Increment(ref next) is var block && block < blocks)
                {
                    cancellation.ThrowIfCancellationRequested();
                    var (chance, parameters) = source(block);
                    probe.Run(chance, parameters, values.AsSpan(block * Lanes, Lanes), onlyOfMost, cancellation);
                    done?.Invoke(Lanes);
                }
            }
        );
        return values;
    }
}
