using System.Text.Json;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Tallies.Store;

/// <summary>
/// Which content a file had when it was last read, so that it need not be read again to know. A stamp is trusted while
/// length, time of change and time of birth are the same, and only when the file had been left alone for two seconds
/// before it was read: a change within the grain of the clock of a file system cannot hide. Otherwise nothing is known.
/// </summary>
internal sealed class FileStamps(string folder)
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(2);

    /// <param name="Read">When reading began.</param>
    /// <param name="Digest">Of the text.</param>
    private sealed record Stamp(long Length, DateTime Changed, DateTime Born, DateTime Read, string Digest);

    /// <summary>Digest of the content of a file, or null when it is not known.</summary>
    public string? DigestOf(RecordFile file)
    {
        var path = PathOf(file);
        if (!File.Exists(file.Name) || !File.Exists(path))
        {
            return null;
        }
        try
        {
            var stamp = JsonSerializer.Deserialize<Stamp>(File.ReadAllText(path));
            var now = new FileInfo(file.Name);
            return
                stamp is not null
                && stamp.Length == now.Length
                && stamp.Changed == now.LastWriteTimeUtc
                && stamp.Born == now.CreationTimeUtc
                && stamp.Changed + Settled < stamp.Read
                ? stamp.Digest
                : null;
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            return null;
        }
    }

    /// <summary>A way to keep what a file turns out to hold, when it is read from now on; null for what is no file.</summary>
    public Action<string>? Watch(RecordFile file)
    {
        if (!File.Exists(file.Name))
        {
            return null;
        }
        var (before, began) = (new FileInfo(file.Name), DateTime.UtcNow);
        var stamp = new Stamp(before.Length, before.LastWriteTimeUtc, before.CreationTimeUtc, began, "");
        return digest =>
        {
            var draft = Path.Combine(folder, $".{Guid.NewGuid():N}");
            File.WriteAllText(draft, JsonSerializer.Serialize(stamp with { Digest = digest }));
            File.Move(draft, PathOf(file), overwrite: true);
        };
    }

    /// <summary>A stamp is named by the digest of the file's full path: paths may hold names of people.</summary>
    private string PathOf(RecordFile file)
    {
        using var digest = new Digest();
        return Path.Combine(folder, $"{digest.Add("path", Path.GetFullPath(file.Name)).ToId()}.stamp");
    }
}
