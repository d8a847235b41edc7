using System.CommandLine;
using System.Globalization;
using Populatie.Analytics.Areas;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Imports;
using Populatie.Analytics.Outcomes;
using Populatie.Analytics.Records.Store;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary><c>populatie records outcomes</c>: experience by product and segment, of groups and never of persons.</summary>
internal static class RecordsOutcomes
{
    public static Command Create(Session session)
    {
        var records = new Argument<string>("records")
        {
            HelpName = session.Say("RECORDS", "REGISTRATIES"),
            DefaultValueFactory = _ => "latest",
            Description = session.Say(
                "Imported records: an id or its beginning (default latest)",
                "Ingelezen registraties: een id of het begin ervan (standaard latest)"
            ),
        };
        var by = new Option<string>("--by")
        {
            HelpName = "age|sex|delivery|wijk",
            DefaultValueFactory = _ => "age",
            Description = session.Say(
                "What tells clients apart: age on the first day (default), sex, delivery or wijk",
                "Wat cliënten onderscheidt: age, leeftijd op de eerste dag (standaard), sex, delivery of wijk"
            ),
        };
        by.AcceptOnlyFromAmong("age", "sex", "delivery", "wijk");
        var product = new Option<string?>("--product")
        {
            HelpName = "P",
            Description = session.Say("One product", "Eén product"),
        };
        var from = Day(
            "--from",
            session.Say(
                "Spells that began from this day on (default: the first day on which any spell ended)",
                "Zorgperiodes die vanaf deze dag begonnen (standaard: de eerste dag waarop er een eindigde)"
            )
        );
        var until = Day(
            "--until",
            session.Say(
                "What happened until this day (default: the last day seen)",
                "Wat er tot en met deze dag gebeurde (standaard: de laatste dag die voorkomt)"
            )
        );
        var threads = CommonOptions.Threads(session);
        var json = CommonOptions.Json(session);
        var workspace = CommonOptions.Workspace(session);
        var command = new Command(
            "outcomes",
            session.Say(
                "What became of clients who were given this care, by product and segment: how long until it ended, how many went "
                    + "on to heavier care, how many came back within a year. Nothing that rests on fewer than ten persons is shown. "
                    + "Example: populatie records outcomes --by age --product wmo-begeleiding",
                "Ervaringskennis: hoe het ging met cliënten die deze hulp kregen, naar product en groep: hoe lang tot het einde, hoeveel er "
                    + "naar zwaardere hulp gingen, hoeveel er binnen een jaar terugkwamen. Wat op minder dan tien mensen rust, blijft weg. "
                    + "Voorbeeld: populatie records outcomes --by age --product wmo-begeleiding"
            )
        )
        {
            records,
            by,
            product,
            from,
            until,
            threads,
            json,
            workspace,
        };
        command.Does(
            session,
            (parsed, cancellation) =>
            {
                var space = session.ReadWorkspace(parsed.GetValue(workspace));
                var store = RecordStore.Open(space, parsed.GetValue(records)!);
                var settings = new OutcomeSettings(
                    Enum.Parse<SegmentKind>(parsed.GetValue(by)!, ignoreCase: true),
                    parsed.GetValue(from),
                    parsed.GetValue(until),
                    parsed.GetValue(threads)
                );
                if (settings.FirstDay > settings.LastDay)
                {
                    throw new UsageException(
                        new("--from lies after --until; swap them", "--from ligt na --until; wissel ze om")
                    );
                }
                OutcomeTable table;
                using (var progress = new ProgressLine(session, session.Say("rows", "regels"), store.RowCount))
                {
                    table = OutcomeStudy.Run(space, store, settings, progress.Report, cancellation);
                }
                var rows = Chosen(table, parsed.GetValue(product));
                if (parsed.GetValue(json))
                {
                    JsonPrinter.Print(session, rows.Select(r => Row(table, r)).ToList());
                }
                else
                {
                    var names = table.Kind == SegmentKind.Wijk ? AreaChoice.LoadOrDefault(space, null).Index : null;
                    Print(session, table, rows, names);
                }
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static List<OutcomeRow> Chosen(OutcomeTable table, string? product)
    {
        var rows = table
            .Rows.Where(r => product is null || string.Equals(r.Product, product, StringComparison.Ordinal))
            .ToList();
        if (rows.Count == 0 && product is not null)
        {
            var known = string.Join(", ", table.Rows.Select(r => r.Product).Distinct(StringComparer.Ordinal));
            throw new UsageException(
                new(
                    $"no spell of {product} began in these records; there are {known}",
                    $"er begon in deze registraties geen zorgperiode van {product}; wel van {known}"
                )
            );
        }
        return rows;
    }

    private static object Row(OutcomeTable table, OutcomeRow row) =>
        new
        {
            row.Product,
            By = table.Kind,
            row.Segment,
            row.Spells,
            row.Persons,
            Reason = row.Spells is null ? "protected" : null,
            TimeToEnd = row.TimeToEnd is { } time
                ? new
                {
                    Of = time.Of,
                    time.Ended,
                    Unit = "days",
                    time.Median,
                    time.Low,
                    time.High,
                }
                : null,
            row.StepUp,
            row.Returned,
            From = table.FirstDay,
            Until = table.LastDay,
            table.Basis,
        };

    /// <param name="names">What wijken are called; null where the segments are none.</param>
    private static void Print(Session session, OutcomeTable table, List<OutcomeRow> rows, AreaIndex? names)
    {
        var print = new TablePrinter(
            new(session.Say("Product", "Product")),
            new(
                table.Kind switch
                {
                    SegmentKind.Age => session.Say("age", "leeftijd"),
                    SegmentKind.Sex => session.Say("sex", "geslacht"),
                    SegmentKind.Delivery => session.Say("delivery", "levering"),
                    _ => "wijk",
                }
            ),
            new(session.Say("spells", "zorgperiodes"), Right: true),
            new(session.Say("persons", "mensen"), Right: true),
            new(session.Say("days until half ended", "dagen tot de helft eindigde"), Right: true),
            new(session.Say("stepped up", "opgeschaald"), Right: true),
            new(session.Say("back within a year", "binnen een jaar terug"), Right: true)
        );
        foreach (var row in rows)
        {
            print.Add(
                row.Product,
                Name(names, row.Segment),
                Count(session, row.Spells),
                Count(session, row.Persons),
                row.TimeToEnd is { } time ? Days(session, time) : "–",
                Share(session, row.StepUp),
                Share(session, row.Returned)
            );
        }
        print.Print(session.Output);
        session.Output.WriteLine();
        session.Output.WriteLine(
            session.Say(
                $"Spells that began from {Text(table.FirstDay)}, seen until {Text(table.LastDay)}; {session.Name(table.Basis)}. In brackets 90%.",
                $"Zorgperiodes die begonnen vanaf {Text(table.FirstDay)}, gevolgd tot en met {Text(table.LastDay)}; {session.Name(table.Basis)}. Tussen haakjes 90%."
            )
        );
        session.Output.WriteLine(
            session.Say(
                "–: fewer than ten persons, or a row that would give them away. What was seen, not what the care brought about.",
                "–: minder dan tien mensen, of een regel die hen zou verraden. Wat er te zien was, niet wat de hulp teweegbracht."
            )
        );
    }

    /// <summary>The name of a wijk beside its code; other segments are words already.</summary>
    private static string Name(AreaIndex? names, string segment) =>
        names?.AreasAt(AreaLevel.Wijk).FirstOrDefault(a => string.Equals(a.Code, segment, StringComparison.Ordinal))
            is { IsUnknown: false } wijk
            ? $"{wijk.Name} ({wijk.Code})"
            : segment;

    private static string Count(Session session, long? count) => count is { } n ? session.Count(n) : "–";

    private static string Days(Session session, SurvivalTime time)
    {
        string Day(int? day) => day is { } d ? session.Count(d) : "…";

        return time.Median is null && time.Low is null
            ? session.Say("more than half go on", "meer dan de helft loopt door")
            : $"{Day(time.Median)} ({Day(time.Low)}–{Day(time.High)})";
    }

    private static string Share(Session session, Proportion? share) =>
        share is { } s ? session.Interval(s.Value, s.Low, s.High, v => session.Percent(v)) : "–";

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name) { Description = description, HelpName = "2015-01-01" };
}
