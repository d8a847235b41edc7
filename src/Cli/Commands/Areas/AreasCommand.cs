using System.CommandLine;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas …</c>: the map of the municipality.</summary>
internal static class AreasCommand
{
    public static Command Create(Session session) =>
        new(
            "areas",
            session.Say(
                "The buurten of a municipality: bring in a map, look at it, check it, or draw a schematic one. Example: populatie areas list",
                "De buurten van een gemeente: een kaart inlezen, bekijken, controleren, of er een schetsen. Voorbeeld: populatie areas list"
            )
        )
        {
            AreasImport.Create(session),
            AreasList.Create(session),
            AreasCheck.Create(session),
            AreasSynthesize.Create(session),
            AreasVintage.Create(session),
            AreasMove.Create(session),
        };
}
