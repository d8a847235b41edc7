using Populatie.Analytics.Faults;

namespace Populatie.Server.Problems;

/// <summary>Writes a bug to a file for those who mend it; a request's own content is not in it.</summary>
internal static class Faults
{
    public static void Keep(Exception bug, string trace)
    {
        var name = string.Concat(trace.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        try
        {
            File.WriteAllText(Path.Combine(Path.GetTempPath(), $"populatie-fault-{name}.txt"), bug.ToString());
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            // A full disk must not hide the first fault from whoever asked.
        }
    }
}
