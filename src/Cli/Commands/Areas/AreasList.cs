using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Sources.Maps;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas list</c></summary>
internal static class AreasList
{
    private sealed record Entry(string Id, string Title, int Gemeenten, int Wijken, int Buurten, bool Schematic);

    public static Command Create(Session session) =>
        ListCommand.Create<Entry>(
            session,
            session.Say(
                "The maps in the workspace, newest last, after the one that comes with the program. Example: populatie areas list",
                "De kaarten in de werkmap, nieuwste laatst, na die van het programma zelf. Voorbeeld: populatie areas list"
            ),
            kept =>
                kept.List(ArtefactKind.Areas)
                    .Select(e => Describe(AreaSetStore.Load(kept, e.Id), session.Say(SourceText.Of(e.Title))))
                    .Prepend(
                        Describe(EmbeddedUtrecht.Areas(), session.Say("Utrecht (embedded)", "Utrecht (ingebouwd)"))
                    ),
            new("id", e => e.Id),
            new(session.Say("title", "titel"), e => e.Title),
            new("gemeenten", e => session.Count(e.Gemeenten), Right: true),
            new("wijken", e => session.Count(e.Wijken), Right: true),
            new("buurten", e => session.Count(e.Buurten), Right: true),
            new(
                session.Say("boundaries", "grenzen"),
                e =>
                    e.Schematic
                        ? session.Say("schematic", "schematisch")
                        : session.Say("as imported", "zoals ingelezen")
            )
        );

    private static Entry Describe(AreaSet areas, string title) =>
        new(
            areas.Digest,
            title,
            areas.Index.GemeenteCount,
            areas.Index.WijkCount,
            areas.Index.BuurtCount,
            areas.Schematic
        );
}
