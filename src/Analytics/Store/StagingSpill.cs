using Microsoft.Win32.SafeHandles;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Store;

/// <summary>
/// One file in the staging area of a workspace, made when the first bytes come and removed when it is disposed; what a
/// killed process leaves behind is removed by whoever opens the workspace next. Records in it are packed, keyed as in
/// the record store, and readable by their owner only. Thread-safe.
/// </summary>
public sealed class StagingSpill(Workspace workspace) : ISpillSpace, IDisposable
{
    private readonly string folder = StagingFolder.For(workspace.Root, $"spill-{Guid.NewGuid():N}");

    private readonly Lock door = new();
    private SafeFileHandle? file;
    private long length;

    /// <summary>Bytes kept so far.</summary>
    public long Length => Interlocked.Read(ref length);

    public long Append(ReadOnlySpan<byte> bytes)
    {
        try
        {
            SafeFileHandle open;
            long offset;
            lock (door)
            {
                open = file ??= Make();
                (offset, length) = (length, length + bytes.Length);
            }
            RandomAccess.Write(open, bytes, offset);
            return offset;
        }
        catch (Exception fault) when (MachineFaults.Knows(fault))
        {
            throw Full(fault);
        }
    }

    public void Read(long offset, Span<byte> into)
    {
        var open = file ?? throw new InvalidOperationException("nothing was kept yet");
        for (var read = 0; read < into.Length; )
        {
            var now = RandomAccess.Read(open, into[read..], offset + read);
            read += now > 0 ? now : throw Full(new EndOfStreamException());
        }
    }

    public void Dispose()
    {
        file?.Dispose();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private SafeFileHandle Make()
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "rows");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        // Made with its rights in one step, then opened as a handle: a handle alone cannot be given rights.
        using (new FileStream(path, options)) { }
        return File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
    }

    private ResourceException Full(Exception fault)
    {
        var said = MachineFaults.Of(fault, folder).Text;
        return new(
            new(
                $"{said.English}, or keep more rows in memory with --memory",
                $"{said.Dutch}, of houd meer regels in het geheugen met --memory"
            ),
            fault
        );
    }
}
