using System.Security.Cryptography;
using System.Text;
using Populatie.Analytics.Store;
using Populatie.Simulation.Runs;

namespace Populatie.Simulation.Store;

/// <summary>One digest over all files of a run: what "the same bytes" means.</summary>
public static class RunDigest
{
    /// <summary>Digest of a result, by writing it to a temporary folder that is removed again.</summary>
    public static string Of(ProjectionResult result)
    {
        var folder = Directory.CreateTempSubdirectory("populatie-").FullName;
        try
        {
            RunStore.Write(result, folder);
            return OfFolder(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>SHA-256 over names and bytes of the files, in order of name; hexadecimal.</summary>
    public static string OfFolder(string folder)
    {
        var lines = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            lines.Append(Digest.OfFile(file)).Append(' ').Append(Path.GetFileName(file)).Append('\n');
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines.ToString())));
    }
}
