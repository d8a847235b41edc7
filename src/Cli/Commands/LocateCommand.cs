using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Points;
using Populatie.Cli.Commands.Areas;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie locate</c>: which buurt owns each point.</summary>
internal static class LocateCommand
{
    /// <summary>Output to a pipe is held back up to this size, so that a small bad file leaves nothing behind.</summary>
    private const int HeldBack = 1 << 26;

    public static Command Create(Session session)
    {
        var areas = new Option<string?>("--areas")
        {
            Description = session.Say(
                "Map of buurten (GeoJSON or GeoPackage), or the id of one in the workspace (default: the latest)",
                "Kaart van buurten (GeoJSON of GeoPackage), of het id van een in de werkmap (standaard: de laatste)"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
        };
        var points = new Option<string>("--points")
        {
            Description = session.Say(
                "CSV with a header and two columns of RD New metres; - is stdin",
                "CSV met een kopregel en twee kolommen in RD-meters; - is stdin"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
            Required = true,
        };
        var x = Column(session, "--x", "x");
        var y = Column(session, "--y", "y");
        var target = new Option<string>("--out")
        {
            Description = session.Say(
                "Where the codes go; - is stdout (default)",
                "Waar de codes heen gaan; - is stdout (standaard)"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
            DefaultValueFactory = _ => "-",
        };
        var threads = CommonOptions.Threads(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "locate",
            session.Say(
                "Write for each point the code of the buurt that owns it, row by row; empty outside every buurt. Example: populatie locate --areas buurten.geojson --points points.csv --out codes.csv",
                "Schrijf voor elk punt de code van de buurt die het bezit, rij voor rij; leeg buiten elke buurt. Voorbeeld: populatie locate --areas buurten.geojson --points punten.csv --out codes.csv"
            )
        )
        {
            areas,
            points,
            x,
            y,
            target,
            threads,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var threadCount = parsed.GetValue(threads);
                if (threadCount < 1)
                {
                    throw new UsageException(new("--threads must be 1 or more", "--threads moet 1 of meer zijn"));
                }
                var name = parsed.GetValue(points)!;
                using var input = Open(name);
                var map = FindAreas(session, parsed.GetValue(areas), parsed.GetValue(workspace));
                if (map.Schematic)
                {
                    session.Note(
                        "the boundaries of this map are schematic, so the codes are too",
                        "de grenzen van deze kaart zijn schematisch, en de codes dus ook"
                    );
                }
                using var progress = new ProgressLine(session, session.Say("points", "punten"), 0);
                Write(
                    parsed.GetValue(target)!,
                    output =>
                        PointStream.Locate(
                            input,
                            IsStandard(name) ? "stdin" : name,
                            (parsed.GetValue(x)!, parsed.GetValue(y)!),
                            map,
                            output,
                            threadCount,
                            progress.Report,
                            cancellation
                        )
                );
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Option<string> Column(Session session, string option, string column) =>
        new(option)
        {
            Description = session.Say(
                $"Column with {column} (default {column})",
                $"Kolom met {column} (standaard {column})"
            ),
            HelpName = session.Say("NAME", "NAAM"),
            DefaultValueFactory = _ => column,
        };

    private static AreaSet FindAreas(Session session, string? reference, string? workspace)
    {
        if (reference is not null && (File.Exists(reference) || Path.HasExtension(reference)))
        {
            var read = AreaImport.Read(reference);
            foreach (var note in read.Notes)
            {
                session.Errors.WriteLine(session.Say(note));
            }
            AreaFaults.Summarize(session, read);
            return read.Areas;
        }
        return AreaChoice.LoadOrDefault(session.ReadWorkspace(workspace), reference);
    }

    private static bool IsStandard(string name) => string.Equals(name, "-", StringComparison.Ordinal);

    private static Stream Open(string name)
    {
        if (IsStandard(name))
        {
            return PointFile.Open("stdin", Console.OpenStandardInput);
        }
        return PointFile.Open(name);
    }

    private static void Write(string target, Action<Stream> work)
    {
        if (!IsStandard(target))
        {
            OutputFile.Write(target, work);
            return;
        }
        using var output = new HeldBackStream(Console.OpenStandardOutput(), HeldBack);
        work(output);
        output.Release();
    }
}
