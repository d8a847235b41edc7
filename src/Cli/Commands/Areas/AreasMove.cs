using System.CommandLine;
using System.Text.Json;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Vintages;
using Populatie.Analytics.Vintages;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Areas;

/// <summary><c>populatie areas move CUBE --onto AREAS --matrix FILE</c>: a cube on another vintage of boundaries.</summary>
internal static class AreasMove
{
    public static Command Create(Session session)
    {
        var cube = new Argument<string>("CUBE")
        {
            Description = session.Say(
                "Cube to move: an id, the beginning of one, a path, or latest",
                "Kubus om te verplaatsen: een id, het begin ervan, een pad, of latest"
            ),
        };
        var onto = new Option<string>("--onto")
        {
            Description = session.Say(
                "Areas to move it onto, as areas list shows them",
                "Gebieden waarheen, zoals areas list ze toont"
            ),
            HelpName = "AREAS",
            Required = true,
        };
        var matrix = new Option<string>("--matrix")
        {
            Description = session.Say(
                "Change matrix in CSV: from,to,addresses, or from,to,share",
                "Veranderingstabel in CSV: from,to,addresses, of from,to,share"
            ),
            HelpName = session.Say("FILE", "BESTAND"),
            Required = true,
        };
        var workspace = CommonOptions.Workspace(session);
        var json = CommonOptions.Json(session);
        var command = new Command(
            "move",
            session.Say(
                "Move a cube to another vintage of boundaries by a change matrix: whole buurten go over as they are, divided ones in whole numbers that add up, marked as allocated. Example: populatie areas move latest --onto 4f1c --matrix 2023-2024.csv",
                "Verplaats een kubus naar een andere jaargang van grenzen met een veranderingstabel: hele buurten gaan over zoals ze zijn, gedeelde in hele getallen die optellen, gemerkt als toegerekend. Voorbeeld: populatie areas move latest --onto 4f1c --matrix 2023-2024.csv"
            )
        )
        {
            cube,
            onto,
            matrix,
            workspace,
            json,
        };
        command.Does(
            session,
            (parsed, _) =>
            {
                var place = session.OpenWorkspace(parsed.GetValue(workspace));
                var file = parsed.GetValue(matrix)!;
                var changes = ChangeMatrixFile.Read(file);
                var areas = AreaSetStore.Load(place, parsed.GetValue(onto)!);
                var before = CubeStore.Load(place, parsed.GetValue(cube)!);
                if (before.Published is not null)
                {
                    throw new UsageException(
                        new(
                            "a cube of published tables is not moved: build it from the tables of the vintage that is wanted",
                            "een kubus uit gepubliceerde tabellen wordt niet verplaatst: maak hem uit de tabellen van de gewenste jaargang"
                        )
                    );
                }
                var moves = LeafMoves.Of(changes, file, before.Axes.Areas, areas.Index);
                var (moved, report) = CubeMove.Move(before, moves, changes.Digest, areas.Schematic);
                var id = CubeStore.Save(place, moved, Path.GetFileName(file));
                if (parsed.GetValue(json))
                {
                    session.Output.WriteLine(
                        JsonSerializer.Serialize(new { id, moved = report }, JsonSerializerOptions.Web)
                    );
                    return ExitCode.Done;
                }
                Print(session, report);
                session.Output.WriteLine(id);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Print(Session session, VintageReport report)
    {
        var table = new TablePrinter(
            new(session.Say("Buurten of the old map", "Buurten van de oude kaart")),
            new(session.Say("number", "aantal"), Right: true),
            new(session.Say("clients", "cliënten"), Right: true),
            new(session.Say("share", "aandeel"), Right: true)
        );
        var same = report.Clients - report.ClientsRenamed - report.ClientsSplit - report.ClientsWidened;
        Add(
            session.Say("the same, or known no better than before", "gelijk, of even goed bekend als eerst"),
            report.Same,
            same
        );
        Add(
            session.Say("went over whole, under another code", "geheel over, onder een andere code"),
            report.Renamed,
            report.ClientsRenamed
        );
        Add(
            session.Say("divided: allocated by weight", "gedeeld: toegerekend naar gewicht"),
            report.Split,
            report.ClientsSplit
        );
        table.Add(
            session.Say("onbekend, now of a wider area", "onbekend, nu van een groter gebied"),
            "",
            session.Count(report.ClientsWidened),
            Share(report.ClientsWidened)
        );
        table.Print(session.Output);
        session.Output.WriteLine(
            session.Say(
                "Clients of the last year. Nobody knows which client of a divided buurt lives where: there distinct counts are an approximation.",
                "Cliënten van het laatste jaar. Niemand weet welke cliënt van een gedeelde buurt waar woont: daar zijn unieke aantallen een benadering."
            )
        );
        session.Output.WriteLine();

        void Add(string what, int buurten, long clients) =>
            table.Add(what, session.Count(buurten), session.Count(clients), Share(clients));

        string Share(long clients) => session.Percent(report.Clients == 0 ? 0 : (double)clients / report.Clients);
    }
}
