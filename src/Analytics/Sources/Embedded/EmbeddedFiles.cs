using System.Reflection;
using System.Text;

namespace Populatie.Analytics.Sources.Embedded;

/// <summary>Files that the program carries inside it, by the path that they have in the repository. Thread-safe.</summary>
internal static class EmbeddedFiles
{
    private static readonly Assembly Own = typeof(EmbeddedFiles).Assembly;

    /// <param name="program">Where it was put; this library if not told.</param>
    /// <exception cref="ArgumentException">There is no such file.</exception>
    public static Stream Open(string path, Assembly? program = null) =>
        (program ?? Own).GetManifestResourceStream(path)
        ?? throw new ArgumentException($"{path} is not in the program", nameof(path));

    /// <summary>A file as text, in UTF-8.</summary>
    /// <inheritdoc cref="Open"/>
    public static string Text(string path, Assembly? program = null)
    {
        using var reader = new StreamReader(Open(path, program), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>What stands between a folder and an extension, of all such files; in ordinal order.</summary>
    public static IReadOnlyList<string> Names(string folder, string extension, Assembly? program = null) =>
        [
            .. (program ?? Own)
                .GetManifestResourceNames()
                .Where(n =>
                    n.StartsWith(folder, StringComparison.Ordinal) && n.EndsWith(extension, StringComparison.Ordinal)
                )
                .Select(n => n[folder.Length..^extension.Length])
                .Order(StringComparer.Ordinal),
        ];
}
