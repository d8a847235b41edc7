namespace Populatie.Analytics.Sources.Mappings;

/// <summary>The mappings that come with the program: the files of the folder <c>mappings/</c>, kept inside it.</summary>
public static class ShippedMappings
{
    private const string Prefix = "mappings/";
    private const string Suffix = ".yaml";

    /// <summary>Names, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedMappings)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The YAML of a shipped mapping.</summary>
    /// <exception cref="ArgumentException">No such mapping.</exception>
    public static string Text(string name)
    {
        using var stream =
            typeof(ShippedMappings).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException($"there is no shipped mapping {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
