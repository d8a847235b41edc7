using System.CommandLine;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Population;

/// <summary><c>populatie population …</c>: who lives where, by sex and single age.</summary>
internal static class PopulationCommand
{
    public static Command Create(Session session) =>
        new(
            "population",
            session.Say(
                "Residents by buurt, sex and single age: build those of Utrecht, or import a table of CBS. Example: populatie population list",
                "Inwoners per buurt, geslacht en leeftijd: maak die van Utrecht, of lees een tabel van het CBS in. Voorbeeld: populatie population list"
            )
        )
        {
            PopulationBuild.Create(session),
            PopulationImportCommand.Create(session),
            PopulationList.Create(session),
        };
}
