using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas list</c></summary>
internal static class AreasList
{
    private sealed record Entry(string Id, string Title, int Gemeenten, int Wijken, int Buurten, bool Schematic);

    public static Command Create(Session session)
    {
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "list",
            session.Say(
                "The maps in the workspace, newest last, after the one that comes with the program. Example: populatie areas list",
                "De kaarten in de werkmap, nieuwste laatst, na die van het programma zelf. Voorbeeld: populatie areas list"
            )
        )
        {
            workspace,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var kept = session.OpenWorkspace(parsed.GetValue(workspace));
                var entries = kept.List(ArtefactKind.Areas)
                    .Select(e => Describe(AreaSetStore.Load(kept, e.Id), e.Title))
                    .Prepend(
                        Describe(EmbeddedUtrecht.Areas(), session.Say("Utrecht (embedded)", "Utrecht (ingebouwd)"))
                    )
                    .ToList();
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, entries);
                }
                else
                {
                    Print(session, entries);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Entry Describe(AreaSet areas, string title) =>
        new(
            areas.Digest,
            title,
            areas.Index.GemeenteCount,
            areas.Index.WijkCount,
            areas.Index.BuurtCount,
            areas.Schematic
        );

    private static void Print(Session session, List<Entry> entries)
    {
        var table = new TablePrinter(
            new("id"),
            new(session.Say("title", "titel")),
            new("gemeenten", Right: true),
            new("wijken", Right: true),
            new("buurten", Right: true),
            new(session.Say("boundaries", "grenzen"))
        );
        foreach (var entry in entries)
        {
            table.Add(
                entry.Id,
                entry.Title,
                session.Count(entry.Gemeenten),
                session.Count(entry.Wijken),
                session.Count(entry.Buurten),
                entry.Schematic
                    ? session.Say("schematic", "schematisch")
                    : session.Say("as imported", "zoals ingelezen")
            );
        }
        table.Print(session.Output);
    }
}
