using System.CommandLine;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Population;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Population;

/// <summary><c>populatie population build</c></summary>
internal static class PopulationBuild
{
    public static Command Create(Session session)
    {
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "build",
            session.Say(
                "Build the residents of Utrecht, 2015 to 2026, from published figures and put them in the workspace. Says per year what is published and what is estimated. Example: populatie population build",
                "Maak de inwoners van Utrecht, 2015 tot 2026, uit gepubliceerde cijfers en zet ze in de werkmap. Zegt per jaar wat gepubliceerd is en wat geschat. Voorbeeld: populatie population build"
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
                var kept = session.MakeWorkspace(parsed.GetValue(workspace));
                var series = UtrechtPopulation.Series();
                var id = PopulationStore.Save(
                    kept,
                    series,
                    session.Say("Utrecht from published figures", "Utrecht uit gepubliceerde cijfers")
                );
                if (!parsed.GetValue(json))
                {
                    Print(session, series);
                }
                JsonPrinter.PrintId(session, id, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Session session, PopulationSeries series)
    {
        var city = UtrechtPopulation.CityTotals();
        var table = new TablePrinter(
            new(session.Say("1 January", "1 januari")),
            new(session.Say("residents", "inwoners"), Right: true),
            new(session.Say("published city total", "gepubliceerd totaal"), Right: true),
            new(session.Say("buurten rest on", "buurten berusten op"))
        );
        foreach (var year in series.Tables)
        {
            table.Add(
                FormattableString.Invariant($"{year.Year}"),
                session.Count(year.Total()),
                city.TryGetValue(year.Year, out var total) ? session.Count(total) : "–",
                NameOf(session, year.Basis)
            );
        }
        table.Print(session.Output);
        session.Note(
            "single ages within the published age groups are always estimated; boundaries and figures: geodata/README.md",
            "losse leeftijden binnen de gepubliceerde groepen zijn altijd geschat; grenzen en cijfers: geodata/README.md"
        );
    }

    internal static string NameOf(Session session, Basis basis) =>
        basis == Basis.Published
            ? session.Say("published figures", "gepubliceerde cijfers")
            : session.Say("an estimate", "een schatting");
}
