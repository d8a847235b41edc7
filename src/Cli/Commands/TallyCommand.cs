using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Sources.Products;
using Populatie.Analytics.Store;
using Populatie.Analytics.Tallies;
using Populatie.Analytics.Tallies.Store;
using Populatie.Cli.Commands.Records;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie tally FILE…</c>: quick figures straight from files of records.</summary>
internal static class TallyCommand
{
    public static Command Create(Session session)
    {
        var reading = new RecordReading(session);
        var json = CommonOptions.Json(session);
        var csv = new Option<bool>("--csv")
        {
            Description = session.Say(
                "Print the whole table as CSV: area, quarter, product, age band and sex",
                "Geef de hele tabel als CSV: gebied, kwartaal, product, leeftijdsklasse en geslacht"
            ),
        };
        var noCache = new Option<bool>("--no-cache")
        {
            Description = session.Say(
                "Read the files anew, and leave nothing in the cache of the workspace",
                "Lees de bestanden opnieuw, en laat niets achter in de cache van de werkmap"
            ),
        };
        var command = new Command(
            "tally",
            session.Say(
                "Count records as they stand, straight from files: rows, cost, days and distinct clients per year and product. One row is one use; nothing is joined into spells, so use aggregate for figures of people in care. Example: populatie tally declarations.csv --csv",
                "Tel registraties zoals ze er staan, rechtstreeks uit bestanden: regels, kosten, dagen en unieke cliënten per jaar en product. Eén regel is één gebruik; niets wordt samengevoegd tot zorgperioden, dus gebruik aggregate voor cijfers over mensen in zorg. Voorbeeld: populatie tally declaraties.csv --csv"
            )
        )
        {
            csv,
            json,
            noCache,
        };
        reading.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var (asCsv, asJson) = (parsed.GetValue(csv), parsed.GetValue(json));
                CommonOptions.CheckOneForm(asCsv, asJson);
                var workspace = session.MakeWorkspace(parsed.GetValue(reading.Workspace));
                var places = reading.PlacesOf(parsed, workspace);
                var outcome = Count(
                    reading,
                    parsed,
                    workspace,
                    places,
                    asCsv ? TallyGrain.Full : TallyGrain.Years,
                    !parsed.GetValue(noCache),
                    cancellation
                );
                if (outcome.FromCache)
                {
                    session.Note("the rows came from the cache", "de regels kwamen uit de cache");
                }
                if (asCsv)
                {
                    PrintCsv(session.Output, outcome.Tally, places.Index);
                }
                else if (asJson)
                {
                    PrintJson(session, outcome);
                }
                else
                {
                    PrintTable(session, outcome.Tally);
                }
                PrintRest(session, asCsv || asJson ? session.Errors : session.Output, outcome.Report);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static TallyOutcome Count(
        RecordReading reading,
        ParseResult parsed,
        Workspace workspace,
        RecordPlaces places,
        TallyGrain grain,
        bool useCache,
        CancellationToken cancellation
    )
    {
        var settings = reading.SettingsOf(parsed, places) with { SomeColumns = true };
        var counting = new TallySettings
        {
            Grain = grain,
            Delivered = settings.Delivered,
            Threads = settings.Threads,
        };
        return reading.Timed(
            parsed,
            progress =>
                FileTally.Run(
                    workspace,
                    reading.FilesOf(parsed, cancellation),
                    places,
                    ProductCatalogue.Embedded,
                    settings,
                    counting,
                    useCache,
                    progress,
                    cancellation
                ),
            outcome => outcome.Report
        );
    }

    private static void PrintTable(Session session, Tally tally)
    {
        var products = ProductCatalogue.Embedded.Products;
        var table = new TablePrinter(
            new(session.Say("Year", "Jaar")),
            new(session.Say("Act", "Wet")),
            new(session.Say("Product", "Product")),
            new(session.Say("rows", "regels"), Right: true),
            new(session.Say("clients", "cliënten"), Right: true),
            new(session.Say("days", "dagen"), Right: true),
            new(session.Say("euros", "euro's"), Right: true)
        );
        foreach (var cell in tally.Cells)
        {
            var product = products[cell.Key.Product];
            table.Add(
                cell.Key.Year.ToString(CultureInfo.InvariantCulture),
                product.Act.ToString(),
                product.Code,
                session.Count(cell.Rows),
                session.Count(cell.Clients),
                session.Count(cell.Days),
                session.Count(cell.CostCents / 100.0)
            );
        }
        table.Print(session.Output);
        session.Output.WriteLine();
    }

    private static void PrintJson(Session session, TallyOutcome outcome)
    {
        var products = ProductCatalogue.Embedded.Products;
        var report = outcome.Report;
        JsonPrinter.Print(
            session,
            new
            {
                rows_read = report.RowsRead,
                records = report.Records,
                set_aside = report.SetAsideCount,
                unknown_place = report.Join.UnknownCount,
                basis = report.Basis,
                from_cache = outcome.FromCache,
                cells = outcome.Tally.Cells.Select(c => new
                {
                    year = c.Key.Year,
                    act = products[c.Key.Product].Act.ToString(),
                    product = products[c.Key.Product].Code,
                    rows = c.Rows,
                    clients = c.Clients,
                    days = c.Days,
                    cost_cents = c.CostCents,
                }),
            }
        );
    }

    private static void PrintCsv(TextWriter writer, Tally tally, AreaIndex areas)
    {
        var products = ProductCatalogue.Embedded.Products;
        var bands = Enumerable.Range(0, tally.Bands.Count).Select(tally.Bands.Name).Append("").ToArray();
        var leaves = Enumerable.Range(0, areas.LeafCount).Select(leaf => CodeOf(areas, leaf)).ToArray();
        writer.WriteLine("area,quarter,product,age,sex,rows,clients,days,cost_cents");
        foreach (var (key, rows, cents, days, clients) in tally.Cells)
        {
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{leaves[key.Leaf]},{key.Year}Q{key.Quarter},{products[key.Product].Code},{bands[key.Band]},{RecordTokens.Of(key.Sex)},{rows},{clients},{days},{cents}"
                )
            );
        }
    }

    /// <summary>The buurt, or the smallest area that is known.</summary>
    private static string CodeOf(AreaIndex areas, int leaf)
    {
        if (leaf < areas.BuurtCount)
        {
            return areas.Buurten[leaf].Code;
        }
        var known = new[] { AreaLevel.Wijk, AreaLevel.Gemeente }
            .Select(level => areas.AreasAt(level)[areas.OfLeaf(level)[leaf]])
            .FirstOrDefault(area => !area.IsUnknown);
        return known?.Code ?? AreaIndex.UnknownName;
    }

    /// <summary>What is not in the figures, or not in its buurt.</summary>
    private static void PrintRest(Session session, TextWriter writer, RecordReport report) =>
        writer.WriteLine(
            session.Say(
                $"{session.Count(report.RowsRead)} rows read: {session.Count(report.Records)} counted, {session.Count(report.SetAsideCount)} set aside; {session.Count(report.Join.UnknownCount)} of those counted are onbekend, without a buurt",
                $"{session.Count(report.RowsRead)} regels gelezen: {session.Count(report.Records)} geteld, {session.Count(report.SetAsideCount)} terzijde gelegd; van de getelde zijn er {session.Count(report.Join.UnknownCount)} onbekend, zonder buurt"
            )
        );
}
