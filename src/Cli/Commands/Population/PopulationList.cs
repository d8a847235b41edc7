using System.CommandLine;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Population;

/// <summary><c>populatie population list</c></summary>
internal static class PopulationList
{
    private sealed record Entry(
        string Id,
        string Title,
        int Buurten,
        int FirstYear,
        int LastYear,
        IReadOnlyList<int> PublishedYears,
        long ResidentsLastYear
    );

    public static Command Create(Session session)
    {
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "list",
            session.Say(
                "The populations in the workspace, newest last, after the one that comes with the program. Example: populatie population list",
                "De bevolkingen in de werkmap, nieuwste laatst, na die van het programma zelf. Voorbeeld: populatie population list"
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
                var entries = kept.List(ArtefactKind.Population)
                    .Select(e => Describe(e.Id, e.Title, PopulationStore.Load(kept, e.Id)))
                    .Prepend(Embedded(session))
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

    private static Entry Embedded(Session session)
    {
        var series = UtrechtPopulation.Series();
        return Describe(PopulationStore.IdOf(series), session.Say("Utrecht (embedded)", "Utrecht (ingebouwd)"), series);
    }

    private static Entry Describe(string id, string title, PopulationSeries series) =>
        new(
            id,
            title,
            series.BuurtCodes.Length,
            series.FirstYear,
            series.LastYear,
            [.. series.Tables.Where(t => t.Basis == Basis.Published).Select(t => t.Year)],
            series.Tables[^1].Total()
        );

    private static void Print(Session session, List<Entry> entries)
    {
        var table = new TablePrinter(
            new("id"),
            new(session.Say("title", "titel")),
            new("buurten", Right: true),
            new(session.Say("years", "jaren")),
            new(session.Say("published", "gepubliceerd")),
            new(session.Say("residents, last year", "inwoners, laatste jaar"), Right: true)
        );
        foreach (var entry in entries)
        {
            table.Add(
                entry.Id,
                entry.Title,
                session.Count(entry.Buurten),
                FormattableString.Invariant($"{entry.FirstYear}-{entry.LastYear}"),
                string.Join(' ', entry.PublishedYears),
                session.Count(entry.ResidentsLastYear)
            );
        }
        table.Print(session.Output);
    }
}
