using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie list</c>: what there is to name in other commands.</summary>
internal static class WorkspaceList
{
    private sealed record Entry(string Kind, string Id, DateTime Made, string Title);

    public static Command Create(Session session) =>
        ListCommand.Create<Entry>(
            session,
            session.Say(
                "List what the workspace keeps: maps, records, cubes, fits, runs and the rest, newest last of each; their ids go into other commands. Example: populatie list",
                "Noem wat de werkmap bewaart: kaarten, registraties, kubussen, schattingen, projecties en de rest, van elk de nieuwste laatst; hun id's gaan in andere opdrachten. Voorbeeld: populatie list"
            ),
            kept => Enum.GetValues<ArtefactKind>().SelectMany(kept.List).Select(e => Describe(session, kept, e)),
            new(session.Say("kind", "soort"), e => e.Kind),
            new("id", e => e.Id),
            new(
                session.Say("made", "gemaakt"),
                e => e.Made.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
            ),
            new(session.Say("title", "titel"), e => e.Title)
        );

    private static Entry Describe(Session session, Workspace kept, CatalogueEntry entry) =>
        new(
            entry.Kind.Folder(),
            entry.Id,
            Directory.GetLastWriteTimeUtc(kept.PathOf(entry.Kind, entry.Id)),
            session.Say(SourceText.Of(entry.Title))
        );
}
