using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records import FILE…</c></summary>
internal static class RecordsImport
{
    public static Command Build(Session session)
    {
        var reading = new RecordReading(session);
        var rejected = MaxRejected(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "import",
            session.Say(
                "Bring records into the workspace: each row is read, checked and placed on its buurt, persons become keyed digests. Example: populatie records import wmo.csv jeugd.csv.gz --max-rejected 0.5%\npopulatie records import postgres://care.example/wmo --query @wmo.sql",
                "Lees registraties in de werkmap in: elke regel wordt gelezen, gecontroleerd en op zijn buurt geplaatst, personen worden versleutelde kenmerken. Voorbeeld: populatie records import wmo.csv jeugd.csv.gz --max-rejected 0.5%\npopulatie records import postgres://zorg.example/wmo --query @wmo.sql"
            )
        )
        {
            rejected,
            json,
        };
        reading.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var workspace = session.MakeWorkspace(parsed.GetValue(reading.Workspace));
                var store = Run(reading, parsed, workspace, parsed.GetValue(rejected)!, cancellation);
                // With --json stdout is the id alone; the report is still told, and kept beside the records.
                var asJson = parsed.GetValue(json);
                RecordReportPrinter.Print(session, asJson ? session.Errors : session.Output, store.Report);
                JsonPrinter.PrintId(session, store.Id, asJson);
                return ExitCode.Done;
            }
        );
        return command;
    }

    internal static Option<string> MaxRejected(Session session) =>
        new("--max-rejected")
        {
            Description = session.Say(
                "Largest share of rows that may be set aside; above it nothing is kept (default 1%)",
                "Grootste deel van de regels dat terzijde mag; daarboven wordt niets bewaard (standaard 1%)"
            ),
            HelpName = "1%",
            DefaultValueFactory = _ => "1%",
        };

    /// <summary>Reads the files of a command line into the workspace, with progress.</summary>
    internal static RecordStore Run(
        RecordReading reading,
        ParseResult parsed,
        Workspace workspace,
        string maxRejected,
        CancellationToken cancellation
    )
    {
        var places = reading.PlacesOf(parsed, workspace);
        var settings = reading.SettingsOf(parsed, places) with { MaxRejected = ShareOf(maxRejected) };
        return reading.Timed(
            parsed,
            progress =>
                RecordImport.Run(
                    workspace,
                    reading.FilesOf(parsed, cancellation),
                    places,
                    ProductCatalogue.Embedded,
                    settings,
                    progress,
                    cancellation
                ),
            store => store.Report
        );
    }

    /// <summary>Reads a share as <c>1%</c>; a bare number could mean two things and is refused.</summary>
    internal static double ShareOf(string text)
    {
        var number = text.TrimEnd('%').Replace(',', '.');
        return
            text.EndsWith('%')
            && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
            && share <= 100
            ? share / 100
            : throw new UsageException(
                new(
                    $"--max-rejected: found '{text}', expected a percentage from 0% to 100%; write for example 1%",
                    $"--max-rejected: gevonden '{text}', verwacht een percentage van 0% tot 100%; schrijf bijvoorbeeld 1%"
                )
            );
    }
}
