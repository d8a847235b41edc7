using Populatie.Analytics.Faults;
using Populatie.Simulation.Scenarios;
using Populatie.Simulation.Sources;

namespace Populatie.Cli.Commands.Scenarios;

/// <summary>From what a user names on the command line to the text of a scenario.</summary>
internal static class ScenarioTexts
{
    private static readonly ScenarioSource Nowhere = new("", "");

    /// <summary>A file; <c>-</c> for standard input; or, where there is no such file, the name of a shipped scenario.</summary>
    /// <exception cref="SourceFormatException">There is no such scenario.</exception>
    public static ScenarioSource Read(string name)
    {
        if (string.Equals(name, "-", StringComparison.Ordinal))
        {
            return new(name, Console.In.ReadToEnd());
        }
        if (File.Exists(name))
        {
            return new(name, File.ReadAllText(name));
        }
        return ShippedScenarios.Find(name, Nowhere) ?? throw NotFound(name);
    }

    /// <summary>All names are for who has no idea of them; who was near needs the one.</summary>
    private static SourceFormatException NotFound(string name)
    {
        var meant = Spelling.Nearest(Path.GetFileNameWithoutExtension(name), ShippedScenarios.Names);
        var all = meant is null ? $": {string.Join(", ", ShippedScenarios.Names)}" : "";
        return new SourceFormatException(
            name,
            null,
            null,
            Directory.Exists(name) ? new("a folder", "een map") : new("no such file", "geen bestand"),
            new(
                $"a file, or the name of a shipped scenario{all}",
                $"een bestand, of de naam van een meegeleverd scenario{all}"
            ),
            meant is not null
                ? new($"did you mean '{meant}'?", $"bedoelde u '{meant}'?")
                : new("check the name and the folder", "controleer de naam en de map")
        );
    }

    public static Scenario Parse(ScenarioSource source) => ScenarioReader.Read(source, ScenarioFiles.Find);
}
