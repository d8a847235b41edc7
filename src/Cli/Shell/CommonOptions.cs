using System.CommandLine;

namespace Populatie.Cli.Shell;

/// <summary>Options that several commands share, with one description each.</summary>
internal static class CommonOptions
{
    /// <summary>An artefact of the workspace.</summary>
    /// <param name="english">As help names it: RUN, CUBE.</param>
    /// <param name="orLatest">Whether the newest is meant when none is given.</param>
    public static Argument<string> Artefact(
        Session session,
        string name,
        string english,
        string dutch,
        bool orLatest = true
    )
    {
        var artefact = new Argument<string>(name)
        {
            HelpName = session.Say(english, dutch),
            Description = session.Say(
                "An id, the beginning of one, a path, or latest",
                "Een id, het begin ervan, een pad, of latest"
            ),
        };
        if (orLatest)
        {
            artefact.DefaultValueFactory = _ => "latest";
        }
        return artefact;
    }

    /// <summary>Level of the figures that are shown.</summary>
    public static Option<string?> Level(Session session) =>
        new("--level")
        {
            HelpName = "L",
            Description = session.Say(
                "gemeente (default), wijk, buurt or buurtteam",
                "gemeente (standaard), wijk, buurt of buurtteam"
            ),
        };

    public static Option<string?> Area(Session session) =>
        new("--area")
        {
            HelpName = "CODE",
            Description = session.Say("One area, for example WK034403", "Eén gebied, bijvoorbeeld WK034403"),
        };

    public static Option<string?> Product(Session session) =>
        new("--product")
        {
            HelpName = "P",
            Description = session.Say(
                "A product code, track-1 to track-3, Wmo, Jeugd or all",
                "Een productcode, track-1 tot track-3, Wmo, Jeugd of all"
            ),
        };

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
