using System.Collections.Immutable;

namespace Populatie.Analytics.Evidence.Tables;

/// <summary>What a column of a small table tells, as its name says.</summary>
public enum TableRole : byte
{
    /// <summary>Nothing that can be checked.</summary>
    None,

    /// <summary>Which group a row is about.</summary>
    Group,

    /// <summary>Which part of the group: ages, mostly.</summary>
    Part,

    /// <summary>A day or a year.</summary>
    Moment,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>How many more than before.</summary>
    Rise,

    /// <summary>The rise in percents of what there was.</summary>
    Growth,

    /// <summary>Percents of the total.</summary>
    Share,
}

/// <param name="Decimals">The most that any cell has.</param>
public sealed record TableColumn(string Name, TableRole Role, int Decimals);

/// <summary>A row of a small table.</summary>
/// <param name="Line">1-based line of the file.</param>
/// <param name="Texts">Shape [column].</param>
/// <param name="Numbers">Shape [column]; null where the cell holds none.</param>
public sealed record SummaryRow(long Line, ImmutableArray<string> Texts, ImmutableArray<double?> Numbers);

/// <summary>A small table of totals that lies beside records: groups, counts, growth. It holds no person. Immutable.</summary>
public sealed record SummaryTable(string File, ImmutableArray<TableColumn> Columns, ImmutableArray<SummaryRow> Rows)
{
    private static readonly string[] All = ["totaal", "total", "alle", "all", "eindtotaal", "gezamenlijk", "together"];

    /// <summary>The first column with this role; −1 without one.</summary>
    public int Of(TableRole role)
    {
        for (var column = 0; column < Columns.Length; column++)
        {
            if (Columns[column].Role == role)
            {
                return column;
            }
        }
        return -1;
    }

    public bool Has(params ReadOnlySpan<TableRole> roles)
    {
        foreach (var role in roles)
        {
            if (Of(role) < 0)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>What the counts of a column are rounded to, as far as they show it: 10, 5, or 0 for not at all.</summary>
    public double Step(TableRole role)
    {
        const int Enough = 3;
        var values = Values(role);
        return values.Count < Enough || values.Exists(v => v % 5 != 0) ? 0
            : values.Exists(v => v % 10 != 0) ? 5
            : 10;
    }

    public bool IsTotal(SummaryRow row) => Of(TableRole.Group) is >= 0 and var group && IsAll(row.Texts[group]);

    /// <summary>Whether a row is about all parts of its group.</summary>
    public bool IsWhole(SummaryRow row) => Of(TableRole.Part) is >= 0 and var part && IsAll(row.Texts[part]);

    private static bool IsAll(string text) => All.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    private List<double> Values(TableRole role)
    {
        var column = Of(role);
        return column < 0 ? [] : [.. Rows.Select(r => r.Numbers[column]).OfType<double>()];
    }
}
