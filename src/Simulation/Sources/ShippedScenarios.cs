using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Sources;

/// <summary>The scenarios that come with the program: the files of the folder <c>scenarios/</c>, kept inside it.</summary>
public static class ShippedScenarios
{
    public const string Base = "basis-2040";

    private const string Prefix = "scenarios/";
    private const string Suffix = ".yaml";

    /// <summary>Names without extension, in ordinal order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. typeof(ShippedScenarios)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The shipped scenario of that name; null when there is none. What asks for it does not matter.</summary>
    public static ScenarioSource? Find(string name, ScenarioSource askedBy) =>
        Names.Contains(name, StringComparer.Ordinal) ? new(Prefix + name + Suffix, Read(name), IsShipped: true) : null;

    /// <exception cref="ArgumentException">No such scenario.</exception>
    public static string Read(string name)
    {
        using var stream =
            typeof(ShippedScenarios).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException($"there is no shipped scenario {name}", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
