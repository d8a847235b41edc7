using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>Writes a file that a user named, whole or not at all: under another name first, synced, then renamed.</summary>
internal static class OutputFile
{
    public static void Write(string path, Action<Stream> write) =>
        WriteFile(
            path,
            temporary =>
            {
                using var stream = new FileStream(
                    temporary,
                    FileMode.Create,
                    FileAccess.Write,
                    FileShare.None,
                    1 << 16
                );
                write(stream);
            }
        );

    /// <summary>For what can only be written by name.</summary>
    /// <param name="write">Told the temporary name.</param>
    /// <exception cref="UsageException">There is no such folder.</exception>
    public static void WriteFile(string path, Action<string> write)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new UsageException(
                new(
                    $"{path} cannot be written: there is no folder {folder}; make it first, or choose another",
                    $"{path} kan niet worden geschreven: er is geen map {folder}; maak die eerst, of kies een andere"
                )
            );
        }
        var temporary = $"{path}.tmp-{Environment.ProcessId}";
        try
        {
            File.Delete(temporary);
            WriteNew(temporary, path, write);
            using (var stream = new FileStream(temporary, FileMode.Open, FileAccess.Write))
            {
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Some folders take no files, as those of the system: then it is not a file to read that is missing.</summary>
    private static void WriteNew(string temporary, string path, Action<string> write)
    {
        try
        {
            write(temporary);
        }
        catch (FileNotFoundException fault)
            when (string.Equals(fault.FileName, Path.GetFullPath(temporary), StringComparison.Ordinal))
        {
            throw new UsageException(
                new(
                    $"{path} cannot be written: its folder takes no files; choose another",
                    $"{path} kan niet worden geschreven: de map neemt geen bestanden aan; kies een andere"
                )
            );
        }
    }
}
