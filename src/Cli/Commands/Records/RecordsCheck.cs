using System.CommandLine;
using System.Text.Json.Nodes;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Quality;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records;
using Populatie.Analytics.Sources.Summaries;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records check FILE…</c></summary>
internal static class RecordsCheck
{
    public static Command Build(Session session)
    {
        var reading = new RecordReading(session);
        var strict = new Option<bool>("--strict")
        {
            Description = session.Say(
                "Say no (exit 1) when anything has to be mended",
                "Zeg nee (exitcode 1) als er iets te herstellen is"
            ),
        };
        var page = new Option<string?>("--out")
        {
            Description = session.Say(
                "Write the findings as one page for whoever mends the delivery: it names files and rows, never a value",
                "Schrijf de bevindingen als één pagina voor wie de aanlevering herstelt: die noemt bestanden en regels, nooit een waarde"
            ),
            HelpName = session.Say("FILE.html", "BESTAND.html"),
        };
        var json = CommonOptions.Json(session);
        var command = new Command(
            "check",
            session.Say(
                "Read a delivery and say what is in it: rows that cannot be read, what looks wrong, how records find their place, and where tables of totals contradict each other. Keeps nothing. Example: populatie records check care.csv groups.csv growth.csv --out findings.html",
                "Lees een aanlevering en vertel wat erin zit: regels die niet te lezen zijn, wat er vreemd uitziet, hoe registraties hun plek vinden, en waar tabellen met totalen elkaar tegenspreken. Bewaart niets. Voorbeeld: populatie records check zorg.csv groepen.csv groei.csv --out bevindingen.html"
            )
        )
        {
            strict,
            page,
            json,
        };
        reading.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var check = Check(session, reading, parsed, cancellation);
                if (parsed.GetValue(page) is { } file)
                {
                    OutputFile.Write(file, stream => DeliveryPage.Write(session, stream, check));
                    session.Note($"the findings are in {file}", $"de bevindingen staan in {file}");
                }
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, JsonOf(session, check));
                }
                else
                {
                    new DeliveryPrinter(session, session.Output).Print(check);
                }
                return parsed.GetValue(strict) && !check.IsClean ? ExitCode.SaidNo : ExitCode.Done;
            }
        );
        return command;
    }

    private static DeliveryCheck Check(
        Session session,
        RecordReading reading,
        ParseResult parsed,
        CancellationToken cancellation
    )
    {
        var tables = reading.TablesOf(parsed);
        var claims = TableComparison.Of(tables, SummaryFile.Names);
        var files = reading.FilesOf(parsed, cancellation, tables);
        if (files.Count == 0)
        {
            return new(null, null, [.. tables], claims);
        }
        var places = reading.PlacesOf(parsed, session.ReadWorkspace(parsed.GetValue(reading.Workspace)));
        var comparison = new RecordComparison(ProductCatalogue.Embedded, new QualitySettings());
        var totals = new YearTotals(tables, ProductCatalogue.Embedded);
        void Take(string file, UseBatch batch)
        {
            comparison.Take(file, batch);
            totals.Take(batch);
        }

        var report = Read(reading, parsed, files, places, Take, cancellation);
        claims = claims.AddRange(totals.Finish(report.FirstDay, report.LastDay));
        return new(report, comparison.Finish(report.LastDay), [.. tables], claims);
    }

    private static RecordReport Read(
        RecordReading reading,
        ParseResult parsed,
        IReadOnlyList<RecordFile> files,
        Analytics.Records.Joining.RecordPlaces places,
        Action<string, UseBatch> take,
        CancellationToken cancellation
    )
    {
        var settings = reading.SettingsOf(parsed, places);
        return reading.Timed(
            parsed,
            progress =>
                RecordImport.Check(files, places, ProductCatalogue.Embedded, settings, progress, cancellation, take),
            report => report
        );
    }

    /// <summary>The report of the records as it always was, with findings, tables and contradictions beside it.</summary>
    private static JsonObject JsonOf(Session session, DeliveryCheck check)
    {
        var node = check.Records is { } records ? JsonPrinter.ToNode(records)!.AsObject() : [];
        node["clean"] = check.IsClean;
        node["findings"] = JsonPrinter.ToNode(
            check.Findings.Select(f => new
            {
                f.Kind,
                f.Weight,
                What = session.Say(f.What),
                f.Count,
                f.Of,
                f.First,
                Done = session.Say(f.Done),
            })
        );
        node["tables"] = JsonPrinter.ToNode(
            check.Tables.Select(t => new
            {
                t.File,
                Rows = t.Rows.Length,
                Columns = t.Columns.Select(c => new { c.Name, c.Role }),
            })
        );
        node["comparisons"] = check.Claims.Length;
        node["contradictions"] = JsonPrinter.ToNode(
            check.Contradictions.Select(c => new
            {
                c.File,
                c.Line,
                c.Column,
                c.Finding.Subject,
                Stated = c.Finding.Found,
                Implied = c.Finding.Expected,
                c.Finding.Tolerance,
                Against = session.Say(c.Rule),
            })
        );
        return node;
    }
}
