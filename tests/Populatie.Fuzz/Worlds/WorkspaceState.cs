using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Simulation.Store;

namespace Populatie.Fuzz.Worlds;

/// <summary>What can be seen of a workspace from outside, and whether it is whole.</summary>
internal static class WorkspaceState
{
    private const string Staging = ".staging";

    /// <summary>Files beside the artefacts that come and go: the index with its journals, and what may be deleted at will.</summary>
    private static readonly string[] Passing = ["catalogue.db", "person.key", "cache"];

    /// <summary>Every artefact and every stray file, one a line, in order.</summary>
    public static string Entries(string root)
    {
        var kinds = Enum.GetValues<ArtefactKind>().Select(k => k.Folder()).ToArray();
        var found = kinds
            .Select(kind => Path.Combine(root, kind))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFileSystemEntries)
            .Concat(Directory.Exists(root) ? Directory.EnumerateFiles(root) : [])
            .Select(path => Path.GetRelativePath(root, path))
            .Where(name => !Passing.Any(p => name.StartsWith(p, StringComparison.Ordinal)));
        return string.Join('\n', found.Order(StringComparer.Ordinal));
    }

    /// <summary>Things half-made that lie in the staging area.</summary>
    public static int HalfMade(string root)
    {
        var staging = Path.Combine(root, Staging);
        return Directory.Exists(staging) ? Directory.EnumerateFileSystemEntries(staging).Count() : 0;
    }

    /// <summary>Opens the workspace, which clears what was half-made, and checks every artefact.</summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static string? Fault(string root)
    {
        try
        {
            var workspace = Workspace.Open(root);
            foreach (var kind in Enum.GetValues<ArtefactKind>())
            {
                var listed = workspace.List(kind).Select(e => e.Id).ToList();
                foreach (var id in listed)
                {
                    ArtefactCheck.Check(workspace, kind, id);
                }
                var there = Directory
                    .EnumerateFileSystemEntries(workspace.FolderOf(kind))
                    .Select(p => Path.GetFileName(p)!);
                if (
                    !there
                        .Order(StringComparer.Ordinal)
                        .SequenceEqual(listed.Order(StringComparer.Ordinal), StringComparer.Ordinal)
                )
                {
                    return $"the catalogue of {kind} is not what lies there";
                }
            }
            return HalfMade(root) == 0 ? null : "something half-made stays after opening";
        }
        catch (PopulatieException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Makes one folder the copy of another.</summary>
    public static void Copy(string from, string to)
    {
        Remove(to);
        Directory.CreateDirectory(to);
        foreach (var place in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, place)));
        }
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
