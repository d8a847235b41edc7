using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Populatie.Analytics.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tallies.Store;

/// <summary>
/// Rows that are on their way into the cache. Written to the staging area while the files are read; what is not published
/// is removed. A disk that fills up ends the writing, not the tally. Blocks may come from several threads.
/// </summary>
internal sealed class CacheDraft : IDisposable
{
    private readonly string folder;
    private readonly SafeFileHandle file;
    private readonly Lock gate = new();
    private readonly List<(int Rows, ulong Sum)> blocks = [];
    private long length;
    private bool broken;

    public CacheDraft(Workspace workspace)
    {
        folder = StagingFolder.For(workspace.Root, $"cache-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        file = File.OpenHandle(Path.Combine(folder, "rows"), FileMode.CreateNew, FileAccess.Write);
    }

    public void Append(ReadOnlySpan<TallyRow> rows)
    {
        if (rows.IsEmpty)
        {
            return;
        }
        var sum = BlockSum.Of(rows);
        var bytes = MemoryMarshal.AsBytes(rows);
        long place;
        lock (gate)
        {
            place = length;
            length += bytes.Length;
            blocks.Add((rows.Length, sum));
        }
        try
        {
            if (!broken)
            {
                RandomAccess.Write(file, bytes, place);
            }
        }
        catch (IOException)
        {
            broken = true;
        }
    }

    /// <summary>Makes the rows findable under a path, all at once.</summary>
    public void Publish(string path, RecordReport report)
    {
        if (broken)
        {
            return;
        }
        try
        {
            CachedRows.Close(file, report, blocks);
            file.Dispose();
            File.Move(Path.Combine(folder, "rows"), path, overwrite: true);
            DiskSync.Folder(Path.GetDirectoryName(path)!);
        }
        catch (IOException)
        {
            // The tally stands; the next one reads the files again.
        }
    }

    public void Dispose()
    {
        file.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
