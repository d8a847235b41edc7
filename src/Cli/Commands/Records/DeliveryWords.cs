using System.Globalization;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Quality;
using Populatie.Cli.Shell;

namespace Populatie.Cli.Commands.Records;

/// <summary>How a delivery is spoken of, on the terminal and on the page alike.</summary>
internal static class DeliveryWords
{
    /// <summary>Files with their first rows: <c>care.csv, lines 12, 88 (started)</c>.</summary>
    public static string Places(Session session, DeliveryFinding finding) =>
        string.Join(
            "; ",
            finding
                .First.GroupBy(p => p.File, StringComparer.Ordinal)
                .Select(file =>
                {
                    var columns = file.Select(p => p.Column)
                        .Where(c => c.Length > 0)
                        .Distinct(StringComparer.Ordinal)
                        .ToList();
                    if (file.All(p => p.Row == 0))
                    {
                        return $"{file.Key}: {string.Join(", ", columns)}";
                    }
                    var lined = file.All(p =>
                        p.Line is not null && !file.Key.Contains("://", StringComparison.Ordinal)
                    );
                    var numbers = string.Join(
                        ", ",
                        file.Select(p => (lined ? p.Line!.Value : p.Row).ToString(CultureInfo.InvariantCulture))
                    );
                    var word =
                        file.Count() == 1
                            ? session.Say(lined ? "line" : "record", lined ? "regel" : "registratie")
                            : session.Say(lined ? "lines" : "records", lined ? "regels" : "registraties");
                    var last = columns.Count == 0 ? "" : $" ({string.Join(", ", columns)})";
                    return $"{file.Key}, {word} {numbers}{last}";
                })
        );

    /// <summary>A file and how it was written.</summary>
    public static string File(Session session, SourceReport file)
    {
        var text = $"{file.File}: {session.Count(file.Rows)} {session.Say("rows", "regels")}";
        return file.File.Contains("://", StringComparison.Ordinal) ? text
            : string.Equals(file.Dialect.Separator, "XML", StringComparison.Ordinal)
                ? $"{text}, XML{(file.Dialect.Gzip ? ", gzip" : "")}"
            : $"{text}, {session.Say("separator", "scheiding")} '{file.Dialect.Separator}', {file.Dialect.Encoding}{(file.Dialect.Gzip ? ", gzip" : "")}";
    }

    /// <summary>More places than the first were found.</summary>
    public static string More(Session session, DeliveryFinding finding) =>
        finding.First.Length > 0 && finding.Count > finding.First.Length && finding.First[0].Row > 0
            ? session.Say(", …", ", …")
            : "";

    public static string Weight(Session session, FindingWeight weight) =>
        weight switch
        {
            FindingWeight.SetAside => session.Say("Rows that cannot be read", "Regels die niet te lezen zijn"),
            FindingWeight.Odd => session.Say("Readable, and probably wrong", "Leesbaar, en waarschijnlijk fout"),
            _ => session.Say("Good to know", "Goed om te weten"),
        };

    /// <summary>A figure of a table, with the decimals that it needs.</summary>
    public static string Number(Session session, double value)
    {
        var decimals = Math.Abs(value) >= 100 || Math.Abs(value - Math.Round(value)) < 0.005 ? 0 : 1;
        return session.Decimal(value, decimals);
    }

    public static string Verdict(Session session, DeliveryCheck check)
    {
        var contradictions = check.Contradictions.Count();
        var kinds = check.Findings.Count(f => f.Weight != FindingWeight.Remark);
        if (check.IsClean)
        {
            return session.Say("Nothing to mend.", "Niets te herstellen.");
        }
        var rows = session.Say(
            kinds == 1 ? "1 kind of fault in the records" : $"{session.Count(kinds)} kinds of faults in the records",
            kinds == 1
                ? "1 soort fouten in de registraties"
                : $"{session.Count(kinds)} soorten fouten in de registraties"
        );
        var tables = session.Say(
            contradictions == 1
                ? "1 contradiction in the tables"
                : $"{session.Count(contradictions)} contradictions in the tables",
            contradictions == 1
                ? "1 tegenspraak in de tabellen"
                : $"{session.Count(contradictions)} tegenspraken in de tabellen"
        );
        var parts = new[] { kinds > 0 ? rows : "", contradictions > 0 ? tables : "" }.Where(p => p.Length > 0);
        return $"{session.Say("To mend", "Te herstellen")}: {string.Join(session.Say(" and ", " en "), parts)}.";
    }

    /// <summary>A share that is not nothing is never shown as nothing.</summary>
    public static string Share(Session session, DeliveryFinding finding)
    {
        const double Least = 0.0005;
        return finding.Of is not ({ } of and > 0) ? ""
            : (double)finding.Count / of < Least ? "< " + session.Percent(0.001)
            : session.Percent((double)finding.Count / of);
    }

    public static string Compared(Session session, DeliveryCheck check)
    {
        var (tables, claims) = (check.Tables.Length, check.Claims.Length);
        var agree = check.Claims.Count(c => !c.Contradicts);
        var known = session.Say(
            tables == 1 ? "1 table of totals" : $"{session.Count(tables)} tables of totals",
            tables == 1 ? "1 tabel met totalen" : $"{session.Count(tables)} tabellen met totalen"
        );
        return known
            + (
                claims == 0
                    ? session.Say(", and nothing in them to compare", ", en niets erin om te vergelijken")
                    : session.Say(
                        $", {session.Count(claims)} figures held against others: {session.Count(agree)} agree, or differ by rounding only",
                        $", {session.Count(claims)} cijfers gehouden tegen andere: {session.Count(agree)} kloppen, of verschillen alleen door afronding"
                    )
            );
    }

    public static string Capital(string text) =>
        text.StartsWith("één", StringComparison.Ordinal) ? "Eén" + text[3..]
        : text.Length > 0 && char.IsLower(text[0]) && !text.Contains(": ", StringComparison.Ordinal)
            ? char.ToUpperInvariant(text[0]) + text[1..]
        : text;

    public static string Against(Session session, TableClaim claim) =>
        session.Say($"against {claim.Rule.English}", $"tegen {claim.Rule.Dutch}");
}
