using System.Collections.Immutable;
using System.Globalization;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Evidence.Tables;

/// <summary>
/// Holds the small tables of one delivery against themselves and against each other: parts against totals, shares and
/// growth against counts, rises against the counts that another table gives for the same group. Rounding is accepted as
/// far as the tables show it. Thread-safe.
/// </summary>
public static class TableComparison
{
    /// <summary>Every comparison that could be made, in the order of the tables.</summary>
    public static ImmutableArray<TableClaim> Of(IReadOnlyList<SummaryTable> tables, GroupNames names) =>
        [
            .. tables.SelectMany(t => Totals(t).Concat(Shares(t)).Concat(Growth(t)).Concat(Rises(t, tables, names))),
            .. LastCounts(tables),
        ];

    /// <summary>Parts of a group against its whole, and all groups against the total.</summary>
    private static IEnumerable<TableClaim> Totals(SummaryTable table)
    {
        if (!table.Has(TableRole.Group, TableRole.Count))
        {
            return [];
        }
        var claims = new List<TableClaim>();
        var (group, count) = (table.Of(TableRole.Group), table.Of(TableRole.Count));
        var groups = table
            .Rows.Where(r => !table.IsTotal(r))
            .GroupBy(r => r.Texts[group], StringComparer.Ordinal)
            .ToList();
        foreach (var of in groups)
        {
            var parts = of.Where(r => !table.IsWhole(r)).ToList();
            if (of.SingleOrDefault(table.IsWhole) is { } whole && parts.Count > 0)
            {
                claims.AddRange(Sum(table, whole, count, whole.Texts[group], parts));
            }
        }
        // A table by moment or by part of all has several totals; then none of them is the sum of all rows.
        var totals = table.Rows.Where(table.IsTotal).ToList();
        if (totals is [var total] && groups.Count > 0 && !table.Has(TableRole.Moment))
        {
            var all = groups
                .SelectMany(g => g.Any(r => !table.IsWhole(r)) ? g.Where(r => !table.IsWhole(r)) : g)
                .ToList();
            claims.AddRange(Sum(table, total, count, total.Texts[group], all));
        }
        return claims;
    }

    /// <summary>None where a part or the whole is unpublished: then nothing can be held against anything.</summary>
    private static IEnumerable<TableClaim> Sum(
        SummaryTable table,
        SummaryRow whole,
        int count,
        string subject,
        List<SummaryRow> parts
    )
    {
        var finding = PublishedTableCheck.Sum(
            subject,
            [.. parts.Select(p => p.Numbers[count])],
            whole.Numbers[count],
            table.Step(TableRole.Count)
        );
        return finding is null
            ? []
            :
            [
                new(
                    table.File,
                    whole.Line,
                    table.Columns[count].Name,
                    new($"the sum of {Lines(parts).English}", $"de som van {Lines(parts).Dutch}"),
                    finding
                ),
            ];
    }

    private static IEnumerable<TableClaim> Shares(SummaryTable table)
    {
        if (!table.Has(TableRole.Group, TableRole.Count, TableRole.Share) || table.Has(TableRole.Moment))
        {
            yield break;
        }
        var (group, count, share) = (table.Of(TableRole.Group), table.Of(TableRole.Count), table.Of(TableRole.Share));
        var rows = table.Rows.Where(r => !table.IsTotal(r)).ToList();
        var all = rows.Sum(r => r.Numbers[count] ?? double.NaN);
        foreach (var row in rows.Where(_ => all > 0))
        {
            if (row.Numbers[share] is { } stated)
            {
                var slack = 100 * table.Step(TableRole.Count) * (rows.Count + 1) / (2 * all);
                yield return new(
                    table.File,
                    row.Line,
                    table.Columns[share].Name,
                    new("its count in the sum of all groups", "zijn aantal in de som van alle groepen"),
                    new(
                        row.Texts[group],
                        stated,
                        100 * row.Numbers[count]!.Value / all,
                        Half(table.Columns[share]) + slack
                    )
                );
            }
        }
    }

    /// <summary>Growth per moment, since the first or since the one before: whichever fits the table best.</summary>
    private static IEnumerable<TableClaim> Growth(SummaryTable table)
    {
        if (!table.Has(TableRole.Moment, TableRole.Count, TableRole.Growth) || table.Has(TableRole.Group))
        {
            return [];
        }
        var since = new[] { false, true }
            .Select(previous => Growth(table, previous).ToList())
            .OrderBy(claims => claims.Count(c => c.Contradicts))
            .First();
        return since;
    }

    private static IEnumerable<TableClaim> Growth(SummaryTable table, bool previous)
    {
        var (moment, count, growth) = (
            table.Of(TableRole.Moment),
            table.Of(TableRole.Count),
            table.Of(TableRole.Growth)
        );
        var step = table.Step(TableRole.Count);
        for (var i = 1; i < table.Rows.Length; i++)
        {
            var (from, row) = (table.Rows[previous ? i - 1 : 0], table.Rows[i]);
            if (
                from.Numbers[count] is { } begin and > 0
                && row.Numbers[count] is { } end
                && row.Numbers[growth] is { } stated
            )
            {
                var decimals = table.Columns[growth].Decimals;
                var finding = PublishedTableCheck.Percentage(row.Texts[moment], begin, end, stated, decimals);
                var slack = 100 * step / 2 / begin * (1 + (end / begin));
                yield return new(
                    table.File,
                    row.Line,
                    table.Columns[growth].Name,
                    new(
                        $"the counts of lines {from.Line} and {row.Line}",
                        $"de aantallen van regels {from.Line} en {row.Line}"
                    ),
                    finding with
                    {
                        Tolerance = finding.Tolerance + slack,
                    }
                );
            }
        }
    }

