using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Need;
using Populatie.Analytics.Need.Unmet;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Figures;
using Populatie.Simulation.Store;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie show</c>: the figures of a run, a cube or a fit.</summary>
internal static class ShowCommand
{
    private const int LongTable = 400;
    private static readonly ArtefactKind[] Kinds = [ArtefactKind.Run, ArtefactKind.Cube, ArtefactKind.Fit];

    public static Command Create(Session session)
    {
        var artefact = CommonOptions.Artefact(session, "artefact", "RUN|CUBE|FIT", "PROJECTIE|KUBUS|SCHATTING");
        var measure = Text(
            "--measure",
            "M",
            session.Say(
                "For example clients or cost_real; of a cube also expected, relative_risk, unmet and its parts",
                "Bijvoorbeeld clients of cost_real; van een kubus ook expected, relative_risk, unmet en de delen daarvan"
            )
        );
        var level = CommonOptions.Level(session);
        var area = CommonOptions.Area(session);
        var product = CommonOptions.Product(session);
        var year = new Option<int?>("--year") { HelpName = "Y", Description = session.Say("One year", "Eén jaar") };
        var csv = new Option<bool>("--csv")
        {
            Description = session.Say("Print CSV instead of a table", "Geef CSV in plaats van een tabel"),
        };
        var binding = new Option<bool>("--binding")
        {
            Description = session.Say(
                "What binds where in a run: how many wait, and whether staff, places or money hold them up most (default: per wijk)",
                "Wat waar knelt in een projectie: hoeveel mensen wachten, en of dat vooral ligt aan personeel, plaatsen of geld (standaard: per wijk)"
            ),
        };
        var inequality = new Option<bool>("--inequality")
        {
            Description = session.Say(
                "How unevenly unmet need lies in a run: the most against the least vulnerable fifth of the city, per year",
                "Hoe ongelijk onvervulde behoefte ligt in een projectie: het kwetsbaarste tegenover het minst kwetsbare vijfde van de stad, per jaar"
            ),
        };
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "show",
            session.Say(
                "Show the figures of a run, a cube or a fit, each with its interval and what it rests on. "
                    + "Example: populatie show latest --measure clients --level wijk --year 2035\npopulatie show latest --binding",
                "Toon de cijfers van een projectie, een kubus of een schatting, elk met interval en grondslag. "
                    + "Voorbeeld: populatie show latest --measure clients --level wijk --year 2035\npopulatie show latest --binding"
            )
        )
        {
            artefact,
            measure,
            level,
            area,
            year,
            product,
            binding,
            inequality,
            json,
            csv,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                CommonOptions.CheckOneForm(parsed.GetValue(csv), parsed.GetValue(json));
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                if (parsed.GetValue(inequality))
                {
                    if (
                        parsed.GetValue(binding)
                        || parsed.GetValue(measure) is not null
                        || parsed.GetValue(product) is not null
                        || parsed.GetValue(level) is not null
                        || parsed.GetValue(area) is not null
                        || parsed.GetValue(csv)
                    )
                    {
                        throw new UsageException(
                            new(
                                "--inequality goes with --year and --json; it compares all wijken, over all products",
                                "--inequality gaat samen met --year en --json; het vergelijkt alle wijken, over alle producten"
                            )
                        );
                    }
                    InequalityPage.Show(
                        session,
                        BindingPage.Find(home, parsed.GetValue(artefact)!),
                        parsed.GetValue(year),
                        parsed.GetValue(json)
                    );
                    return ExitCode.Done;
                }
                if (parsed.GetValue(binding))
                {
                    if (
                        parsed.GetValue(measure) is not null
                        || parsed.GetValue(product) is not null
                        || parsed.GetValue(csv)
                    )
                    {
                        throw new UsageException(
                            new(
                                "--binding goes with --level, --area, --year and --json; it chooses measures and products itself",
                                "--binding gaat samen met --level, --area, --year en --json; maten en producten kiest het zelf"
                            )
                        );
                    }
                    var wanted = parsed.GetValue(level) ?? (parsed.GetValue(area) is null ? "wijk" : null);
                    BindingPage.Show(
                        session,
                        BindingPage.Find(home, parsed.GetValue(artefact)!),
                        LevelOf(wanted, parsed.GetValue(area)),
                        parsed.GetValue(area),
                        parsed.GetValue(year),
                        parsed.GetValue(json)
                    );
                    return ExitCode.Done;
                }
                var query = new FigureQuery
                {
                    Measure = parsed.GetValue(measure),
                    Level = LevelOf(parsed.GetValue(level), parsed.GetValue(area)),
                    Area = parsed.GetValue(area),
                    Year = parsed.GetValue(year),
                    Product = parsed.GetValue(product),
                };
                var (kind, id) = home.Resolve(Kinds, parsed.GetValue(artefact)!);
                var page =
                    kind == ArtefactKind.Cube
                    && string.Equals(query.Measure, UnmetMeasures.Unmet, StringComparison.Ordinal)
                    && !parsed.GetValue(json)
                    && !parsed.GetValue(csv);
                if (page)
                {
                    var cube = CubeStore.Load(home, id);
                    var parts = NeedFigures.Unmet(session, home, id, cube, query with { Measure = null }).ToList();
                    UnmetTable.Print(
                        session,
                        parts,
                        totalsOnly: query.Product is null && query.Area is null && query.Level != AreaLevel.Gemeente
                    );
                    return ExitCode.Done;
                }
                var figures = Select(session, home, kind, id, query).ToList();
                if (figures.Count == 0)
                {
                    var why =
                        (
                            kind == ArtefactKind.Run && query.Measure is { } name && Measures.Find(name) is { } asked
                                ? RunFigures.Silence(RunStore.Load(home, id), asked)
                                : null
                        ) ?? new("leave out an option to see more", "laat een optie weg om meer te zien");
                    session.Note(
                        $"{id} holds no figure for this question; {why.English}",
                        $"{id} heeft geen cijfer bij deze vraag; {why.Dutch}"
                    );
                }
                FigurePrinter.Print(session, figures, parsed.GetValue(json), parsed.GetValue(csv));
                if (figures.Count > LongTable && !parsed.GetValue(json) && !parsed.GetValue(csv))
                {
                    session.Note(
                        $"{session.Count(figures.Count)} rows; narrow them with --measure, --product, --year or --area",
                        $"{session.Count(figures.Count)} regels; beperk ze met --measure, --product, --year of --area"
                    );
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static IEnumerable<Figure> Select(
        Session session,
        Workspace workspace,
        ArtefactKind kind,
        string id,
        FigureQuery query
    ) =>
        kind switch
        {
            ArtefactKind.Cube when NeedFigures.Holds(query.Measure) => NeedFigures.Select(
                session,
                workspace,
                id,
                CubeStore.Load(workspace, id),
                query
            ),
            ArtefactKind.Cube => CubeFigures.Select(CubeStore.Load(workspace, id), query),
            ArtefactKind.Run => OfRun(session, workspace, RunStore.Load(workspace, id), query),
            ArtefactKind.Fit => FitFigures.Select(FitStore.Load(workspace, id), query),
            _ => throw new InvalidOperationException($"{kind} has no figures"),
        };

    private static IEnumerable<Figure> OfRun(Session session, Workspace workspace, RunView run, FigureQuery query) =>
        ObservedUnmet.Before(session, workspace, run, query, [.. RunFigures.Select(run, query)]);

    internal static AreaLevel LevelOf(string? level, string? area)
    {
        if (level is not null)
        {
            return AreaLevels.TryParse(level, out var parsed)
                ? parsed
                : throw new UsageException(
                    new(
                        $"--level {level} is not known; choose gemeente, wijk, buurt or buurtteam",
                        $"--level {level} is onbekend; kies gemeente, wijk, buurt of buurtteam"
                    )
                );
        }
        return area switch
        {
            null => AreaLevel.Gemeente,
            _ when area.StartsWith("BU", StringComparison.Ordinal) => AreaLevel.Buurt,
            _ when area.StartsWith("WK", StringComparison.Ordinal) => AreaLevel.Wijk,
            _ when area.StartsWith("GM", StringComparison.Ordinal) => AreaLevel.Gemeente,
            _ => AreaLevel.Buurtteam,
        };
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
