using System.Collections.Immutable;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Runs;

/// <summary>Some finished replicates of a run, exactly as they add up with the others.</summary>
public sealed record ProjectionPart
{
    internal ProjectionPart(
        ProjectionPlan plan,
        RunSettings settings,
        ResultAxis axis,
        ReplicateRange replicates,
        ImmutableArray<Accumulator> accumulators,
        RunCard card
    )
    {
        (Plan, Settings, Axis, Card) = (plan, settings, axis, card);
        (Replicates, Accumulators) = (replicates, accumulators);
    }

    public ProjectionInputs Inputs => Plan.Inputs;

    public RunSettings Settings { get; }

    /// <summary>Of the whole run.</summary>
    public RunCard Card { get; }

    /// <summary>Those that are finished.</summary>
    public ReplicateRange Replicates { get; init; }

    /// <summary>Worked out once: for a country it takes a second and more.</summary>
    internal ProjectionPlan Plan { get; }

    internal ResultAxis Axis { get; }

    /// <summary>Cells of all tables: areas × years × products and totals × measures.</summary>
    internal long Cells => Accumulators.Sum(a => a.Cells);

    /// <summary>One per level. They have room for a whole range, of which the first replicates are filled.</summary>
    internal ImmutableArray<Accumulator> Accumulators { get; }

    /// <summary>
    /// The same finished replicates as the first of a larger run. This part hands on its tables, and is not to be used again.
    /// </summary>
    /// <param name="replicates">More than the run has; on the same side of what is kept in full.</param>
    internal ProjectionPart WithRoomFor(int replicates)
    {
        if (replicates < Settings.Replicates || Settings.Replicates <= Accumulator.FewReplicates)
        {
            throw new ArgumentOutOfRangeException(
                nameof(replicates),
                replicates,
                "a run of so many cannot go on from this"
            );
        }
        var settings = Settings with { Replicates = replicates };
        return new(
            Plan,
            settings,
            Axis,
            Replicates,
            [.. Accumulators.Select(a => a.WithRoomFor(settings, Replicates.Count))],
            Card.With(replicates)
        );
    }

    /// <summary>As a result, when it is all of the run.</summary>
    public ProjectionResult ToResult() =>
        Replicates == new ReplicateRange(0, Settings.Replicates)
            ? new(Inputs, Settings, Axis, Accumulators, Card)
            : throw new InvalidOperationException($"replicates {Replicates} are not a whole run");
}
