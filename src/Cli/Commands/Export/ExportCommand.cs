using System.CommandLine;
using System.Globalization;
using System.Text;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;
using Populatie.Simulation.Store;
using Populatie.Simulation.Store.Export;

namespace Populatie.Cli.Commands.Export;

/// <summary><c>populatie export</c>: the figures of a run or a cube as a file for a spreadsheet or another program.</summary>
internal static class ExportCommand
{
    private static readonly ArtefactKind[] Kinds = [ArtefactKind.Run, ArtefactKind.Cube];

    public static Command Create(Session session)
    {
        var artefact = CommonOptions.Artefact(session, "artefact", "RUN|CUBE", "PROJECTIE|KUBUS", orLatest: false);
        var format = new Option<string>("--format")
        {
            HelpName = "csv|csv-nl|xlsx",
            Required = true,
            Description = session.Say(
                "csv (commas, decimal points), csv-nl (semicolons, decimal commas) or xlsx (typed cells, a sheet per measure, sources)",
                "csv (komma's, decimale punten), csv-nl (puntkomma's, decimale komma's) of xlsx (getypeerde cellen, een blad per maat, bronnen)"
            ),
        };
        format.AcceptOnlyFromAmong("csv", "csv-nl", "xlsx");
        var output = Text(
            "--out",
            session.Say("FILE", "BESTAND"),
            session.Say(
                "Where to (default standard output; xlsx: a file named after the id)",
                "Waarheen (standaard standaarduitvoer; xlsx: een bestand met het id als naam)"
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
                    + "Example: populatie export latest --format xlsx --level wijk --out wijken.xlsx",
                "Schrijf de cijfers van een projectie of een kubus voor een rekenblad of een ander programma. "
                    + "Voorbeeld: populatie export latest --format xlsx --level wijk --out wijken.xlsx"
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
            (parsed, _) =>
            {
                var home = session.OpenWorkspace(parsed.GetValue(workspace));
                var query = new FigureQuery
                {
                    Measure = parsed.GetValue(measure),
                    Level = ShowCommand.LevelOf(parsed.GetValue(level), parsed.GetValue(area)),
                    Area = parsed.GetValue(area),
                    Year = parsed.GetValue(year),
                    Product = parsed.GetValue(product),
                };
                var (kind, id) = home.Resolve(Kinds, parsed.GetValue(artefact)!);
                var source = kind == ArtefactKind.Run ? OfRun(session, home, id) : OfCube(session, home, id);
                Write(session, source, id, query, parsed.GetValue(format)!, parsed.GetValue(output));
                return ExitCode.Done;
            }
        );
        return command;
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
            .. run.Card.Assumptions.Select(a => (a.Key, $"{session.Say("assumed", "aangenomen")}: {a.Value.Source}")),
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

    private static void Write(
        Session session,
        Source source,
        string id,
        FigureQuery query,
        string format,
        string? output
    )
    {
        if (string.Equals(format, "xlsx", StringComparison.Ordinal))
        {
            if (string.Equals(output, "-", StringComparison.Ordinal))
            {
                throw new UsageException(
                    new(
                        "a workbook needs a file: give --out FILE.xlsx",
                        "een werkmap hoort in een bestand: geef --out BESTAND.xlsx"
                    )
                );
            }
            var measures = query.Measure is null ? source.Measures : [query.Measure];
            var book = FigureSheets.Of(
                session,
                measures,
                m => source.Select(query with { Measure = m }),
                source.Columns,
                source.About
            );
            var file = output ?? $"{id}.xlsx";
            OutputFile.Write(file, stream => WorkbookWriter.Write(stream, book));
            session.Note($"written: {file}", $"geschreven: {file}");
            return;
        }
        var dutch = string.Equals(format, "csv-nl", StringComparison.Ordinal);
        if (output is null or "-")
        {
            FigureCsv.Write(session.Output, source.Select(query), source.Columns, dutch);
            return;
        }
        OutputFile.Write(
            output,
            stream =>
            {
                // A Dutch spreadsheet takes text for Windows-1252 unless it begins with a byte order mark.
                using var writer = new StreamWriter(stream, new UTF8Encoding(dutch), leaveOpen: true);
                FigureCsv.Write(writer, source.Select(query), source.Columns, dutch);
            }
        );
        session.Note($"written: {output}", $"geschreven: {output}");
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
