using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Imports;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas check FILE</c></summary>
internal static class AreasCheck
{
    public static Command Create(Session session)
    {
        var file = AreasImport.MapFile<string?>(
            session,
            new(
                "; without one, the newest map of the workspace, or the one of the program",
                "; zonder opgave de nieuwste kaart van de werkmap, of die van het programma"
            )
        );
        file.Arity = ArgumentArity.ZeroOrOne;
        var workspace = CommonOptions.Workspace(session);
        var layer = AreasImport.Layer(session);
        var gemeente = AreasImport.Gemeente(session);
        var strict = new Option<bool>("--strict")
        {
            Description = session.Say(
                "End with exit 1 when there is any fault",
                "Eindig met code 1 als er een fout is"
            ),
        };
        var json = CommonOptions.Json(session);
        var command = new Command(
            "check",
            session.Say(
                "List what is wrong with the boundaries of a map, and how an import would repair it; keeps nothing. Example: populatie areas check buurten.geojson --strict",
                "Noem wat er mis is met de grenzen van een kaart, en hoe een import dat herstelt; bewaart niets. Voorbeeld: populatie areas check buurten.geojson --strict"
            )
        )
        {
            file,
            layer,
            gemeente,
            strict,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var read = parsed.GetValue(file) is { } map
                    ? AreaImport.Read(map, new(parsed.GetValue(layer), parsed.GetValue(gemeente)))
                    : AreaImport.Of(AreaChoice.LoadOrDefault(session.ReadWorkspace(parsed.GetValue(workspace)), null));
                foreach (var note in read.Notes)
                {
                    session.Errors.WriteLine(session.Say(note));
                }
                var entries = AreaFaults.Entries(session, read);
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, entries);
                }
                else if (entries.Count > 0)
                {
                    Print(session, entries);
                }
                var name = session.Say(SourceText.Of(read.Areas.Source));
                var coverage = read.Areas.Coverage;
                session.Note(
                    $"{name}: {session.Count(coverage.BuurtCount)} buurten, {session.Count(coverage.PolygonCount)} polygons, {session.Count(coverage.PointCount)} corners; {session.Count(entries.Count)} lines of faults",
                    $"{name}: {session.Count(coverage.BuurtCount)} buurten, {session.Count(coverage.PolygonCount)} polygonen, {session.Count(coverage.PointCount)} hoekpunten; {session.Count(entries.Count)} regels met fouten"
                );
                return parsed.GetValue(strict) && entries.Count > 0 ? ExitCode.SaidNo : ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Session session, List<AreaFaults.Entry> entries)
    {
        var table = new TablePrinter(
            new(session.Say("fault", "fout")),
            new("x", Right: true),
            new("y", Right: true),
            new("buurten"),
            new("m²", Right: true),
            new(session.Say("places", "plekken"), Right: true),
            new(session.Say("repair", "herstel"))
        );
        foreach (var entry in entries)
        {
            table.Add(
                entry.Fault,
                entry.X.ToString("F3", CultureInfo.InvariantCulture),
                entry.Y.ToString("F3", CultureInfo.InvariantCulture),
                string.Join(' ', entry.Buurten),
                entry.AreaM2 > 0 ? session.Count(entry.AreaM2) : "",
                session.Count(entry.Places),
                entry.Repair
            );
        }
        table.Print(session.Output);
    }
}
