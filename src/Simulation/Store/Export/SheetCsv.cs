using System.Globalization;

namespace Populatie.Simulation.Store.Export;

/// <summary>
/// Tables as CSV (RFC 4180), row by row: with commas and points, or as a Dutch spreadsheet reads it, with semicolons and decimal
/// commas. Numbers are whole, as exact as they are kept.
/// </summary>
public static class SheetCsv
{
    public static void Write(TextWriter writer, Sheet sheet, bool dutch)
    {
        WriteLine(writer, sheet.Columns.Select(c => c.Title), dutch);
        foreach (var row in sheet.Rows)
        {
            WriteLine(writer, row, dutch);
        }
    }

    /// <param name="cells">Texts, numbers and nulls.</param>
    public static void WriteLine(TextWriter writer, IEnumerable<object?> cells, bool dutch)
    {
        var separator = dutch ? ';' : ',';
        writer.Write(string.Join(separator, cells.Select(c => Cell(c, separator, dutch))) + "\r\n");
    }

    private static string Cell(object? value, char separator, bool dutch) =>
        value switch
        {
            null => "",
            double number when !double.IsFinite(number) => "",
            double number => Decimal(number.ToString("R", CultureInfo.InvariantCulture), dutch),
            int number => number.ToString(CultureInfo.InvariantCulture),
            long number => number.ToString(CultureInfo.InvariantCulture),
            _ => Text((string)value, separator),
        };

    private static string Decimal(string text, bool dutch) => dutch ? text.Replace('.', ',') : text;

    private static string Text(string text, char separator) =>
        text.Contains(separator) || text.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
