using System.CommandLine;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Indicators;

/// <summary><c>populatie indicators note</c>: what those who know the area make of its figures.</summary>
internal static class IndicatorNote
{
    public static Command Create(Session session)
    {
        var area = new Argument<string>("area")
        {
            HelpName = session.Say("AREA", "GEBIED"),
            Description = session.Say(
                "An area's code, for example WK034403",
                "Code van een gebied, bijvoorbeeld WK034403"
            ),
        };
        var text = new Argument<string>("text")
        {
            HelpName = session.Say("TEXT", "TEKST"),
            Description = session.Say(
                "The note; no names of clients, please",
                "De notitie; geen namen van cliënten a.u.b."
            ),
        };
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "note",
            session.Say(
                "Keep a note with an area; earlier ones stay. Example: "
                    + "populatie indicators note WK034403 \"A new school opened; more families since summer\"",
                "Bewaar een notitie bij een gebied; eerdere blijven. Voorbeeld: "
                    + "populatie indicators note WK034403 \"Een nieuwe school; meer gezinnen sinds de zomer\""
            )
        )
        {
            area,
            text,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var code = parsed.GetValue(area)!;
                var home = session.OpenWorkspace(parsed.GetValue(workspace));
                // A note under a mistyped code would never be seen again.
                var areas = home.List(ArtefactKind.Cube).Count > 0 ? CubeStore.Load(home, "latest").Axes.Areas : null;
                if (areas?.Knows(code) == false)
                {
                    throw areas.NoArea(code);
                }
                AreaNotes.Add(home, code, parsed.GetValue(text)!);
                session.Note($"noted with {code}", $"genoteerd bij {code}");
                return ExitCode.Done;
            }
        );
        return command;
    }
}
