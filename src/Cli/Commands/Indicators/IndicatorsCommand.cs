using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need.Indicators;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Indicators;

/// <summary><c>populatie indicators</c>: an area beside its peers, with a note. To follow, to mirror, to learn: no targets.</summary>
internal static class IndicatorsCommand
{
    public static Command Create(Session session)
    {
        var cube = CommonOptions.Artefact(session, "cube", "CUBE", "KUBUS");
        var area = new Option<string?>("--area")
        {
            HelpName = "CODE",
            Description = session.Say(
                "One area, with its peers and its note",
                "Eén gebied, met vergelijkbare gebieden en notitie"
            ),
        };
        var level = new Option<string?>("--level")
        {
            HelpName = "L",
            Description = session.Say("wijk (default) or buurt", "wijk (standaard) of buurt"),
        };
        var year = new Option<int?>("--year")
        {
            HelpName = "Y",
            Description = session.Say(
                "One year (default: the last whole year)",
                "Eén jaar (standaard: het laatste hele jaar)"
            ),
        };
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "indicators",
            session.Say(
                "Reach, availability, quality and budget of each wijk beside wijken like it, with room for a note. "
                    + "Example: populatie indicators --area WK034403",
                "Bereik, beschikbaarheid, kwaliteit en budget van elke wijk naast wijken zoals zij, met ruimte voor een notitie. "
                    + "Voorbeeld: populatie indicators --area WK034403"
            )
        )
        {
            cube,
            area,
            level,
            year,
            json,
            workspace,
            IndicatorNote.Create(session),
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                var source = CubeStore.Load(home, parsed.GetValue(cube)!);
                var people = PopulationStore.LoadOrDefault(home, source.Axes.Areas, null);
                var asked = parsed.GetValue(area);
                var found = IndicatorFrame.Of(
                    source,
                    people,
                    UnmetSettings.Embedded,
                    LevelOf(parsed.GetValue(level), asked),
                    parsed.GetValue(year) ?? IndicatorFrame.LastWholeYear(source, people)
                );
                if (asked is not null && !found.Any(f => Same(f.Area.Code, asked)))
                {
                    throw source.Axes.Areas.NoArea(asked);
                }
                Print(session, home, found, asked, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Session session, Workspace home, IReadOnlyList<Indicator> found, string? asked, bool json)
    {
        var shown = asked is null ? found : [.. found.Where(f => Same(f.Area.Code, asked))];
        if (json)
        {
            JsonPrinter.Print(
                session,
                shown.Select(i => IndicatorTable.Row(session, i, AreaNotes.Of(home, i.Area.Code)))
            );
        }
        else if (asked is null)
        {
            IndicatorTable.PrintAll(session, shown, code => AreaNotes.Of(home, code).Count > 0);
        }
        else
        {
            IndicatorTable.PrintOne(session, shown, AreaNotes.Of(home, asked));
        }
    }

    private static AreaLevel LevelOf(string? level, string? area) =>
        level is null
            ? area switch
            {
                { } code when code.StartsWith("BU", StringComparison.Ordinal) => AreaLevel.Buurt,
                { } code when code.StartsWith("GM", StringComparison.Ordinal) => AreaLevel.Gemeente,
                null => AreaLevel.Wijk,
                { } code when code.StartsWith("WK", StringComparison.Ordinal) => AreaLevel.Wijk,
                _ => AreaLevel.Buurtteam,
            }
        : AreaLevels.TryParse(level, out var known) ? known
        : throw new UsageException(
            new(
                $"--level {level} is not known; choose wijk, buurt, buurtteam or gemeente",
                $"--level {level} is onbekend; kies wijk, buurt, buurtteam of gemeente"
            )
        );

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.Ordinal);
}
