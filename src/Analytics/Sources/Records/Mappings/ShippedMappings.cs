using Populatie.Analytics.Sources.Embedded;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>The mappings that come with the program: the files of the folder <c>mappings/</c>, kept inside it.</summary>
public static class ShippedMappings
{
    private const string Folder = "mappings/";
    private const string Extension = ".yaml";

    /// <summary>Names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } = EmbeddedFiles.Names(Folder, Extension);

    /// <summary>The YAML of a shipped mapping.</summary>
    /// <exception cref="ArgumentException">No such mapping.</exception>
    public static string Text(string name) => EmbeddedFiles.Text(Folder + name + Extension);
}
