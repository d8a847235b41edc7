using System.CommandLine;

namespace Populatie.Cli.Shell;

/// <summary>Options that several commands share, with one description each.</summary>
internal static class CommonOptions
{
    public static Option<string?> Workspace(Session session) =>
        new("--workspace")
        {
            Description = session.Say(
                "Folder with areas, cubes, fits and runs (default ./workspace, or POPULATIE_WORKSPACE)",
                "Map met gebieden, kubussen, schattingen en projecties (standaard ./workspace, of POPULATIE_WORKSPACE)"
            ),
            HelpName = session.Say("DIR", "MAP"),
        };

    public static Option<bool> Json(Session session) =>
        new("--json")
        {
            Description = session.Say("Print JSON instead of a table", "Geef JSON in plaats van een tabel"),
        };

    public static Option<int> Threads(Session session) =>
        new("--threads")
        {
            Description = session.Say(
                "Threads to use (default: all); never changes a result",
                "Aantal threads (standaard: alle); verandert nooit een uitkomst"
            ),
            HelpName = "T",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
}
