using System.Security.Cryptography;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;

namespace Populatie.Analytics.Records.Store;

/// <summary>
/// The secret of a workspace under which pseudonyms are digested: 32 random bytes in <c>person.key</c>, made at the first
/// import and readable by its owner only. It groups the records of a person and decides nothing else, so no figure depends
/// on it.
/// </summary>
internal static class PersonKey
{
    private const int Length = 32;
    private const string FileName = "person.key";

    public static byte[] Of(Workspace workspace)
    {
        var path = Path.Combine(workspace.Root, FileName);
        if (!File.Exists(path))
        {
            Make(path);
        }
        var key = File.ReadAllBytes(path);
        return key.Length == Length
            ? key
            : throw new SourceFormatException(
                path,
                null,
                null,
                new($"{key.Length} bytes", $"{key.Length} bytes"),
                new($"a key of {Length} bytes", $"een sleutel van {Length} bytes"),
                new(
                    "put back the key of this workspace, or begin a new one",
                    "zet de sleutel van deze werkmap terug, of begin een nieuwe"
                )
            );
    }

    /// <summary>Made in a folder of the staging area, so that a killed process leaves nothing beside the key.</summary>
    private static void Make(string path)
    {
        var staging = StagingFolder.For(Path.GetDirectoryName(path)!, "key");
        Directory.CreateDirectory(staging);
        try
        {
            var draft = Path.Combine(staging, FileName);
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            using (var stream = new FileStream(draft, options))
            {
                stream.Write(RandomNumberGenerator.GetBytes(Length));
                stream.Flush(flushToDisk: true);
            }
            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                // Another process made the key first: theirs is the key.
            }
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }
}
