using Populatie.Analytics.Evidence;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary>What reading records gave, for a person: files, set aside, odd, and where the records are.</summary>
internal static class RecordReportPrinter
{
    public static void Print(Session session, TextWriter writer, RecordReport report)
    {
        PrintFiles(session, writer, report);
        writer.WriteLine();
        PrintSummary(session, writer, report);
        PrintRows(session, writer, session.Say("Set aside", "Terzijde gelegd"), report.SetAside, RowReasons.Name);
        if (report.CombinedCount > 0)
        {
            var heading = session.Say("In another record", "Zit in een andere registratie");
            PrintRows(session, writer, heading, report.Combined, RowReasons.Name);
        }
        PrintRows(session, writer, session.Say("Odd, but kept", "Vreemd, maar bewaard"), report.Odd, RowReasons.Name);
        PrintPlaces(session, writer, report.Join);
    }

    /// <summary>How many rows, from when to when.</summary>
    public static void PrintSummary(Session session, TextWriter writer, RecordReport report)
    {
        writer.WriteLine(
            session.Say(
                $"{session.Count(report.RowsRead)} rows read: {session.Count(report.Records)} records and {session.Count(report.SetAsideCount)} set aside",
                $"{session.Count(report.RowsRead)} regels gelezen: {session.Count(report.Records)} registraties en {session.Count(report.SetAsideCount)} terzijde gelegd"
            )
        );
        if (report.CombinedCount > 0)
        {
            writer.WriteLine(
                session.Say(
                    $"{session.Count(report.CombinedCount)} more say something of another row, and are in its record",
                    $"{session.Count(report.CombinedCount)} andere zeggen iets over een andere regel, en zitten in die registratie"
                )
            );
        }
        if (report is { FirstDay: { } first, LastDay: { } last })
        {
            writer.WriteLine(
                session.Say(
                    $"days from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}; basis {BasisName(report.Basis).English}",
                    $"dagen van {first:yyyy-MM-dd} tot en met {last:yyyy-MM-dd}; basis {BasisName(report.Basis).Dutch}"
                )
            );
        }
    }

    private static Bilingual BasisName(Basis basis) =>
        basis == Basis.Synthetic ? new("synthetic", "synthetisch") : new("observed", "waargenomen");

    private static void PrintFiles(Session session, TextWriter writer, RecordReport report)
    {
        var table = new TablePrinter(
            new(session.Say("File", "Bestand")),
            new(session.Say("Rows", "Regels"), Right: true),
            new(session.Say("Separator", "Scheiding")),
            new(session.Say("Encoding", "Codering")),
            new(session.Say("Decimals", "Decimalen")),
            new(session.Say("Ignored columns", "Genegeerde kolommen"))
        );
        foreach (var file in report.Files)
        {
            var encoding = file.Dialect.Encoding + (file.Dialect.Gzip ? ", gzip" : "");
            table.Add(
                file.File,
                session.Count(file.Rows),
                file.Dialect.Separator,
                encoding,
                MarkName(session, file.Dialect.DecimalMark),
                file.IgnoredColumns.IsEmpty ? "–" : string.Join(", ", file.IgnoredColumns)
            );
        }
        table.Print(writer);
    }

    private static string MarkName(Session session, string mark) =>
        mark switch
        {
            "point" => session.Say("point", "punt"),
            "comma" => session.Say("comma", "komma"),
            "both" => session.Say("point and comma", "punt en komma"),
            _ => "–",
        };

    private static void PrintRows<TKind>(
        Session session,
        TextWriter writer,
        string heading,
        IReadOnlyCollection<RowTally<TKind>> tallies,
        Func<TKind, Bilingual> name
    )
        where TKind : struct, Enum
    {
        if (tallies.Count == 0)
        {
            return;
        }
        writer.WriteLine();
        var table = new TablePrinter(
            new(heading),
            new(session.Say("Rows", "Regels"), Right: true),
            new(session.Say("First at", "Eerst op")),
            new(session.Say("Found", "Gevonden"))
        );
        foreach (var tally in tallies)
        {
            var first = tally.First[0];
            var more = tally.First.Skip(1).Select(p => $", {p.Line}");
            table.Add(
                session.Say(name(tally.Kind)),
                session.Count(tally.Count),
                $"{first.File}:{first.Line}{string.Concat(more)}",
                first.Column.Length == 0 ? "–" : $"{first.Column} '{first.Found}'"
            );
        }
        table.Print(writer);
    }

    public static void PrintPlaces(Session session, TextWriter writer, JoinReport join)
    {
        writer.WriteLine();
        var table = new TablePrinter(
            new(session.Say("Place of the records", "Plek van de registraties")),
            new(session.Say("Records", "Registraties"), Right: true),
            new(session.Say("Share", "Aandeel"), Right: true)
        );
        void Add(Bilingual name, long count)
        {
            if (count > 0)
            {
                table.Add(session.Say(name), session.Count(count), session.Percent((double)count / join.Records));
            }
        }

        foreach (var way in Enum.GetValues<PlacedBy>())
        {
            Add(PlaceNames.Of(way), join.Of(way));
        }
        foreach (var reason in Enum.GetValues<UnknownPlace>())
        {
            Add(PlaceNames.Of(reason), join.Of(reason));
        }
        table.Print(writer);
    }
}
