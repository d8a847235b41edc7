using System.CommandLine;
using Populatie.Analytics.Records;
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
                "Say no (exit 1) when any row is set aside or odd",
                "Zeg nee (exitcode 1) als er een regel terzijde is gelegd of vreemd is"
            ),
        };
        var json = CommonOptions.Json(session);
        var command = new Command(
            "check",
            session.Say(
                "Read records and say what is in them: what cannot be read and why, what is odd, how records find their place. Keeps nothing. Example: populatie records check records.csv --strict",
                "Lees registraties en vertel wat erin zit: wat niet te lezen is en waarom, wat vreemd is, hoe registraties hun plek vinden. Bewaart niets. Voorbeeld: populatie records check records.csv --strict"
            )
        )
        {
            strict,
            json,
        };
        reading.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var workspace = session.OpenWorkspace(parsed.GetValue(reading.Workspace));
                var places = reading.PlacesOf(parsed, workspace);
                var settings = reading.SettingsOf(parsed, places);
                var report = reading.Timed(
                    parsed,
                    progress =>
                        RecordImport.Check(
                            reading.FilesOf(parsed, cancellation),
                            places,
                            ProductCatalogue.Embedded,
                            settings,
                            progress,
                            cancellation
                        ),
                    report => report
                );
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, report);
                }
                else
                {
                    RecordReportPrinter.Print(session, session.Output, report);
                }
                var clean = report.SetAsideCount == 0 && report.OddCount == 0;
                return parsed.GetValue(strict) && !clean ? ExitCode.SaidNo : ExitCode.Done;
            }
        );
        return command;
    }
}
