using System.Collections.Immutable;
using Populatie.Analytics.Randomness;

namespace Populatie.Simulation.Queues;

/// <summary>A part of those who wait on a list of one plan goes on waiting on a list of another.</summary>
/// <param name="Share">≥ 0, whole; the part is this over the sum of the shares of <paramref name="From"/>.</param>
internal readonly record struct ListShare(int From, int To, int Share);

/// <summary>Hands waiting people over when the pools change. Class and week of arrival stay as they were.</summary>
internal static class Handover
{
    /// <summary>
    /// Divides each list over its targets: every target gets its part of the list, and of any stretch of it in order of
    /// arrival, to within one person per target before it.
    /// </summary>
    /// <param name="week">Ordinal of the week that comes next.</param>
    /// <exception cref="ArgumentException">People wait on a list that has no share.</exception>
    public static void Move(
        QueuePlan plan,
        WaitingCells from,
        WaitingCells to,
        ImmutableArray<ListShare> shares,
        int week
    )
    {
        var targets = shares.Where(s => s.Share > 0).ToLookup(s => s.From);
        for (var list = 0; list < plan.Lists.Length; list++)
        {
            var parts = targets[list].ToArray();
            for (var lane = 0; lane < Block8.Size && from.IsAny(list); lane++)
            {
                if (parts.Length == 0)
                {
                    throw new ArgumentException($"people wait on list {list}, which goes nowhere", nameof(shares));
                }
                MoveLane(from, to, parts, list, lane, week);
            }
        }
    }

    private static void MoveLane(WaitingCells from, WaitingCells to, ListShare[] parts, int list, int lane, int week)
    {
        var samples = Samples(parts);
        for (var urgency = 0; urgency < WaitingCells.Classes; urgency++)
        {
            var left = from.Count(list, urgency, lane);
            var oldest = left > 0 ? from.OldestWeek(list, urgency, lane) : 0;
            for (var came = oldest; left > 0; came++)
            {
                var people = from.CountOf(list, urgency, lane, came);
                left -= people;
                for (var p = 0; p < parts.Length; p++)
                {
                    var taken = (int)samples[p].Take(people);
                    to.Add(parts[p].To, urgency, lane, Math.Max(came, week - WaitingCells.Weeks), taken);
                    people -= taken;
                }
            }
        }
    }

    /// <summary>Each target takes its part of what those before it leave.</summary>
    private static SystematicSample[] Samples(ListShare[] parts)
    {
        var samples = new SystematicSample[parts.Length];
        long rest = 0;
        for (var p = parts.Length - 1; p >= 0; p--)
        {
            rest += parts[p].Share;
            samples[p] = new(rest, parts[p].Share, 0.5);
        }
        return samples;
    }
}
