using System.CommandLine;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Sources.Maps;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas synthesize</c></summary>
internal static class AreasSynthesize
{
    public static Command Create(Session session)
    {
        var folder = new Option<string?>("--out")
        {
            Description = session.Say(
                "Folder for areas.geojson, groupings.csv and areas.svg; without it the map goes into the workspace",
                "Map voor areas.geojson, groupings.csv en areas.svg; zonder gaat de kaart naar de werkmap"
            ),
            HelpName = session.Say("DIR", "MAP"),
        };
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "synthesize",
            session.Say(
                "Draw a schematic map of Utrecht from the published centres and sizes of its buurten; the same map every time. Example: populatie areas synthesize --out map",
                "Schets een kaart van Utrecht uit de gepubliceerde middelpunten en grootten van de buurten; elke keer dezelfde. Voorbeeld: populatie areas synthesize --out kaart"
            )
        )
        {
            folder,
            workspace,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var areas = EmbeddedUtrecht.Synthesize();
                session.Note(
                    $"{areas.Index.BuurtCount} buurten drawn; the boundaries are schematic, codes, names, centres and sizes are real",
                    $"{areas.Index.BuurtCount} buurten geschetst; de grenzen zijn schematisch, codes, namen, middelpunten en grootten echt"
                );
                if (parsed.GetValue(folder) is { } target)
                {
                    Directory.CreateDirectory(target);
                    OutputFile.Write(Path.Combine(target, "areas.geojson"), s => GeoJsonMap.Write(areas, s));
                    OutputFile.Write(Path.Combine(target, "groupings.csv"), s => GroupingTable.Write(areas, s));
                    OutputFile.Write(Path.Combine(target, "areas.svg"), s => AreaPicture.Write(areas, s));
                }
                else
                {
                    var kept = session.MakeWorkspace(parsed.GetValue(workspace));
                    JsonPrinter.PrintId(session, AreaSetStore.Save(kept, areas, areas.Source), parsed.GetValue(json));
                }
                return ExitCode.Done;
            }
        );
        return command;
    }
}
