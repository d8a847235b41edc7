using System.Globalization;
using System.Net;
using System.Text;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;
using Populatie.Analytics.Records.Quality;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary>
/// A delivery as one page, for the person who must mend it: no scripts, nothing from elsewhere, tables with headings, good
/// on paper. It names files, lines and columns, and no value of a record. The same delivery gives the same bytes.
/// </summary>
internal sealed class DeliveryPage
{
    private const string Style = """
        :root { color-scheme: light; --ink: #1a1f24; --soft: #57606a; --line: #d5dae0; --red: #a3231f; --amber: #7a4b00; --blue: #0b4f7d; --paper: #fff }
        * { box-sizing: border-box }
        body { margin: 0; background: #f4f5f7; color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif }
        main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 2rem 3rem; background: var(--paper); min-height: 100vh }
        h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .5rem }
        h2 { font-size: 1.2rem; margin: 2.5rem 0 .5rem; padding-left: .6rem; border-left: .35rem solid var(--blue) }
        h2.aside { border-color: var(--red) } h2.odd { border-color: #c77700 }
        p { margin: .4rem 0; max-width: 46rem }
        .verdict { font-size: 1.15rem; font-weight: 600 }
        .verdict.mend { color: var(--red) } .verdict.clean { color: #1b6b3a }
        .soft { color: var(--soft) }
        .scroll { overflow-x: auto }
        table { border-collapse: collapse; width: 100%; margin: .5rem 0 }
        caption { text-align: left; color: var(--soft); padding-bottom: .4rem }
        th, td { text-align: left; vertical-align: top; padding: .5rem .8rem .5rem 0; border-bottom: 1px solid var(--line) }
        thead th { color: var(--soft); font-weight: 600; border-bottom: 2px solid var(--ink) }
        tbody th { font-weight: 600 }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 1.4rem }
        td.n:last-child, th.n:last-child { padding-right: 0 }
        table.findings { table-layout: fixed; min-width: 40rem } table.findings :is(th, td) { overflow-wrap: anywhere }
        table.findings th:nth-child(1) { width: 27% } table.findings th:nth-child(2) { width: 11% }
        table.findings th:nth-child(3) { width: 12% } table.findings th:nth-child(4) { width: 28% }
        code { font: .9em/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere }
        footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .9rem }
        @page { margin: 16mm }
        @media print { body { background: none; font-size: 10pt } main { max-width: none; min-height: 0; padding: 0 } .scroll { overflow: visible } table.findings { min-width: 0 } h2 { break-after: avoid } tr { break-inside: avoid } thead { display: table-header-group } }
        """;
    private readonly Session session;
    private readonly StringBuilder text = new();

    private DeliveryPage(Session session) => this.session = session;

    public static void Write(Session session, Stream stream, DeliveryCheck check)
    {
        var page = new DeliveryPage(session);
        page.Add(check);
        stream.Write(Encoding.UTF8.GetBytes(page.text.ToString()));
    }

