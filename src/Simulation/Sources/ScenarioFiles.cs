using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;

namespace Populatie.Simulation.Sources;

/// <summary>Scenarios on disk, and those that come with the program.</summary>
public static class ScenarioFiles
{
    private static readonly string[] Suffixes = ["", ".yaml", ".yml"];

    /// <summary>Reads a scenario; what it extends lies beside it or is shipped.</summary>
    /// <exception cref="SourceFormatException">Anything wrong in it, or in what it extends.</exception>
    public static Scenario Read(string path) => ScenarioReader.Read(new(path, File.ReadAllText(path)), Find);

    /// <summary>
    /// The scenario of a name: first a file beside the one that asks, with or without <c>.yaml</c>; then a shipped one. A
    /// shipped scenario asks for shipped ones only, so that it means the same everywhere.
    /// </summary>
    public static ScenarioSource? Find(string name, ScenarioSource askedBy)
    {
        if (
            !askedBy.IsShipped
            && name.Length > 0
            && string.Equals(Path.GetFileName(name), name, StringComparison.Ordinal)
        )
        {
            var folder = Path.GetDirectoryName(askedBy.File) ?? "";
            foreach (var suffix in Suffixes)
            {
                var path = Path.Combine(folder, name + suffix);
                if (File.Exists(path))
                {
                    return new(path, File.ReadAllText(path));
                }
            }
        }
        return ShippedScenarios.Find(name, askedBy);
    }
}
