using System.Diagnostics;

namespace Populatie.Benchmarks;

/// <summary>
/// Something that can be measured again and again. <see cref="Processor"/> is the usual one; the others are for work that
/// a clock of processor time would flatter or cannot see.
/// </summary>
/// <param name="Sample">Measures for about so many seconds; gives one figure in the unit of the contest.</param>
internal sealed record Clocked(Func<double, double> Sample)
{
    /// <summary>At most so many rounds, and no warming up: for another program that takes long and starts anew each time.</summary>
    public int MostRounds { get; init; } = int.MaxValue;

    /// <summary>
    /// Millions of items per second of processor time of this process: on an idle machine the same as the clock on the wall
    /// for work on one core, on a busy one not spoilt by the neighbours' turns.
    /// </summary>
    /// <param name="work">Does the work once and returns how many items it did.</param>
    public static Clocked Processor(Func<long> work) =>
        new(seconds => Rate(work, seconds, () => Environment.CpuUsage.TotalTime.TotalSeconds));

    /// <summary>Millions of items per second by the clock on the wall: for work on several threads, or with a disk.</summary>
    public static Clocked Wall(Func<long> work) =>
        new(seconds => Rate(work, seconds, () => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency));

    /// <summary>A figure that is simply read off: megabytes, seconds of one run, what another program says of itself.</summary>
    public static Clocked Reading(Func<double> read) => new(_ => read());

    /// <summary>Processor seconds of doing something once.</summary>
    public static Clocked Seconds(Action work) =>
        Reading(() =>
        {
            var start = Environment.CpuUsage.TotalTime;
            work();
            return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        });

    private static double Rate(Func<long> work, double seconds, Func<double> now)
    {
        var start = now();
        long items = 0;
        double elapsed;
        do
        {
            items += work();
            elapsed = now() - start;
        } while (elapsed < seconds);
        return items / elapsed / 1e6;
    }
}
