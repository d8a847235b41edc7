using System.Globalization;

namespace Populatie.Analytics.Store;

/// <summary>
/// Folders for what is being made, below <c>.staging</c>. Their names end in the machine and the number of the process, so
/// that processes on several machines can share a workspace: none takes away, or writes into, what another is making.
/// </summary>
internal static class StagingFolder
{
    public const string Name = ".staging";

    /// <summary>A machine that shares the workspace may be working; after this long nobody believes so.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    private static readonly string Here = string.Concat(
        Environment.MachineName.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '-')
    );

    /// <summary>Path of a folder for this process.</summary>
    /// <param name="what">Tells the folders of one process apart.</param>
    public static string For(string root, string what) =>
        Path.Combine(root, Name, string.Create(CultureInfo.InvariantCulture, $"{what}@{Here}-{Environment.ProcessId}"));

    /// <summary>Whether the process that made the folder has ended, as far as can be told from here.</summary>
    public static bool IsOrphan(string folder)
    {
        var name = Path.GetFileName(folder);
        var (machine, process) = (name.LastIndexOf('@'), name.LastIndexOf('-'));
        if (machine >= 0 && machine < process && !name.AsSpan()[(machine + 1)..process].SequenceEqual(Here))
        {
            return DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > Patience;
        }
        return !int.TryParse(
                name.AsSpan()[(process + 1)..],
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var id
            ) || !IsAlive(id);
    }

    private static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
