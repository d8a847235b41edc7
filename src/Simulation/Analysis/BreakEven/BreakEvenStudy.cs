using System.Collections.Immutable;
using Populatie.Analytics.Randomness;
using Populatie.Simulation.Analysis.Points;
using Populatie.Simulation.Projection;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>How an answer is looked for.</summary>
/// <param name="Replicates">Futures on which each value is tried.</param>
/// <param name="Probability">Share of them that must meet the target, in (0, 1).</param>
public sealed record BreakEvenSettings(int Replicates, double Probability, ulong Seed, PointSettings Points);

/// <summary>The smallest value that meets a target often enough.</summary>
/// <param name="Adjustment">What was turned, and which way.</param>
/// <param name="Met">Of the replicates, at the value.</param>
/// <param name="FreshMet">The same with fresh seeds: of as many replicates that had no part in the search.</param>
public sealed record BreakEvenAnswer(Adjustment Adjustment, BreakEvenPosition Position, int Met, int FreshMet)
{
    public double Value => Adjustment.ValueAt(Position.Position);
}

/// <summary>Turns one figure of a scenario until a target is met with a stated probability, on common random numbers.</summary>
public static class BreakEvenStudy
{
    private const uint FreshPurpose = 0x50B04;

    /// <summary>Futures that a search takes at most, the check with fresh seeds included.</summary>
    public static long MostFutures(ImmutableArray<Adjustment> ways, BreakEvenSettings settings) =>
        (long)settings.Replicates
        * (ways.Max(w => BreakEvenSearch.MostTries(w.Last)) + (ways.Length > 1 ? ways.Length : 0) + 1);

    /// <param name="ways">What can be turned: one, or the same lever up and down. The way that helps most is taken.</param>
    /// <param name="done">Told the number of replicates each time some are done; from any thread.</param>
    public static BreakEvenAnswer Run(
        ProjectionInputs inputs,
        FigureChoice figure,
        Target target,
        ImmutableArray<Adjustment> ways,
        BreakEvenSettings settings,
        Action<int>? done = null,
        CancellationToken cancellation = default
    )
    {
        int Met(Adjustment way, int position, ulong seed)
        {
            var turned = inputs with { Scenario = way.Apply(inputs.Scenario, way.ValueAt(position)) };
            var values = FigureRun.Values(
                turned,
                figure,
                settings.Replicates,
                seed,
                settings.Points,
                // Without staff those begin who never wait: their wait is no answer for all who do.
                onlyOfMost: true,
                done,
                cancellation
            );
            return values.Count(target.IsMetBy);
        }

        var tried = new Dictionary<(Adjustment Way, int Position), int>();
        int MetOnce(Adjustment way, int position)
        {
            if (!tried.TryGetValue((way, position), out var met))
            {
                tried.Add((way, position), met = Met(way, position, settings.Seed));
            }
            return met;
        }

        var best = ways.Length == 1 ? ways[0] : ways.MaxBy(w => MetOnce(w, w.Last))!;
        var found = BreakEvenSearch.Find(
            position => MetOnce(best, position),
            best.Last,
            settings.Replicates,
            settings.Probability
        );
        return new(best, found, MetOnce(best, found.Position), Met(best, found.Position, FreshSeed(settings.Seed)));
    }

    private static ulong FreshSeed(ulong seed)
    {
        var (low, high, _, _) = Philox.Block(seed, 0, 0, FreshPurpose, 0);
        return ((ulong)high << 32) | low;
    }
}
