using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Sources.Tables;

namespace Populatie.Analytics.Sources.Summaries;

/// <summary>
/// Recognises a small table of totals by the names of its columns, in Dutch or English: at least one column that says what
/// a row is about (a group, a moment) and one that counts. Anything else is not such a table, and may be records.
/// </summary>
public static class SummaryFile
{
    private const int MostBytes = 1 << 20;
    private const int MostRows = 1000;
    private static readonly char[] Separators = [';', '\t', ','];

    private static readonly (TableRole Role, string[] Stems)[] Words =
    [
        (TableRole.Moment, ["peildat", "datum", "date", "jaar", "year", "peil", "periode", "period"]),
        (TableRole.Part, ["leeftijd", "age", "ages"]),
        (TableRole.Count, ["aantal", "client", "clienten", "clients", "count", "persons", "personen", "n"]),
        (
            TableRole.Group,
            [
                "doelgroep",
                "groep",
                "group",
                "grondslag",
                "ground",
                "categorie",
                "category",
                "soort",
                "kind",
                "product",
                "vorm",
                "hulpvorm",
                "delivery",
                "levering",
                "wijk",
                "buurt",
            ]
        ),
    ];

    /// <summary>A table with one of these is about persons, row by row, and never a table of totals.</summary>
    private static readonly string[] Persons =
    [
        "person",
        "persoon",
        "bsn",
        "burgerservicenummer",
        "pseudoniem",
        "pseudonym",
        "geboortejaar",
        "geboortedatum",
        "birth",
        "household",
        "huishouden",
    ];
    private static readonly string[] Risen = ["stijging", "groei", "rise", "growth", "toename", "increase"];
    private static readonly string[] Percents = ["pct", "percent", "percentage", "procent", "perc"];
    private static readonly string[] Parts = ["aandeel", "share"];

    /// <summary>Short and full names of groups that ship with the program.</summary>
    public static GroupNames Names { get; } =
        new(
            PublishedTable
                .Embedded("catalogue/group-names.csv")
                .Rows.ToDictionary(r => r.Text("short"), r => r.Text("full"), StringComparer.Ordinal)
        );

    /// <summary>The table in a file; null when it is none.</summary>
    public static SummaryTable? Read(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length is > 0 and <= MostBytes ? Parse(path, File.ReadAllText(path)) : null;
    }

    /// <param name="name">The file, for messages.</param>
    public static SummaryTable? Parse(string name, string text)
    {
        var lines = text.Split('\n')
            .Select((line, i) => (Line: i + 1L, Text: line.TrimEnd('\r').TrimStart('\uFEFF')))
            .Where(l => l.Text.Length > 0 && l.Text[0] != '#' && !string.IsNullOrWhiteSpace(l.Text))
            .ToList();
        if (lines.Count < 2 || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }
        var separator = Separators.MaxBy(s => lines[0].Text.Count(c => c == s));
        var names = Cut(name, lines[0], separator);
        var rows = lines.Skip(1).Select(l => (l.Line, Cells: Cut(name, l, separator))).ToList();
        if (names is null || names.Length < 2 || rows.Exists(r => r.Cells is null || r.Cells.Length != names.Length))
        {
            return null;
        }
        var roles = RolesOf(names);
        if (rows.Count > MostRows || names.Any(n => Tokens(n).Exists(t => Persons.Contains(t))))
        {
            return null;
        }
        var decimals = new int[names.Length];
        var read = rows.ConvertAll(r => new SummaryRow(
            r.Line,
            [.. r.Cells!.Select(c => c.Trim())],
            [.. r.Cells!.Select((cell, i) => Number(cell, roles[i], ref decimals[i]))]
        ));
        var table = new SummaryTable(
            name,
            [.. names.Select((n, i) => new TableColumn(n.Trim(), roles[i], decimals[i]))],
            [.. read]
        );
        var says = table.Of(TableRole.Group) >= 0 || table.Of(TableRole.Moment) >= 0;
        var counts = table.Of(TableRole.Count) >= 0 || table.Of(TableRole.Rise) >= 0;
        return says && counts ? table : null;
    }

    private static string[]? Cut(string name, (long Line, string Text) line, char separator)
    {
        try
        {
            return DelimitedLine.Split(name, line.Line, line.Text, separator);
        }
        catch (Faults.SourceFormatException)
        {
            // A quote that runs on over lines: not a small table of totals.
            return null;
        }
    }

    private static TableRole[] RolesOf(string[] names)
    {
        var roles = names.Select(RoleOf).ToArray();
        for (var i = 1; i < roles.Length; i++)
        {
            // The second group, moment or count of a table is about something else.
            roles[i] = roles.AsSpan(0, i).Contains(roles[i]) ? TableRole.None : roles[i];
        }
        // A bare percentage is growth beside a rise or a moment, and a share beside counts.
        var growing = roles.Contains(TableRole.Rise) || roles.Contains(TableRole.Moment);
        var bare = Array.FindIndex(
            names,
            n => Tokens(n).Exists(t => Percents.Contains(t) || t is "%") && RoleOf(n) == TableRole.None
        );
        if (bare >= 0)
        {
            var role = growing ? TableRole.Growth : TableRole.Share;
            roles[bare] = roles.Contains(role) ? TableRole.None : role;
        }
        return roles;
    }

    private static TableRole RoleOf(string name)
    {
        var tokens = Tokens(name);
        var risen = tokens.Exists(t => Risen.Contains(t));
        var percent = tokens.Exists(t => Percents.Contains(t) || t is "%");
        if (risen)
        {
            return percent ? TableRole.Growth : TableRole.Rise;
        }
        if (tokens.Exists(t => Parts.Contains(t)))
        {
            return TableRole.Share;
        }
        if (percent)
        {
            return TableRole.None;
        }
        foreach (var (role, stems) in Words)
        {
            if (
                tokens.Exists(t =>
                    Array.Exists(
                        stems,
                        s =>
                            s.Length > 4
                                ? t.StartsWith(s, StringComparison.Ordinal)
                                : t.Equals(s, StringComparison.Ordinal)
                    )
                )
            )
            {
                return role;
            }
        }
        return TableRole.None;
    }

    private static List<string> Tokens(string name)
    {
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                plain.Append(
                    char.IsLetter(letter) ? letter
                    : letter == '%' ? " % "
                    : " "
                );
            }
        }
        return [.. plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>A number with point or comma as decimal mark; in counts, a mark before three digits stands between thousands.</summary>
    private static double? Number(string cell, TableRole role, ref int decimals)
    {
        if (role is TableRole.None or TableRole.Group or TableRole.Part or TableRole.Moment)
        {
            return null;
        }
        var text = cell.Trim().TrimEnd('%').Replace(" ", "", StringComparison.Ordinal).TrimStart('+');
        // An empty cell is unknown, never 0.
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0)
        {
            return null;
        }
        var mark = text.LastIndexOfAny(['.', ',']);
        var thousands = role is TableRole.Count or TableRole.Rise && mark >= 0 && text.Length - mark == 4;
        var whole = mark < 0 || thousands ? text : text[..mark];
        var part = mark < 0 || thousands ? "" : text[(mark + 1)..];
        whole = whole.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        if (
            !double.TryParse(
                $"{whole}.{part}0",
                NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var number
            )
        )
        {
            return null;
        }
        decimals = Math.Max(decimals, part.Length);
        return number;
    }
}
