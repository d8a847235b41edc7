using System.Globalization;
using Populatie.Analytics.Records.Quality;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary>
/// A delivery on the terminal: what is in it, what has to be mended, and what became of it. Numbers stand in a column,
/// words wrap beside them, so that it reads as well in 80 columns as in 120.
/// </summary>
internal sealed class DeliveryPrinter(Session session, TextWriter writer)
{
    private const int Narrowest = 60;
    private const int Widest = 120;
    private readonly int width = WidthOfTheTerminal();

    public void Print(DeliveryCheck check)
    {
        Wrapped(DeliveryWords.Verdict(session, check), 0);
        if (check.Records is { } records)
        {
            writer.WriteLine();
            foreach (var file in records.Files)
            {
                Wrapped(DeliveryWords.File(session, file), 2);
            }
            RecordReportPrinter.PrintSummary(session, writer, records);
            foreach (var group in check.Findings.GroupBy(f => f.Weight))
            {
                PrintFindings(DeliveryWords.Weight(session, group.Key), [.. group]);
            }
            RecordReportPrinter.PrintPlaces(session, writer, records.Join);
        }
        if (!check.Tables.IsEmpty)
        {
            PrintTables(check);
        }
    }

    private void PrintFindings(string heading, List<DeliveryFinding> findings)
    {
        var counts = findings.ConvertAll(f => session.Count(f.Count));
        var shares = findings.ConvertAll(f => DeliveryWords.Share(session, f));
        var rows = session.Say("Count", "Aantal");
        var share = session.Say("Share", "Aandeel");
        var (first, second) = (counts.Append(rows).Max(c => c.Length), shares.Append(share).Max(c => c.Length));
        var indent = first + second + 4;
        writer.WriteLine();
        writer.WriteLine($"{rows.PadLeft(first)}  {share.PadLeft(second)}  {heading}");
        writer.WriteLine(
            $"{Rule(first)}  {Rule(second)}  {Rule(Math.Max(heading.Length, Math.Min(width - indent, 48)))}"
        );
        for (var i = 0; i < findings.Count; i++)
        {
            writer.Write($"{counts[i].PadLeft(first)}  {shares[i].PadLeft(second)}  ");
            Wrapped(DeliveryWords.Capital(session.Say(findings[i].What)), indent, begun: true);
            if (findings[i].First.Length > 0)
            {
                Wrapped(DeliveryWords.Places(session, findings[i]) + DeliveryWords.More(session, findings[i]), indent);
            }
            Wrapped(session.Say(findings[i].Done), indent);
        }
    }

    private void PrintTables(DeliveryCheck check)
    {
        writer.WriteLine();
        Wrapped(DeliveryWords.Capital(DeliveryWords.Compared(session, check)) + ".", 0);
        var claims = check.Contradictions.ToList();
        if (claims.Count == 0)
        {
            return;
        }
        var (stated, implied) = (session.Say("Stated", "Er staat"), session.Say("Implied", "Volgt"));
        var texts = claims.ConvertAll(c =>
            (
                Stated: DeliveryWords.Number(session, c.Finding.Found),
                Implied: DeliveryWords.Number(session, c.Finding.Expected)
            )
        );
        var first = texts.Select(t => t.Stated).Append(stated).Max(t => t.Length);
        var second = texts.Select(t => t.Implied).Append(implied).Max(t => t.Length);
        var indent = first + second + 4;
        var heading = session.Say("Contradictions: do not calibrate on these", "Tegenspraken: ijk hier niet op");
        writer.WriteLine();
        writer.WriteLine($"{stated.PadLeft(first)}  {implied.PadLeft(second)}  {heading}");
        writer.WriteLine(
            $"{Rule(first)}  {Rule(second)}  {Rule(Math.Max(heading.Length, Math.Min(width - indent, 48)))}"
        );
        for (var i = 0; i < claims.Count; i++)
        {
            var line = session.Say("line", "regel");
            writer.Write($"{texts[i].Stated.PadLeft(first)}  {texts[i].Implied.PadLeft(second)}  ");
            Wrapped(
                $"{claims[i].Finding.Subject}: {claims[i].File}, {line} {claims[i].Line.ToString(CultureInfo.InvariantCulture)} ({claims[i].Column})",
                indent,
                begun: true
            );
            Wrapped(DeliveryWords.Capital(DeliveryWords.Against(session, claims[i])), indent);
        }
    }

    /// <summary>Words in lines that fit; a word that does not fit has a line of its own.</summary>
    /// <param name="begun">Whether the first line already stands at the indent.</param>
    private void Wrapped(string text, int indent, bool begun = false)
    {
        var at = begun ? indent : 0;
        var fresh = true;
        if (!begun)
        {
            writer.Write(new string(' ', indent));
            at = indent;
        }
        foreach (var word in text.Split(' '))
        {
            if (!fresh && at + 1 + word.Length > width)
            {
                writer.WriteLine();
                writer.Write(new string(' ', indent));
                (at, fresh) = (indent, true);
            }
            writer.Write(fresh ? word : " " + word);
            at += word.Length + (fresh ? 0 : 1);
            fresh = false;
        }
        writer.WriteLine();
    }

    private static string Rule(int length) => new('─', length);

    private static int WidthOfTheTerminal()
    {
        var said =
            int.TryParse(
                Environment.GetEnvironmentVariable("COLUMNS"),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var columns
            )
                ? columns
            : Console.IsOutputRedirected ? 100
            : Console.WindowWidth;
        return Math.Clamp(said, Narrowest, Widest);
    }
}
