using System.Diagnostics;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>
/// When what is finished of a run is kept along the way: so often that little is lost where the process is killed, and so seldom
/// that it takes a small part of the time. Asked by one thread at a time.
/// </summary>
public sealed class KeepTimes
{
    /// <summary>Work that a killed process may lose, in seconds.</summary>
    private const double Every = 20;

    /// <summary>Keeping takes at most one part in so many of the time.</summary>
    private const double ShareOfTime = 50;

    /// <summary>What writing a cell takes, as long as it is not known; in seconds.</summary>
    private const double PerCell = 60e-9;

    private readonly Stopwatch sinceKept = Stopwatch.StartNew();
    private double interval;

    /// <summary>Since when threads come to a stop, one after the other, so that what is finished can be kept.</summary>
    private double asked;

    /// <param name="part">What is to be kept; how large it is tells how long that will take.</param>
    public KeepTimes(ProjectionPart part) => interval = Interval(PerCell * part.Cells);

    /// <summary>Whether it is time to keep.</summary>
    public bool IsDue()
    {
        var now = sinceKept.Elapsed.TotalSeconds;
        var isDue = now >= interval;
        asked = isDue && asked == 0 ? now : asked;
        return isDue;
    }

    /// <summary>It was kept; how long that took, with the waiting for it, decides when it is due again.</summary>
    public void Done()
    {
        interval = asked == 0 ? interval : Interval(sinceKept.Elapsed.TotalSeconds - asked);
        asked = 0;
        sinceKept.Restart();
    }

    private static double Interval(double seconds) => Math.Max(Every, ShareOfTime * seconds);
}
