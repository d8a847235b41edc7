using System.Collections.Immutable;

namespace Populatie.Simulation.Analysis.BreakEven;

/// <summary>How many of the replicates meet a target at a position of a grid.</summary>
public readonly record struct CurvePoint(int Position, int Met);

public enum BreakEvenOutcome
{
    Found,

    /// <summary>The target is met at the first position already.</summary>
    AlreadyMet,

    /// <summary>The target is not met often enough anywhere.</summary>
    Unreachable,
}

/// <summary>Where a target begins to be met often enough.</summary>
/// <param name="Position">The smallest position found that is; of an unreachable target the best one.</param>
/// <param name="Low">
/// Where the share could begin to be enough, and <paramref name="High"/> where it surely is, given that it is known from so
/// many replicates only (90%); null where that lies beyond the last position.
/// </param>
/// <param name="IsMonotone">False where going on made the target less often met than before, by more than chance does.</param>
/// <param name="Curve">All positions that were tried, in order.</param>
public sealed record BreakEvenPosition(
    BreakEvenOutcome Outcome,
    int Position,
    int Low,
    int? High,
    bool IsMonotone,
    ImmutableArray<CurvePoint> Curve
);

/// <summary>
/// The first position of a grid at which enough replicates meet a target: five positions evenly, then halving. All positions
/// are tried on the same replicates, so that the share rises step by step and not by chance. Values in, values out.
/// </summary>
public static class BreakEvenSearch
{
    /// <summary>Standard errors to the ends of a 90% interval.</summary>
    private const double To90 = 1.6449;

    private const int Begin = 4;

    /// <summary>Positions that are tried at most.</summary>
    public static int MostTries(int last)
    {
        var halvings = 0;
        for (var width = (last / Begin) + 1; width > 1; width = (width + 1) / 2)
        {
            halvings++;
        }
        // The answer and both ends of its interval.
        return Begin + 1 + (3 * halvings);
    }

    /// <param name="met">How many of the replicates meet the target at a position; asked once for each.</param>
    /// <param name="last">Last position; the first is 0.</param>
    /// <param name="probability">Share that is enough, in (0, 1).</param>
    public static BreakEvenPosition Find(Func<int, int> met, int last, int replicates, double probability)
    {
        var tried = new SortedDictionary<int, int>();
        double Share(int position)
        {
            if (!tried.TryGetValue(position, out var count))
            {
                tried.Add(position, count = met(position));
            }
            return (double)count / replicates;
        }

        for (var part = 0; part <= Begin; part++)
        {
            Share((int)((long)last * part / Begin));
        }
        var error = To90 * Math.Sqrt(probability * (1 - probability) / replicates);
        var found = First(Share, tried, probability);
        var low = First(Share, tried, probability - error);
        var high = First(Share, tried, Math.Min(1, probability + error));
        return new(
            found is null ? BreakEvenOutcome.Unreachable
                : found == 0 ? BreakEvenOutcome.AlreadyMet
                : BreakEvenOutcome.Found,
            found ?? tried.MaxBy(t => t.Value).Key,
            low ?? last,
            high,
            IsMonotone(tried.Values, replicates),
            [.. tried.Select(t => new CurvePoint(t.Key, t.Value))]
        );
    }

    /// <summary>The first position at which the share is enough, between the two tried ones where it becomes so.</summary>
    private static int? First(Func<int, double> share, SortedDictionary<int, int> tried, double enough)
    {
        var (before, after) = (-1, -1);
        foreach (var position in tried.Keys)
        {
            if (share(position) >= enough)
            {
                after = position;
                break;
            }
            before = position;
        }
        if (after < 0)
        {
            return null;
        }
        while (after - before > 1 && before >= 0)
        {
            var middle = (before + after) / 2;
            if (share(middle) >= enough)
            {
                after = middle;
            }
            else
            {
                before = middle;
            }
        }
        return after;
    }

    /// <summary>No later share lies more than two standard errors of a half below an earlier one.</summary>
    private static bool IsMonotone(IEnumerable<int> counts, int replicates)
    {
        var slack = Math.Sqrt(replicates);
        var highest = 0;
        foreach (var count in counts)
        {
            if (count < highest - slack)
            {
                return false;
            }
            highest = Math.Max(highest, count);
        }
        return true;
    }
}
