using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;

namespace Populatie.Cli.Shell;

/// <summary>Options that several commands share, with one description each.</summary>
internal static class CommonOptions
{
    /// <summary>The name of the option that turns progress into JSON lines.</summary>
    public const string Progress = "--progress";

    /// <summary>What every command takes.</summary>
    public static IEnumerable<Option> Everywhere(Session session)
    {
        var language = new Option<string>("--lang")
        {
            HelpName = "nl|en",
            Description = session.Say("Language: nl or en", "Taal: nl of en"),
            Recursive = true,
        };
        var progress = new Option<string?>(Progress)
        {
            HelpName = "jsonl",
            Description = session.Say(
                "Progress on stderr as one JSON object a line, for machines",
                "Voortgang op stderr als één JSON-object per regel, voor machines"
            ),
            Recursive = true,
        };
        yield return progress.AcceptOnlyFromAmong("jsonl");
        yield return language.AcceptOnlyFromAmong("nl", "en");
    }

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

    /// <exception cref="UsageException">Both are asked for.</exception>
    public static void CheckOneForm(bool csv, bool json)
    {
        if (csv && json)
        {
            throw new UsageException(
                new(
                    "--csv and --json exclude each other; choose one",
                    "--csv en --json sluiten elkaar uit; kies er een"
                )
            );
        }
    }

    public static Option<int> Threads(Session session)
    {
        var threads = new Option<int>("--threads")
        {
            Description = session.Say(
                "Threads to use (default: all); never changes a result",
                "Aantal threads (standaard: alle); verandert nooit een uitkomst"
            ),
            HelpName = "T",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        threads.Validators.Add(given =>
        {
            if (
                given.Tokens is [{ Value: var text }]
                && int.TryParse(text, CultureInfo.InvariantCulture, out var number)
                && number < 1
            )
            {
                given.AddError(
                    session.Say("--threads needs at least one thread", "--threads moet minstens één thread krijgen")
                );
            }
        });
        return threads;
    }
}
