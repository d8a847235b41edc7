using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Populatie.Analytics.Counting;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records.Store;
using Populatie.Analytics.Store;
using Populatie.Cli.Commands.Records;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands;

/// <summary><c>populatie aggregate [FILE…]</c>: from use records to the use cube.</summary>
internal static class AggregateCommand
{
    /// <summary>Counts that say how large the job was; all others are oddities, shown when they occur.</summary>
    private static readonly CleaningCount[] Sizes =
    [
        CleaningCount.Rows,
        CleaningCount.Persons,
        CleaningCount.Spells,
        CleaningCount.OpenSpells,
        CleaningCount.Waits,
        CleaningCount.JoinedRows,
    ];

    public static Command Create(Session session)
    {
        var reading = new RecordReading(session, filesOptional: true);
        var rejected = RecordsImport.MaxRejected(session);
        var period = new Option<string>("--period")
        {
            Description = session.Say(
                "Finest period: month, quarter (default) or year; coarser ones come with it",
                "Fijnste periode: month, quarter (standaard) of year; langere komen mee"
            ),
            HelpName = "month|quarter|year",
            DefaultValueFactory = _ => "quarter",
        };
        period.AcceptOnlyFromAmong("month", "quarter", "year");
        var records = new Option<string?>("--records")
        {
            Description = session.Say(
                "Imported records to use instead of the latest: an id or its beginning",
                "Ingelezen registraties in plaats van de laatste: een id of het begin ervan"
            ),
            HelpName = "ID",
        };
        var from = Day(
            "--from",
            session.Say(
                "First day of the data (default: the first day in care)",
                "Eerste dag van de gegevens (standaard: de eerste dag in zorg)"
            )
        );
        var until = Day(
            "--until",
            session.Say(
                "Last day of the data (default: the last day seen, but not after the day of delivery)",
                "Laatste dag van de gegevens (standaard: de laatste dag die voorkomt, maar niet na de dag van aanlevering)"
            )
        );
        var memory = new Option<string>("--memory")
        {
            Description = session.Say(
                "Memory for rows, in MB or GB; beyond it they wait on disk in the workspace (default 1.5GB)",
                "Geheugen voor regels, in MB of GB; wat er niet in past wacht op schijf in de werkmap (standaard 1.5GB)"
            ),
            HelpName = "SIZE",
            DefaultValueFactory = _ => "1.5GB",
        };
        var json = CommonOptions.Json(session);
        var command = new Command(
            "aggregate",
            session.Say(
                "Count use records into a cube by buurt, period, age, sex, product and delivery: rows that touch become one "
                    + "spell, every person and every household counts once, and nothing that looks odd is changed in silence. "
                    + "Example: populatie aggregate records.csv --period month",
                "Tel registraties op tot een kubus naar buurt, periode, leeftijd, geslacht, product en leveringsvorm: aansluitende "
                    + "regels worden één zorgperiode, ieder mens en ieder huishouden telt één keer, en wat vreemd is verandert nooit ongemerkt. "
                    + "Voorbeeld: populatie aggregate records.csv --period month"
            )
        )
        {
            period,
            records,
            from,
            until,
            rejected,
            memory,
            json,
        };
        reading.AddTo(command);
        var published = new AggregatePublished(session);
        published.AddTo(command);
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var folder = parsed.GetValue(reading.Workspace);
                var brings = published.IsAsked(parsed) || reading.HasFiles(parsed);
                var workspace = brings ? session.MakeWorkspace(folder) : session.OpenWorkspace(folder);
                var asJson = parsed.GetValue(json);
                if (published.IsAsked(parsed))
                {
                    return published.Run(parsed, workspace, asJson);
                }
                var settings = new CubeSettings
                {
                    Base = Enum.Parse<PeriodLevel>(parsed.GetValue(period)!, ignoreCase: true),
                    Threads = Math.Max(1, parsed.GetValue(reading.Threads)),
                    FirstDay = parsed.GetValue(from),
                    LastDay = parsed.GetValue(until),
                    Delivered = reading.DeliveredOn(parsed),
                    MemoryForRows = MemorySize.Parse(parsed.GetValue(memory)!, "--memory"),
                };
                if (settings.FirstDay > settings.LastDay)
                {
                    throw new UsageException(
                        new("--from lies after --until; swap them", "--from ligt na --until; wissel ze om")
                    );
                }
                RecordStore store;
                if (reading.HasFiles(parsed))
                {
                    store = RecordsImport.Run(reading, parsed, workspace, parsed.GetValue(rejected)!, cancellation);
                    RecordReportPrinter.Print(session, asJson ? session.Errors : session.Output, store.Report);
                    (asJson ? session.Errors : session.Output).WriteLine();
                }
                else
                {
                    store = RecordStore.Open(workspace, parsed.GetValue(records) ?? "latest");
                }
                Aggregate(session, workspace, store, settings, asJson, cancellation);
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static void Aggregate(
        Session session,
        Workspace workspace,
        RecordStore store,
        CubeSettings settings,
        bool json,
        CancellationToken cancellation
    )
    {
        var clock = Stopwatch.StartNew();
        using var progress = new ProgressLine(session, session.Say("rows", "regels"), store.RowCount);
        var (id, build) = Aggregation.Run(workspace, store, settings, progress.Report, cancellation);
        var seconds = clock.Elapsed.TotalSeconds;
        var rate = session.Count(store.RowCount / Math.Max(seconds, 1e-3));
        session.Note(
            $"{session.Count(store.RowCount)} rows in {session.Decimal(seconds)} s ({rate} rows/s)",
            $"{session.Count(store.RowCount)} regels in {session.Decimal(seconds)} s ({rate} regels/s)"
        );
        if (json)
        {
            PrintJson(session, id, store, build);
            return;
        }
        PrintSummary(session, store, build);
        session.Output.WriteLine(id);
    }

    private static void PrintSummary(Session session, RecordStore store, CubeBuild build)
    {
        var origin = build.Cube.Origin;
        var years =
            origin.FirstYear == origin.LastYear ? $"{origin.LastYear}" : $"{origin.FirstYear}–{origin.LastYear}";
        session.Output.WriteLine(
            session.Say(
                $"Cube of records {store.Id}, {years}, {BasisOf(session, origin)}",
                $"Kubus van registraties {store.Id}, {years}, {BasisOf(session, origin)}"
            )
        );
        session.Output.WriteLine();
        var table = new TablePrinter(
            new(session.Say("Counted", "Geteld")),
            new(session.Say("number", "aantal"), Right: true)
        );
        foreach (var count in Sizes)
        {
            table.Add(session.Say(CleaningReport.Describe(count)), session.Count(build.Cleaning[count]));
        }
        table.Add(session.Say("cells with flows", "cellen met stromen"), session.Count(build.Cube.Flows.Count));
        table.Add(session.Say("cells with clients", "cellen met cliënten"), session.Count(build.Cube.Clients.Count));
        table.Print(session.Output);
        session.Output.WriteLine();
        DistinctTable.Print(session, build.Cube);
        var odd = CleaningReport.All.Except(Sizes).Where(c => build.Cleaning[c] > 0).ToList();
        if (odd.Count > 0)
        {
            var oddities = new TablePrinter(
                new(session.Say("Odd, but kept as it was", "Vreemd, maar gelaten zoals het was")),
                new(session.Say("number", "aantal"), Right: true)
            );
            foreach (var count in odd)
            {
                oddities.Add(session.Say(CleaningReport.Describe(count)), session.Count(build.Cleaning[count]));
            }
            oddities.Print(session.Output);
            session.Output.WriteLine();
        }
    }

    /// <summary>One object on one line, so that it is at once the whole answer and the last line with the id.</summary>
    private static void PrintJson(Session session, string id, RecordStore store, CubeBuild build) =>
        session.Output.WriteLine(
            JsonSerializer.Serialize(
                new
                {
                    id,
                    records = store.Id,
                    basis = build.Cube.Origin.Basis.ToString().ToLowerInvariant(),
                    first_year = build.Cube.Origin.FirstYear,
                    last_year = build.Cube.Origin.LastYear,
                    flow_cells = build.Cube.Flows.Count,
                    client_cells = build.Cube.Clients.Count,
                    household_cells = build.Cube.Households.Count,
                    cleaning = CleaningReport.All.ToDictionary(
                        c => JsonNamingPolicy.SnakeCaseLower.ConvertName(c.ToString()),
                        c => build.Cleaning[c],
                        StringComparer.Ordinal
                    ),
                }
            )
        );

    private static string BasisOf(Session session, CubeOrigin origin) =>
        (origin.Basis, origin.Schematic) switch
        {
            (Basis.Synthetic, true) => session.Say(
                "synthetic records on schematic boundaries",
                "synthetische registraties op schematische grenzen"
            ),
            (Basis.Synthetic, false) => session.Say("synthetic records", "synthetische registraties"),
            (_, true) => session.Say(
                "observed records on schematic boundaries",
                "waargenomen registraties op schematische grenzen"
            ),
            _ => session.Say("observed records", "waargenomen registraties"),
        };

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name) { Description = description, HelpName = "2015-01-01" };
}
