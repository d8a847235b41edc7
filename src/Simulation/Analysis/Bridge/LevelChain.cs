namespace Populatie.Simulation.Analysis.Bridge;

/// <summary>
/// A chain of levels such as residents → clients → hours → cost, read as factors: the first level, then each level per unit of
/// the one before it. Their product is the last level. Thread-safe.
/// </summary>
public static class LevelChain
{
    /// <summary>Adds what each link contributed to the change of the last level (<see cref="LogMeanSplit"/>).</summary>
    /// <param name="begin">Shape [Level]; each ≥ 0.</param>
    /// <param name="end">The same at the end.</param>
    /// <param name="parts">Shape [Level]; added to; they sum to the change of the last level.</param>
    /// <remarks>
    /// A level that is nothing while the last one is something (no hours, yet a cost) says nothing: it is left out in both
    /// years, and its link takes what the next one would have. Where the last level is nothing, the first link that is
    /// nothing is the cause, and the links after it count as unchanged.
    /// </remarks>
    public static void Add(ReadOnlySpan<double> begin, ReadOnlySpan<double> end, Span<double> parts)
    {
        var levels = begin.Length;
        Span<double> first = stackalloc double[levels];
        Span<double> last = stackalloc double[levels];
        first.Fill(1);
        last.Fill(1);
        var before = -1;
        for (var level = 0; level < levels; level++)
        {
            var silent =
                level < levels - 1 && ((begin[level] == 0 && begin[^1] > 0) || (end[level] == 0 && end[^1] > 0));
            if (silent)
            {
                continue;
            }
            // What was left out in between is taken by the link that follows on the last level that was not.
            var link = before + 1;
            var (was, isNow) = (Link(begin, before, level), Link(end, before, level));
            first[link] = was ?? isNow ?? 1;
            last[link] = isNow ?? was ?? 1;
            before = level;
        }
        LogMeanSplit.Add(first, last, parts);
    }

    /// <summary>A level per unit of one before it; null where there is nothing of either.</summary>
    private static double? Link(ReadOnlySpan<double> levels, int before, int level) =>
        before < 0 ? levels[level]
        : levels[before] > 0 ? levels[level] / levels[before]
        : null;
}
