using System.CommandLine;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Sources.Records.Mappings;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records mappings</c>: what comes with the program, or the schema for one's own.</summary>
internal static class RecordsMappings
{
    public static Command Build(Session session)
    {
        var schema = new Option<bool>("--schema")
        {
            Description = session.Say(
                "Print the JSON Schema of mapping files, for editors",
                "Toon het JSON Schema van mappingbestanden, voor editors"
            ),
        };
        var show = new Option<string?>("--show")
        {
            Description = session.Say(
                "Print a shipped mapping, to start your own from",
                "Toon een meegeleverde mapping, als begin van een eigen"
            ),
            HelpName = session.Say("NAME", "NAAM"),
        };
        var json = CommonOptions.Json(session);
        var command = new Command(
            "mappings",
            session.Say(
                "List the layouts that can be read without work of yours. Example: populatie records mappings --show gmsd-wmo > mine.yaml",
                "Toon de indelingen die zonder eigen werk te lezen zijn. Voorbeeld: populatie records mappings --show gmsd-wmo > eigen.yaml"
            )
        )
        {
            schema,
            show,
            json,
        };
        show.AcceptOnlyFromAmong([.. ShippedMappings.Names]);
        command.Does(
            session,
            (parsed, _) =>
            {
                if (parsed.GetValue(schema))
                {
                    session.Output.WriteLine(MappingSchema.Text());
                }
                else if (parsed.GetValue(show) is { } name)
                {
                    session.Output.Write(ShippedMappings.Text(name));
                }
                else
                {
                    List(session, parsed.GetValue(json));
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void List(Session session, bool json)
    {
        var mappings = ShippedMappings.Names.Select(n => RecordMapping.Open(n, ProductCatalogue.Embedded)).ToList();
        if (json)
        {
            JsonPrinter.Print(
                session,
                mappings.Select(m => new
                {
                    m.Name,
                    Title = session.Say(m.Title),
                    Format = m.IsXml ? "xml" : "delimited",
                    m.Source,
                    m.Digest,
                })
            );
            return;
        }
        var table = new TablePrinter(
            new(session.Say("Mapping", "Mapping")),
            new(session.Say("Layout", "Indeling")),
            new(session.Say("Format", "Vorm"))
        );
        foreach (var mapping in mappings)
        {
            table.Add(
                mapping.Name,
                session.Say(mapping.Title),
                mapping.IsXml ? "XML" : session.Say("delimited text", "tekst met scheidingstekens")
            );
        }
        table.Print(session.Output);
    }
}