    private void Add(DeliveryCheck check)
    {
        var title = session.Say(
            "Findings in a delivery of care records",
            "Bevindingen in een aanlevering van zorgregistraties"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html>\n<html lang=\"{session.Say("en", "nl")}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{Safe(title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<h1>{Safe(title)}</h1>\n"
        );
        var mood = check.IsClean ? "clean" : "mend";
        text.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"verdict {mood}\">{Safe(DeliveryWords.Verdict(session, check))}</p>\n"
        );
        if (check.Records is { } records)
        {
            AddFiles(records);
        }
        AddContradictions(check);
        foreach (var group in check.Findings.GroupBy(f => f.Weight))
        {
            AddFindings(group.Key, [.. group]);
        }
        if (check.Records is { } placed)
        {
            AddPlaces(placed.Join);
        }
        text.Append(
            CultureInfo.InvariantCulture,
            $"<footer><p>{Safe(session.Say("Made by Populatie. This page names files, lines and columns; it holds no value of any record. A record is counted from 1 over the rows that could be read; line 1 of a file with columns is its heading.", "Gemaakt door Populatie. Deze pagina noemt bestanden, regels en kolommen; er staat geen waarde van een registratie in. Een registratie telt vanaf 1 over de regels die te lezen waren; regel 1 van een bestand met kolommen is de kop."))}</p></footer>\n</main>\n</body>\n</html>\n"
        );
    }

    private void AddFiles(RecordReport report)
    {
        var (read, records, aside) = (
            session.Count(report.RowsRead),
            session.Count(report.Records),
            session.Count(report.SetAsideCount)
        );
        var combined = session.Count(report.CombinedCount);
        var summary =
            report.CombinedCount > 0
                ? session.Say(
                    $"{read} rows read: {records} records, {aside} set aside and {combined} that say something of another row.",
                    $"{read} regels gelezen: {records} registraties, {aside} terzijde gelegd en {combined} die iets over een andere regel zeggen."
                )
                : session.Say(
                    $"{read} rows read: {records} records and {aside} set aside.",
                    $"{read} regels gelezen: {records} registraties en {aside} terzijde gelegd."
                );
        text.Append(
            CultureInfo.InvariantCulture,
            $"<p>{Safe(summary)}{Safe(Period(report))}{Safe(Through(report))}</p>\n"
        );
        Heading("", session.Say("Files with records", "Bestanden met registraties"));
        Table(
            null,
            [
                (session.Say("File", "Bestand"), false),
                (session.Say("Rows", "Regels"), true),
                (session.Say("Separator", "Scheiding"), false),
                (session.Say("Encoding", "Codering"), false),
            ],
            report.Files.Select(f =>
                new[]
                {
                    Code(f.File),
                    session.Count(f.Rows),
                    IsXml(f) ? "–" : Code(f.Dialect.Separator),
                    Safe(f.Dialect.Encoding),
                }
            )
        );
    }

    private string Period(RecordReport report) =>
        report is { FirstDay: { } first, LastDay: { } last }
            ? session.Say(
                $" Days from {first:yyyy-MM-dd} to {last:yyyy-MM-dd}.",
                $" Dagen van {first:yyyy-MM-dd} tot en met {last:yyyy-MM-dd}."
            )
            : "";

    private string Through(RecordReport report) =>
        report.Mapping?.Split(' ')[0] is { } mapping
            ? session.Say($" Read through the mapping {mapping}.", $" Gelezen met de mapping {mapping}.")
            : "";

    private void AddContradictions(DeliveryCheck check)
    {
        if (check.Tables.IsEmpty)
        {
            return;
        }
        var claims = check.Contradictions.ToList();
        Heading(claims.Count > 0 ? "aside" : "", session.Say("Tables against each other", "Tabellen tegen elkaar"));
        text.Append(
            CultureInfo.InvariantCulture,
            $"<p class=\"soft\">{Safe(DeliveryWords.Compared(session, check))}.</p>\n"
        );
        if (claims.Count == 0)
        {
            return;
        }
        Table(
            session.Say(
                "Contradictions. No rounding explains them: do not calibrate on these figures until they are mended.",
                "Tegenspraken. Geen afronding verklaart ze: ijk niet op deze cijfers tot ze hersteld zijn."
            ),
            [
                (session.Say("Group", "Groep"), false),
                (session.Say("Where", "Waar"), false),
                (session.Say("Stated", "Er staat"), true),
                (session.Say("Implied", "Volgt"), true),
                (session.Say("Held against", "Gehouden tegen"), false),
            ],
            claims.Select(c =>
                new[]
                {
                    Safe(c.Finding.Subject),
                    $"{Code(c.File)}, {session.Say("line", "regel")} {c.Line.ToString(CultureInfo.InvariantCulture)} ({Code(c.Column)})",
                    DeliveryWords.Number(session, c.Finding.Found),
                    DeliveryWords.Number(session, c.Finding.Expected),
                    Safe(session.Say(c.Rule)),
                }
            )
        );
    }

    private void AddFindings(FindingWeight weight, List<DeliveryFinding> findings)
    {
        var mood = weight switch
        {
            FindingWeight.SetAside => "aside",
            FindingWeight.Odd => "odd",
            _ => "",
        };
        Heading(mood, DeliveryWords.Weight(session, weight));
        Table(
            null,
            [
                (session.Say("What", "Wat"), false),
                (session.Say("Count", "Aantal"), true),
                (session.Say("Share", "Aandeel"), true),
                (session.Say("First at", "Eerst op"), false),
                (session.Say("What was done", "Wat ermee gedaan is"), false),
            ],
            findings.Select(f =>
                new[]
                {
                    Safe(DeliveryWords.Capital(session.Say(f.What))),
                    session.Count(f.Count),
                    Safe(DeliveryWords.Share(session, f)),
                    f.First.IsEmpty
                        ? "–"
                        : Breakable(DeliveryWords.Places(session, f) + DeliveryWords.More(session, f)),
                    Safe(session.Say(f.Done)),
                }
            ),
            "findings"
        );
    }

    private void AddPlaces(JoinReport join)
    {
        Heading("", session.Say("How records found their place", "Hoe registraties hun plek vonden"));
        var rows = Enum.GetValues<PlacedBy>()
            .Select(way => (Name: PlaceNames.Of(way), Count: join.Of(way)))
            .Concat(Enum.GetValues<UnknownPlace>().Select(reason => (PlaceNames.Of(reason), join.Of(reason))))
            .Where(p => p.Item2 > 0);
        Table(
            null,
            [
                (session.Say("Place", "Plek"), false),
                (session.Say("Records", "Registraties"), true),
                (session.Say("Share", "Aandeel"), true),
            ],
            rows.Select(p =>
                new[]
                {
                    Safe(session.Say(p.Item1)),
                    session.Count(p.Item2),
                    session.Percent((double)p.Item2 / join.Records),
                }
            )
        );
    }

    private void Heading(string mood, string name) =>
        text.Append(
            CultureInfo.InvariantCulture,
            $"<h2{(mood.Length > 0 ? $" class=\"{mood}\"" : "")}>{Safe(name)}</h2>\n"
        );

    /// <summary>A table whose cells are already safe; the first cell of a row is its heading.</summary>
    private void Table(
        string? caption,
        (string Name, bool Number)[] columns,
        IEnumerable<string[]> rows,
        string kind = ""
    )
    {
        // Scrolls when it does not fit: then it must be reached with the keyboard too.
        text.Append(
            CultureInfo.InvariantCulture,
            $"<div class=\"scroll\" tabindex=\"0\"><table{(kind.Length > 0 ? $" class=\"{kind}\"" : "")}>\n"
        );
        if (caption is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"<caption>{Safe(caption)}</caption>\n");
        }
        text.Append("<thead><tr>");
        foreach (var (name, number) in columns)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"<th scope=\"col\"{(number ? " class=\"n\"" : "")}>{Safe(name)}</th>"
            );
        }
        text.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{row[0]}</th>");
            for (var i = 1; i < row.Length; i++)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"<td{(columns[i].Number ? " class=\"n\"" : "")}>{row[i]}</td>"
                );
            }
            text.Append("</tr>\n");
        }
        text.Append("</tbody></table></div>\n");
    }

    private static bool IsXml(SourceReport file) =>
        string.Equals(file.Dialect.Separator, "XML", StringComparison.Ordinal);

    /// <summary>Long names of files and elements break behind a slash, not within a word.</summary>
    private static string Breakable(string words) => Safe(words).Replace("/", "/<wbr>", StringComparison.Ordinal);

    private static string Safe(string words) => WebUtility.HtmlEncode(words);

    private static string Code(string words) => $"<code>{Safe(words)}</code>";
}
