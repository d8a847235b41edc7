using System.Globalization;
using System.Runtime.InteropServices;

namespace Populatie.Fuzz.Disks;

/// <summary>A disk of some kilobytes in memory (tmpfs), whose size can be changed. Needs the right to mount.</summary>
internal sealed partial class SmallDisk : IDisposable
{
    private const ulong Remount = 32;
    private const int Detach = 2;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts one; null, with the reason, where that is not allowed.</summary>
    public static SmallDisk? Mount(string folder, long bytes, out string reason)
    {
        reason = "";
        if (!OperatingSystem.IsLinux())
        {
            reason = "only Linux has tmpfs";
            return null;
        }
        Directory.CreateDirectory(folder);
        if (Call("tmpfs", folder, "tmpfs", 0, Size(bytes)) != 0)
        {
            reason = $"mounting is not allowed here ({Marshal.GetLastPInvokeErrorMessage()})";
            return null;
        }
        return new SmallDisk(folder);
    }

    /// <summary>Changes the size; what is there stays. Not below what is in use.</summary>
    public void Resize(long bytes)
    {
        if (Call("tmpfs", Folder, "tmpfs", Remount, Size(bytes)) != 0)
        {
            throw new IOException($"{Folder} cannot be made {bytes} bytes: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    /// <summary>Bytes in use, in whole pages.</summary>
    public long Used()
    {
        var drive = new DriveInfo(Folder);
        return drive.TotalSize - drive.TotalFreeSpace;
    }

    public void Dispose() => _ = Unmount(Folder, Detach);

    // Size 0 would mean: without bound.
    private static string Size(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"size={Math.Max(4, (bytes + 1023) / 1024)}k");

    [LibraryImport("libc", EntryPoint = "mount", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Call(string source, string target, string kind, ulong flags, string options);

    [LibraryImport("libc", EntryPoint = "umount2", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Unmount(string target, int flags);
}
