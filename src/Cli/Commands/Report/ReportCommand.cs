using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Need;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Backtest;
using Populatie.Cli.Shell;
using Populatie.Server.Report;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Report;

/// <summary><c>populatie report</c>: runs as one file that opens anywhere and prints well.</summary>
internal static class ReportCommand
{
    private const int MostRuns = 6;
    private const int UsualYear = 2035;

    public static Command Create(Session session)
    {
        var runs = new Argument<string[]>("runs")
        {
            HelpName = session.Say("RUN…", "PROJECTIE…"),
            Arity = new(1, MostRuns),
            Description = session.Say(
                "Ids, beginnings of ids, paths, or latest; the others are compared with the first",
                "Id's, het begin ervan, paden, of latest; de andere worden met de eerste vergeleken"
            ),
        };
        var output = Text(
            "--out",
            session.Say("FILE.html", "BESTAND.html"),
            session.Say(
                "Where to (default report-ID.html; - for standard output)",
                "Waarheen (standaard report-ID.html; - voor standaarduitvoer)"
            )
        );
        var language = new Option<string>("--language")
        {
            HelpName = "nl|en",
            DefaultValueFactory = _ => "nl",
            Description = session.Say("Language of the report (default nl)", "Taal van het rapport (standaard nl)"),
        };
        language.AcceptOnlyFromAmong("nl", "en");
        var year = new Option<int?>("--year")
        {
            HelpName = session.Say("Y", "J"),
            Description = session.Say(
                "Projected year of which the wijken are told (default 2035, or the horizon)",
                "Geprojecteerd jaar waarin de wijken worden getoond (standaard 2035, of de horizon)"
            ),
        };
        var area = Text(
            "--area",
            "GM0344",
            session.Say(
                "The gemeente, where a run has several (default the first)",
                "De gemeente, als een projectie er meer heeft (standaard de eerste)"
            )
        );
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "report",
            session.Say(
                "Write runs as one page that opens without a network and prints on A4: sentences, charts, tables, assumptions, sources. "
                    + "Example: populatie report latest --out report.html",
                "Schrijf projecties als één pagina die zonder netwerk opent en op A4 past: zinnen, grafieken, tabellen, aannames, bronnen. "
                    + "Voorbeeld: populatie report latest --out rapport.html"
            )
        )
        {
            runs,
            output,
            language,
            year,
            area,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                var views = parsed.GetValue(runs)!.Select(r => RunStore.Load(home, r)).ToList();
                var tongue = parsed.GetValue(language) is "en" ? Language.English : Language.Dutch;
                var subject = new ReportSubject(
                    [.. views.Select(v => Told(home, v, tongue))],
                    parsed.GetValue(area),
                    YearOf(views, parsed.GetValue(year)),
                    tongue,
                    AreaChoice.LoadOrDefault(home, reference: null)
                );
                var html = ReportFile.Of(ReportDocument.Of(subject), TitleOf(views, tongue), tongue);
                Write(session, html, parsed.GetValue(output) ?? $"report-{views[0].Card.Id}.html");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static ReportRun Told(Workspace home, RunView run, Language language) =>
        new(run, DemandPaths.Find(home, run, out _), Verdict(home, run, language));

    private static void Write(Session session, byte[] html, string file)
    {
        if (string.Equals(file, "-", StringComparison.Ordinal))
        {
            session.Output.Write(System.Text.Encoding.UTF8.GetString(html));
            return;
        }
        OutputFile.Write(file, stream => stream.Write(html));
        session.Note($"written: {file}", $"geschreven: {file}");
    }

    private static int YearOf(List<RunView> runs, int? asked)
    {
        var (first, last) = (runs.Max(r => r.FirstProjected), runs.Min(r => r.LastProjected));
        var year = asked ?? Math.Clamp(UsualYear, first, last);
        return year >= first && year <= last
            ? year
            : throw new UsageException(
                new(
                    $"--year {year} is not projected by all of these runs; choose {first} to {last}",
                    $"--year {year} is niet in al deze projecties geprojecteerd; kies {first} tot en met {last}"
                )
            );
    }

    private static string TitleOf(List<RunView> runs, Language language)
    {
        var gemeente = runs[0].Areas.AreasAt(AreaLevel.Gemeente).First(a => !a.IsUnknown).Name;
        var names = string.Join(", ", runs.Select(r => r.Card.Scenario.Name).Distinct(StringComparer.Ordinal));
        var until = runs.Max(r => r.LastProjected).ToString(CultureInfo.InvariantCulture);
        return new Bilingual($"{gemeente} to {until}: {names}", $"{gemeente} tot {until}: {names}").In(language);
    }

    /// <summary>What a backtest of the base of a run found; null when there was none, or its fit is gone.</summary>
    private static string? Verdict(Workspace home, RunView run, Language language)
    {
        if (
            !run.Card.Digests.TryGetValue("fit", out var fit)
            || !home.Has(ArtefactKind.Fit, fit)
            || !run.Card.Digests.TryGetValue("cube", out var cube)
        )
        {
            return null;
        }
        var verdict = VerdictStore.Find(home, VerdictStore.BaseOf(FitStore.Load(home, fit).Inputs, cube));
        return verdict is null
            ? null
            : BacktestSentence.Of(new Session(TextWriter.Null, TextWriter.Null, language), verdict);
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
