using System.Runtime.InteropServices;

namespace Populatie.Server.Jobs;

/// <summary>Lets a thread, and the threads that it begins, give way to those that answer requests.</summary>
internal static partial class BackgroundPriority
{
    private const int OfProcess = 0;
    private const int ThisThread = 0;
    private const int Nice = 10;

    /// <summary>For the thread that calls. .NET passes priorities on to Windows only; Linux has them per thread by number.</summary>
    public static void Take()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        if (OperatingSystem.IsLinux())
        {
            // When it is refused, jobs are merely less polite.
            _ = SetPriority(OfProcess, ThisThread, Nice);
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    private static partial int SetPriority(int which, int who, int value);
}
