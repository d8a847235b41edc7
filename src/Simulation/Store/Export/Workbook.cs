using System.Collections.Immutable;

namespace Populatie.Simulation.Store.Export;

/// <summary>What a cell of a column holds, which decides how a spreadsheet reads and shows it.</summary>
public enum CellKind
{
    Text,

    /// <summary>A calendar year: a whole number, shown without a separator.</summary>
    Year,

    Whole,
    Decimal,

    /// <summary>A share; 0.021 is shown as 2.1%.</summary>
    Percent,

    /// <summary>Whole euros; the value is in euros.</summary>
    Euro,
}

/// <param name="Title">First row of the column.</param>
public sealed record SheetColumn(string Title, CellKind Kind, int Width = 14);

/// <summary>A table with one heading row. A cell is a string, a number or null (empty).</summary>
/// <param name="Name">At most 31 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Rows">Each as long as the columns.</param>
public sealed record Sheet(string Name, ImmutableArray<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows);

/// <summary>Sheets in their order.</summary>
public sealed record Workbook(ImmutableArray<Sheet> Sheets);
