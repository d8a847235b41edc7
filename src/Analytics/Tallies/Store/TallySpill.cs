using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tallies.Store;

/// <summary>Rows laid aside in a file of the staging area, which goes with the process that made it. Thread-safe.</summary>
internal sealed class TallySpill : ITallySpill
{
    private readonly string folder;
    private readonly SafeFileHandle file;
    private long length;

    public TallySpill(Workspace workspace)
    {
        folder = StagingFolder.For(workspace.Root, $"tally-{Guid.NewGuid():N}");
        Directory.CreateDirectory(folder);
        file = File.OpenHandle(Path.Combine(folder, "rows"), FileMode.CreateNew, FileAccess.ReadWrite);
    }

    /// <exception cref="ResourceException">The disk is full.</exception>
    public long Write(ReadOnlySpan<TallyEntry> rows)
    {
        var bytes = MemoryMarshal.AsBytes(rows);
        var place = Interlocked.Add(ref length, bytes.Length) - bytes.Length;
        try
        {
            RandomAccess.Write(file, bytes, place);
        }
        catch (IOException fault)
        {
            throw new ResourceException(
                new(
                    $"cannot lay rows aside in {folder}: {fault.Message}; free some space or choose another --workspace",
                    $"kan geen regels terzijde leggen in {folder}: {fault.Message}; maak ruimte vrij of kies een andere --workspace"
                ),
                fault
            );
        }
        return place;
    }

    public void Read(long place, Span<TallyEntry> rows)
    {
        var bytes = MemoryMarshal.AsBytes(rows);
        while (bytes.Length > 0)
        {
            var count = RandomAccess.Read(file, bytes, place);
            if (count == 0)
            {
                throw new EndOfStreamException("rows that were laid aside are gone");
            }
            bytes = bytes[count..];
            place += count;
        }
    }

    public void Dispose()
    {
        file.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
