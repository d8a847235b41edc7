using System.CommandLine;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Population;
using Populatie.Analytics.Sources.Published;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Analysis.Backtest;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands.Backtest;

/// <summary><c>populatie backtest</c>: how far would the model have been off, had it been asked in the past?</summary>
internal static class BacktestCommand
{
    private const int MostMembers = 20_000;
    private const int FewestMembers = 20;

    /// <summary>A projection draws more than clients, and takes its time.</summary>
    private const int CubeMembers = 200;

    public static Command Create(Session session)
    {
        var published = new Option<string?>("--published")
        {
            HelpName = session.Say("DIR", "MAP"),
            Description = session.Say(
                "Look back on published tables of CBS in this folder instead of on a cube",
                "Kijk terug op gepubliceerde CBS-tabellen in deze map in plaats van op een kubus"
            ),
        };
        var origins = new Option<int[]>("--origins")
        {
            HelpName = session.Say("YEAR", "JAAR"),
            AllowMultipleArgumentsPerToken = true,
            Description = session.Say(
                "Years to look ahead from (default: all with three unbroken years up to them and two after them)",
                "Jaren van waaruit vooruit wordt gekeken (standaard: alle met drie ongebroken jaren tot dan en twee erna)"
            ),
        };
        var draws = new Option<int?>("--draws")
        {
            HelpName = "M",
            Description = session.Say(
                $"Possible futures drawn of each forecast (default {BacktestSettings.Default.Members} on tables, {CubeMembers} on a cube)",
                $"Mogelijke toekomsten per voorspelling (standaard {BacktestSettings.Default.Members} op tabellen, {CubeMembers} op een kubus)"
            ),
        };
        var cube = new Option<string>("--cube")
        {
            HelpName = session.Say("CUBE", "KUBUS"),
            DefaultValueFactory = _ => "latest",
            Description = session.Say(
                "Without --published: the cube whose own years are looked back on (default latest)",
                "Zonder --published: de kubus op wier eigen jaren wordt teruggekeken (standaard latest)"
            ),
        };
        var seed = new Option<ulong>("--seed")
        {
            HelpName = "S",
            DefaultValueFactory = _ => BacktestSettings.Default.Seed,
            Description = session.Say(
                "Names the chance: the same seed gives the same scores (default 1)",
                "Benoemt het toeval: dezelfde seed geeft dezelfde scores (standaard 1)"
            ),
        };
        var scarce = new Option<bool>("--scarce")
        {
            Description = session.Say(
                "On a cube: with staff and places as scarce as a scenario assumes when it says nothing (default: nothing scarce, since what was there at the time is not on record)",
                "Op een kubus: met personeel en plaatsen zo schaars als een scenario aanneemt als het niets zegt (standaard: niets schaars, want wat er toen was is niet geregistreerd)"
            ),
        };
        var threads = CommonOptions.Threads(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "backtest",
            session.Say(
                "Look back: learn from the years up to an origin, foresee the years after it, and score that beside simple "
                    + "rules. The verdict is then said on every projection of the same base. "
                    + "Example: populatie backtest --published tables --origins 2018 2019",
                "Kijk terug: leer van de jaren tot een oorsprong, voorspel de jaren erna, en vergelijk dat met eenvoudige "
                    + "regels. Het oordeel staat daarna bij elke projectie op dezelfde basis. "
                    + "Voorbeeld: populatie backtest --published tabellen --origins 2018 2019"
            )
        )
        {
            published,
            cube,
            origins,
            draws,
            seed,
            scarce,
            threads,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var folder = parsed.GetValue(published);
                var settings = Settings(
                    parsed.GetValue(origins),
                    parsed.GetValue(draws) ?? (folder is null ? CubeMembers : BacktestSettings.Default.Members),
                    parsed.GetValue(seed),
                    parsed.GetValue(threads)
                ) with
                {
                    Scarce = parsed.GetValue(scarce),
                };
                var home = parsed.GetValue(workspace);
                var space = folder is null ? session.OpenWorkspace(home) : session.MakeWorkspace(home);
                var (result, onBase, title) = folder is null
                    ? OnCube(session, space, parsed.GetValue(cube)!, settings, cancellation)
                    : OnTables(session, folder, settings);
                if (!result.Origins.Any(o => !o.NaiveOnly))
                {
                    throw NoOrigin(settings);
                }
                var verdict = new BacktestVerdict(
                    onBase,
                    OfProjection: folder is null,
                    VerdictLine.Of(result),
                    FormattableString.Invariant(
                        $"origins {string.Join(' ', settings.Origins)}, draws {settings.Members}, seed {settings.Seed}{(settings.Scarce ? ", scarce" : "")}"
                    )
                )
                {
                    Scarce = settings.Scarce,
                };
                var id = VerdictStore.Save(space, verdict, title);
                if (parsed.GetValue(json))
                {
                    BacktestJson.Print(session, result, verdict, id);
                    return ExitCode.Done;
                }
                new BacktestPage(session, result).Print();
                session.Output.WriteLine();
                session.Output.WriteLine(BacktestSentence.Of(session, verdict));
                JsonPrinter.PrintId(session, id, json: false);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static BacktestSettings Settings(int[]? origins, int members, ulong seed, int threads) =>
        members is < FewestMembers or > MostMembers
            ? throw new UsageException(
                new(
                    $"--draws {members} is out of range; choose {FewestMembers} to {MostMembers}",
                    $"--draws {members} valt buiten het bereik; kies {FewestMembers} tot {MostMembers}"
                )
            )
            : BacktestSettings.Default with
            {
                Origins = [.. (origins ?? []).Distinct().Order()],
                Members = members,
                Seed = seed,
                Threads = Math.Max(1, threads),
            };

    private static (BacktestResult Result, string Base, string Title) OnTables(
        Session session,
        string folder,
        BacktestSettings settings
    )
    {
        var tables = PublishedFolder.Read(folder);
        using var progress = Progress(session);
        var result = PublishedBacktest.Run(tables, settings, done => progress.Report(done));
        var inputs = tables
            .Reports.Where(r => r.Holds.Count > 0)
            .Select(r => KeyValuePair.Create($"table {r.File}", r.Digest));
        return (result, VerdictStore.BaseOf(inputs, ""), "published tables");
    }

    private static (BacktestResult Result, string Base, string Title) OnCube(
        Session session,
        Workspace workspace,
        string reference,
        BacktestSettings settings,
        CancellationToken cancellation
    )
    {
        var id = workspace.Resolve(ArtefactKind.Cube, reference);
        var cube = CubeStore.Load(workspace, id);
        var population = PopulationStore.LoadOrDefault(workspace, cube.Axes.Areas, null);
        using var progress = Progress(session);
        var result = CubeBacktest.Run(cube, population, settings, done => progress.Report(done), cancellation);
        return (result, VerdictStore.BaseOf(cube.Origin.Inputs, id), $"cube {id}");
    }

    private static ProgressLine Progress(Session session) =>
        new(session, session.Say("origins scored", "oorsprongen bekeken"), 0);

    private static UsageException NoOrigin(BacktestSettings settings) =>
        new(
            settings.Origins.IsEmpty
                ? new(
                    "no year has three unbroken years up to it and two after it; name years with --origins",
                    "geen jaar heeft drie ongebroken jaren tot dan en twee erna; noem jaren met --origins"
                )
                : new(
                    $"--origins {string.Join(' ', settings.Origins)}: none has three unbroken years up to it and one after it",
                    $"--origins {string.Join(' ', settings.Origins)}: geen ervan heeft drie ongebroken jaren tot dan en een erna"
                )
        );
}
