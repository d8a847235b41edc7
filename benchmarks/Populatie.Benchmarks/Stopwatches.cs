namespace Populatie.Benchmarks;

/// <summary>
/// Rates per second of processor time of this process: on an idle machine the same as the clock on the wall for work on one
/// core, on a busy one not spoilt by the neighbours' turns.
/// </summary>
internal static class Stopwatches
{
    /// <summary>Items per second: best of a few rounds, after a warm-up that lets the compiler finish.</summary>
    public static double Best(Func<long> work, bool quick)
    {
        var (warmUp, rounds, seconds) = quick ? (0.4, 3, 0.05) : (0.8, 5, 0.25);
        _ = Rate(work, warmUp);
        var best = 0.0;
        for (var round = 0; round < rounds; round++)
        {
            best = Math.Max(best, Rate(work, seconds));
        }
        return best;
    }

    private static double Rate(Func<long> work, double seconds)
    {
        var start = Environment.CpuUsage.TotalTime;
        long items = 0;
        double elapsed;
        do
        {
            items += work();
            elapsed = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        } while (elapsed < seconds);
        return items / elapsed;
    }
}
