using System.Runtime.ExceptionServices;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>Work on things that do not touch each other, on some threads: tables of a run that are written, each in its own file.</summary>
internal static class SideBySide
{
    /// <summary>Hands out things in order; no more than there are threads are under way.</summary>
    /// <param name="room">Makes what one thread works in.</param>
    /// <exception cref="Exception">That of the first thing that failed, as one thread would have met it; nothing is begun after it.</exception>
    public static void Each<T>(int threads, int count, Func<T> room, Action<T, int> work)
    {
        var (next, failed) = (-1, int.MaxValue);
        ExceptionDispatchInfo? fault = null;
        var gate = new Lock();
        BlockQueue.Together(
            Math.Clamp(threads, 1, Math.Max(1, count)),
            _ =>
            {
                var own = room();
                while (
                    Volatile.Read(ref fault) is null && Interlocked.Increment(ref next) is var thing && thing < count
                )
                {
                    try
                    {
                        work(own, thing);
                    }
#pragma warning disable CA1031 // It is thrown again on the thread of the caller.
                    catch (Exception caught)
#pragma warning restore CA1031
                    {
                        lock (gate)
                        {
                            if (thing < failed)
                            {
                                (failed, fault) = (thing, ExceptionDispatchInfo.Capture(caught));
                            }
                        }
                    }
                }
            }
        );
        fault?.Throw();
    }
}
