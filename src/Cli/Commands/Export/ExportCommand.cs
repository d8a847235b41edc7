using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Export;

/// <summary><c>populatie export</c>: the figures of a run or a cube as a file for a spreadsheet or another program.</summary>
internal static class ExportCommand
{
    private static readonly ArtefactKind[] Kinds = [ArtefactKind.Run, ArtefactKind.Cube];
    private static readonly string[] Formats = ["csv", "csv-nl", "xlsx", "geojson", "gpkg"];

    public static Command Create(Session session)
    {
        var artefact = CommonOptions.Artefact(session, "artefact", "RUN|CUBE", "PROJECTIE|KUBUS", orLatest: false);
        var format = new Option<string>("--format")
        {
            HelpName = string.Join('|', Formats),
            Required = true,
            Description = session.Say(
                "csv (commas, decimal points), csv-nl (semicolons, decimal commas), xlsx (typed cells, a sheet per measure, "
                    + "sources), geojson (a map in WGS 84) or gpkg (a map in RD New for QGIS)",
                "csv (komma's, decimale punten), csv-nl (puntkomma's, decimale komma's), xlsx (getypeerde cellen, een blad "
                    + "per maat, bronnen), geojson (een kaart in WGS 84) of gpkg (een kaart in RD New voor QGIS)"
            ),
        };
        format.AcceptOnlyFromAmong(Formats);
        var output = Text(
            "--out",
            session.Say("FILE", "BESTAND"),
            session.Say(
                "Where to (default standard output; xlsx and gpkg: a file named after the id)",
                "Waarheen (standaard standaarduitvoer; xlsx en gpkg: een bestand met het id als naam)"
            )
        );
        var measure = Text("--measure", "M", session.Say("One measure (default all)", "Eén maat (standaard alle)"));
        var level = CommonOptions.Level(session);
        var area = CommonOptions.Area(session);
        var product = CommonOptions.Product(session);
        var year = new Option<int?>("--year") { HelpName = "Y", Description = session.Say("One year", "Eén jaar") };
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "export",
            session.Say(
                "Write the figures of a run or a cube for a spreadsheet or another program. "
                    + "Example: populatie export latest --format xlsx --level wijk --out wijken.xlsx\n"
                    + "populatie export latest --format gpkg --level buurt --measure unmet --product all --out unmet.gpkg",
                "Schrijf de cijfers van een projectie of een kubus voor een rekenblad of een ander programma. "
                    + "Voorbeeld: populatie export latest --format xlsx --level wijk --out wijken.xlsx\n"
                    + "populatie export latest --format gpkg --level buurt --measure unmet --product all --out kaart.gpkg"
            )
        )
        {
            artefact,
            format,
            output,
            measure,
            level,
            area,
            product,
            year,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var home = session.ReadWorkspace(parsed.GetValue(workspace));
                var query = new FigureQuery
                {
                    Measure = parsed.GetValue(measure),
                    Level = ShowCommand.LevelOf(parsed.GetValue(level), parsed.GetValue(area)),
                    Area = parsed.GetValue(area),
                    Year = parsed.GetValue(year),
                    Product = parsed.GetValue(product),
                };
                var (kind, id) = home.Resolve(Kinds, parsed.GetValue(artefact)!);
                var whole = kind == ArtefactKind.Run ? OfRun(session, home, id) : OfCube(session, home, id);
                var source = whole with { Select = query => UntilStopped(whole.Select(query), cancellation) };
                var target = new Target(session, id, parsed.GetValue(format)!, parsed.GetValue(output));
                switch (target.Format)
                {
                    case "xlsx":
                        WriteWorkbook(session, source, query, target);
                        break;
                    case "geojson" or "gpkg":
                        WriteMap(session, AreaChoice.LoadOrDefault(home, reference: null), source, query, target);
                        break;
                    default:
                        WriteCsv(source, query, target);
                        break;
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <summary>The same figures, as long as nobody presses Ctrl-C: a workbook of all of them takes long, and half of it is none.</summary>
    internal static IEnumerable<Figure> UntilStopped(IEnumerable<Figure> figures, CancellationToken cancellation)
    {
        foreach (var figure in figures)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return figure;
        }
    }

    private sealed record Source(
        IReadOnlyList<string> Measures,
        IReadOnlyList<FigureColumn> Columns,
        Func<FigureQuery, IEnumerable<Figure>> Select,
        IReadOnlyList<(string Name, string What)> About
    );

    private static Source OfRun(Session session, Workspace home, string id)
    {
        var run = RunStore.Load(home, id);
        List<(string, string)> about =
        [
            (session.Say("run", "projectie"), id),
            (session.Say("scenario", "scenario"), run.Card.Scenario.Name),
            (session.Say("futures", "toekomsten"), run.Card.Replicates.ToString(CultureInfo.InvariantCulture)),
            (session.Say("seed", "seed"), run.Card.Seed.ToString(CultureInfo.InvariantCulture)),
            (session.Say("version", "versie"), run.Card.Version),
            .. run.Card.Digests.Select(d => (d.Key, d.Value)),
            .. run.Card.Assumptions.Select(a =>
                (a.Key, $"{session.Say("assumed", "aangenomen")}: {session.Say(SourceText.Of(a.Value.Source))}")
            ),
        ];
        return new(run.Card.MeasureNames, FigureColumn.OfRun, q => RunFigures.Select(run, q), about);
    }

    private static Source OfCube(Session session, Workspace home, string id)
    {
        var cube = CubeStore.Load(home, id);
        List<(string, string)> about =
        [
            (session.Say("cube", "kubus"), id),
            (session.Say("basis", "grondslag"), session.Name(cube.Origin.Basis)),
            .. cube.Origin.Inputs.Select(d => (d.Key, d.Value)),
        ];
        return new(CubeFigures.MeasuresOf(cube), FigureColumn.OfCube, q => CubeFigures.Select(cube, q), about);
    }

    private static void WriteWorkbook(Session session, Source source, FigureQuery query, Target target)
    {
        var measures = query.Measure is null ? source.Measures : [query.Measure];
        var book = FigureSheets.Of(
            session,
            measures,
            m => source.Select(query with { Measure = m }),
            source.Columns,
            source.About
        );
        target.WriteFile(name => OutputFile.Write(name, stream => WorkbookWriter.Write(stream, book)));
    }

    private static void WriteMap(Session session, AreaSet map, Source source, FigureQuery query, Target target)
    {
        var name = session.Say(SourceText.Of(map.Source));
        List<(string, string)> about =
        [
            .. source.About,
            (session.Say("map", "kaart"), map.Schematic ? $"{name} ({session.Say("schematic", "schematisch")})" : name),
        ];
        var layer = FigureLayer.Of(map, query.Level, [.. source.Select(query)], source.Columns, about);
        if (target.Format is "gpkg")
        {
            target.WriteFile(name => OutputFile.WriteFile(name, file => GeoPackageWriter.Write(file, layer)));
        }
        else
        {
            target.WriteText(writer => GeoJsonWriter.Write(writer, layer), withMark: false);
        }
    }

    private static void WriteCsv(Source source, FigureQuery query, Target target)
    {
        // A Dutch spreadsheet takes text for Windows-1252 unless it begins with a byte order mark.
        var dutch = target.Format is "csv-nl";
        // What cannot be answered is refused here, before the first line is written.
        var figures = source.Select(query);
        target.WriteText(writer => WriteCsv(writer, source.Columns, figures, dutch), dutch);
    }

    private static void WriteCsv(
        TextWriter writer,
        IReadOnlyList<FigureColumn> columns,
        IEnumerable<Figure> figures,
        bool dutch
    )
    {
        SheetCsv.WriteLine(writer, columns.Select(c => c.Name), dutch);
        foreach (var figure in figures)
        {
            SheetCsv.WriteLine(writer, columns.Select(c => c.Value(figure)), dutch);
        }
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
