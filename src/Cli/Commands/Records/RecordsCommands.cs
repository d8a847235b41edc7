using System.CommandLine;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records …</c>: what was delivered, to whom, where.</summary>
internal static class RecordsCommands
{
    public static Command Build(Session session) =>
        new(
            "records",
            session.Say(
                "Care records: make synthetic ones, check what is in a file, bring it into the workspace. Example: populatie records import records.csv",
                "Registraties van zorg: maak synthetische, kijk wat er in een bestand zit, lees het in de werkmap in. Voorbeeld: populatie records import records.csv"
            )
        )
        {
            RecordsGenerate.Create(session),
            RecordsCheck.Build(session),
            RecordsImport.Build(session),
            RecordsMappings.Build(session),
            RecordsOutcomes.Create(session),
        };
}
