using Populatie.Simulation.Projection;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Analysis.Precision;

/// <summary>
/// Replicates in rounds until a mean is known well enough. What comes of it is the run of exactly so many replicates: the same
/// bytes as when that number had been asked for (law P4), because a replicate does not depend on how many there are.
/// </summary>
public static class PrecisionRun
{
    /// <summary>Goes on until the target is met, or the most that is allowed is made.</summary>
    /// <param name="begun">What is there already; room for all of a number of the grid, of which the first are finished.</param>
    /// <param name="most">Of replicates; the last number of the grid.</param>
    /// <param name="round">Told the part that comes next, before it is worked on, and how well the mean is known so far.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop before it was done.</exception>
    public static (ProjectionPart Part, PrecisionReading Reading) Run(
        ProjectionPart begun,
        PrecisionTarget target,
        int most,
        IRunWatch? watch,
        Action<ProjectionPart, PrecisionReading>? round,
        CancellationToken stop,
        CancellationToken abort
    )
    {
        var part = begun;
        while (true)
        {
            var whole = Shard.Whole.RangeIn(part.Settings.Replicates);
            part = MonteCarlo.Run(part.Inputs, part.Settings, whole, part, watch, stop, abort, target);
            var reading = PrecisionReading.Of(part, target);
            if (reading.Meets(target) || part.Settings.Replicates >= most)
            {
                return (part, reading);
            }
            part = part.WithRoomFor(ReplicateGrid.Counts(most).First(c => c > part.Settings.Replicates));
            round?.Invoke(part, reading);
        }
    }

    /// <summary>The first round.</summary>
    public static ProjectionPart Begin(ProjectionInputs inputs, RunSettings settings, int most) =>
        Round(inputs, settings, ReplicateGrid.Counts(most).First());

    /// <summary>A round with nothing finished.</summary>
    /// <param name="replicates">Of the grid.</param>
    public static ProjectionPart Round(ProjectionInputs inputs, RunSettings settings, int replicates)
    {
        var own = settings with { Replicates = replicates };
        return MonteCarlo.Empty(inputs, own, Shard.Whole.RangeIn(replicates));
    }
}
