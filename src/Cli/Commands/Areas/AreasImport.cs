using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Sources.Postgres;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas import FILE</c></summary>
internal static class AreasImport
{
    public static Command Create(Session session)
    {
        var file = MapFile<string>(session);
        var layer = Layer(session);
        var gemeente = Gemeente(session);
        var groupings = Groupings(session);
        var database = new DatabaseOptions(session);
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "import",
            session.Say(
                "Bring a map of buurten into the workspace: GeoJSON, the GeoPackage of CBS, or a query on PostGIS. Faults in the map are repaired and listed. Example: populatie areas import wijkenbuurten_2024_v2.gpkg --gemeente GM0344",
                "Lees een kaart van buurten in de werkmap in: GeoJSON, de GeoPackage van het CBS, of een query op PostGIS. Fouten in de kaart worden hersteld en genoemd. Voorbeeld: populatie areas import wijkenbuurten_2024_v2.gpkg --gemeente GM0344"
            )
        )
        {
            file,
            layer,
            gemeente,
            groupings,
            workspace,
            json,
        };
        database.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var path = parsed.GetValue(file)!;
                database.Check(parsed, [path]);
                var options = new AreaImportOptions(
                    parsed.GetValue(layer),
                    parsed.GetValue(gemeente),
                    parsed.GetValue(groupings)
                );
                var read = PostgresAddress.Is(path)
                    ? AreaImport.Read(database.SourceOf(parsed, path, cancellation), options)
                    : AreaImport.Read(path, options);
                foreach (var note in read.Notes)
                {
                    session.Errors.WriteLine(session.Say(note));
                }
                AreaFaults.Tell(session, read);
                var id = AreaSetStore.Save(
                    session.MakeWorkspace(parsed.GetValue(workspace)),
                    read.Areas,
                    read.Areas.Source
                );
                var index = read.Areas.Index;
                session.Note(
                    $"{session.Count(index.BuurtCount)} buurten in {session.Count(index.WijkCount)} wijken and {session.Count(index.GemeenteCount)} {(index.GemeenteCount == 1 ? "gemeente" : "gemeenten")}",
                    $"{session.Count(index.BuurtCount)} buurten in {session.Count(index.WijkCount)} wijken en {session.Count(index.GemeenteCount)} {(index.GemeenteCount == 1 ? "gemeente" : "gemeenten")}"
                );
                JsonPrinter.PrintId(session, id, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command;
    }

    /// <param name="more">What there is to say besides, after the formats.</param>
    internal static Argument<T> MapFile<T>(Session session, Bilingual more = default) =>
        new("FILE")
        {
            HelpName = session.Say("FILE", "BESTAND"),
            Description = session.Say(
                $"Map of buurten: GeoJSON or GeoPackage, in RD New or WGS 84{more.English}",
                $"Kaart van buurten: GeoJSON of GeoPackage, in RD of WGS 84{more.Dutch}"
            ),
        };

    internal static Option<string?> Layer(Session session) =>
        new("--layer")
        {
            Description = session.Say(
                "Layer of a GeoPackage (default buurten)",
                "Laag van een GeoPackage (standaard buurten)"
            ),
            HelpName = session.Say("NAME", "NAAM"),
        };

    internal static Option<string?> Gemeente(Session session) =>
        new("--gemeente")
        {
            Description = session.Say(
                "Keep only this gemeente, by its CBS code",
                "Houd alleen deze gemeente, met haar CBS-code"
            ),
            HelpName = "GM0344",
        };

    private static Option<string?> Groupings(Session session) =>
        new("--groupings")
        {
            Description = session.Say(
                "CSV with columns buurt, buurtteam, buurtteam_name, provider_area: which buurt belongs to which team",
                "CSV met kolommen buurt, buurtteam, buurtteam_name, provider_area: welke buurt bij welk team hoort"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
        };
}
