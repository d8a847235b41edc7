using Populatie.Analytics.Faults;
using Populatie.Fuzz.Worlds;

namespace Populatie.Cli.Tests.Answers;

/// <summary>A workspace with a cube and a fit of four invented buurten, and a scenario beside it.</summary>
public sealed class TinyTown : IDisposable
{
    public TinyTown()
    {
        var files = Path.Combine(Folder, "files");
        foreach (
            var step in new TinyWorld(files).Steps.TakeWhile(s =>
                !s.Name.StartsWith("project", StringComparison.Ordinal)
            )
        )
        {
            var said = Ask(Language.English, step.Command);
            if (said.Exit != 0)
            {
                throw new InvalidOperationException($"{step.Name}: {said.Errors}");
            }
        }
        Scenario = Path.Combine(files, "town.yaml");
        File.WriteAllText(
            Scenario,
            """
            name: town
            base: {year: 2025, cube: latest, population: latest}
            horizon: 2027
            growth: {vintage: cpb-2027-2033, jeugd: 1.0% (assumed)}
            staff: {reserve: "5% (assumed, 0% to 10%)"}
            """
        );
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("populatie-town-").FullName;

    /// <summary>Path of a scenario with a little uncertainty of its own.</summary>
    public string Scenario { get; }

    internal Said Ask(Language language, params string[] arguments) =>
        Fuzz.Worlds.Commands.RunIn(language, [.. arguments, "--workspace", Path.Combine(Folder, "w")]);

    internal Said Ask(params string[] arguments) => Ask(Language.English, arguments);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
