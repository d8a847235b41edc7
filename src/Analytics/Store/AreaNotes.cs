using System.Globalization;
using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>
/// Free notes on areas, kept in a workspace: <c>notes/AREA/0001.txt</c>, <c>0002.txt</c>, … A note is never changed: a new one
/// comes after it, and the last one speaks. Written under another name, synced, renamed, so that none is ever half there.
/// </summary>
public static class AreaNotes
{
    private const string FolderName = "notes";

    /// <summary>Longest note, in characters.</summary>
    public const int LongestNote = 2000;

    /// <summary>Adds a note to an area.</summary>
    /// <param name="code">An area's code: letters and digits only.</param>
    /// <exception cref="UsageException">The code is not one, or the note is empty or too long.</exception>
    /// <exception cref="ResourceException">The workspace cannot be written.</exception>
    public static void Add(Workspace workspace, string code, string note)
    {
        var text = note.Trim();
        if (text.Length is 0 or > LongestNote)
        {
            throw new UsageException(
                new(
                    $"a note has 1 to {LongestNote} characters, this one {text.Length}",
                    $"een notitie heeft 1 tot {LongestNote} tekens, deze {text.Length}"
                )
            );
        }
        var folder = FolderOf(workspace, code);
        var temporary = Path.Combine(folder, $".new-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(temporary, text + "\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            DiskSync.File(temporary);
            Place(temporary, folder);
            DiskSync.Folder(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ResourceException(
                new(
                    $"cannot write to {folder}: {fault.Message}; free some space or choose another --workspace",
                    $"kan niet schrijven in {folder}: {fault.Message}; maak ruimte vrij of kies een andere --workspace"
                ),
                fault
            );
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Notes of an area, oldest first.</summary>
    public static IReadOnlyList<string> Of(Workspace workspace, string code)
    {
        var folder = FolderOf(workspace, code);
        return Directory.Exists(folder) ? [.. Files(folder).Select(f => File.ReadAllText(f).TrimEnd())] : [];
    }

    /// <summary>The next free number; when another process takes it first, the one after.</summary>
    private static void Place(string temporary, string folder)
    {
        for (var number = Files(folder).Count + 1; ; number++)
        {
            var name = number.ToString("0000", CultureInfo.InvariantCulture) + ".txt";
            var path = Path.Combine(folder, name);
            try
            {
                File.Move(temporary, path, overwrite: false);
                return;
            }
            catch (IOException) when (File.Exists(path))
            {
                // Taken meanwhile.
            }
        }
    }

    private static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.txt").Order(StringComparer.Ordinal)];

    private static string FolderOf(Workspace workspace, string code) =>
        code.Length is > 0 and <= 40 && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? Path.Combine(workspace.Root, FolderName, code)
            : throw new UsageException(
                new(
                    $"'{code}' is not the code of an area, for example WK034403",
                    $"'{code}' is geen gebiedscode, bijvoorbeeld WK034403"
                )
            );
}
