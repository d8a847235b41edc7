namespace Populatie.Analytics.Store;

/// <summary>Small files beside the artefacts: each is there as it was or as it is to be, whatever happens in between.</summary>
public static class WholeFile
{
    /// <summary>Writes under another name, syncs, renames.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = $"{path}.tmp-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            DiskSync.File(temporary);
            File.Move(temporary, path, overwrite: true);
            DiskSync.Folder(Path.GetDirectoryName(path)!);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