    /// <summary>A rise and its percentage imply how many there were at the end; the same group is counted elsewhere.</summary>
    private static IEnumerable<TableClaim> Rises(SummaryTable table, IReadOnlyList<SummaryTable> all, GroupNames names)
    {
        if (!table.Has(TableRole.Group, TableRole.Rise, TableRole.Growth))
        {
            yield break;
        }
        var (group, rise, growth) = (table.Of(TableRole.Group), table.Of(TableRole.Rise), table.Of(TableRole.Growth));
        foreach (var row in table.Rows)
        {
            if (
                row.Numbers[rise] is not { } more
                || row.Numbers[growth] is not { } percent
                || more <= 0
                || percent <= Half(table.Columns[growth])
            )
            {
                continue;
            }
            foreach (var other in all.Where(t => t.Has(TableRole.Group, TableRole.Count) && !t.Has(TableRole.Moment)))
            {
                if (CountOf(other, names, row.Texts[group]) is not ({ } end, var lines))
                {
                    continue;
                }
                var step = Math.Max(other.Step(TableRole.Count), table.Step(TableRole.Rise));
                yield return new(
                    table.File,
                    row.Line,
                    $"{table.Columns[rise].Name}, {table.Columns[growth].Name}",
                    new(
                        $"the count of the group in {other.File}, {lines.English}: so many more and so many percent mean {Whole(more, percent)} at the end",
                        $"het aantal van de groep in {other.File}, {lines.Dutch}: zoveel meer en zoveel procent betekent {Whole(more, percent)} aan het eind"
                    ),
                    PublishedTableCheck.Rise(row.Texts[group], more, percent, end, step)
                );
            }
        }
    }

    private static (double? Count, Bilingual Lines) CountOf(SummaryTable table, GroupNames names, string name)
    {
        var (group, count) = (table.Of(TableRole.Group), table.Of(TableRole.Count));
        var rows = table.Rows.Where(r => names.Same(r.Texts[group], name)).ToList();
        rows = rows.Exists(table.IsWhole) ? [rows.First(table.IsWhole)] : rows;
        return rows.Count == 0 || rows.Exists(r => r.Numbers[count] is null)
            ? (null, default)
            : (rows.Sum(r => r.Numbers[count]!.Value), Lines(rows));
    }

    /// <summary>The total of a table of groups against the last count of a table by moment, where a delivery has one of each.</summary>
    private static IEnumerable<TableClaim> LastCounts(IReadOnlyList<SummaryTable> tables)
    {
        var byMoment = tables.Where(t => t.Has(TableRole.Moment, TableRole.Count) && !t.Has(TableRole.Group)).ToList();
        var byGroup = tables
            .Where(t => t.Has(TableRole.Group, TableRole.Count) && t.Rows.Count(t.IsTotal) == 1)
            .ToList();
        if (byMoment is not [var moments] || byGroup is not [var groups] || moments.Rows.IsEmpty)
        {
            yield break;
        }
        var (total, last) = (groups.Rows.Single(groups.IsTotal), moments.Rows[^1]);
        var (count, countThere) = (groups.Of(TableRole.Count), moments.Of(TableRole.Count));
        if (total.Numbers[count] is { } found && last.Numbers[countThere] is { } expected)
        {
            yield return new(
                groups.File,
                total.Line,
                groups.Columns[count].Name,
                new(
                    $"the last count in {moments.File}, line {last.Line}",
                    $"het laatste aantal in {moments.File}, regel {last.Line}"
                ),
                new(total.Texts[groups.Of(TableRole.Group)], found, expected, groups.Step(TableRole.Count) / 2)
            );
        }
    }

    /// <summary>Half of the last decimal of a column: what rounding can hide.</summary>
    private static double Half(TableColumn column)
    {
        var half = 0.5;
        for (var i = 0; i < column.Decimals; i++)
        {
            half /= 10;
        }
        return half;
    }

    private static string Whole(double rise, double percent) =>
        Math.Round((rise / (percent / 100)) + rise).ToString("0", CultureInfo.InvariantCulture);

    private static Bilingual Lines(IReadOnlyList<SummaryRow> rows)
    {
        var lines = rows.Select(r => r.Line).ToList();
        var text =
            lines.Count > 2 && lines[^1] - lines[0] == lines.Count - 1
                ? string.Create(CultureInfo.InvariantCulture, $"{lines[0]}–{lines[^1]}")
                : string.Join(", ", lines.Select(l => l.ToString(CultureInfo.InvariantCulture)));
        return lines.Count == 1 ? new($"line {text}", $"regel {text}") : new($"lines {text}", $"regels {text}");
    }
}
