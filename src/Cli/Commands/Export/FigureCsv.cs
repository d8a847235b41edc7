using System.Globalization;
using Populatie.Analytics.Evidence;

namespace Populatie.Cli.Commands.Export;

/// <summary>
/// Figures as CSV (RFC 4180), row by row: with commas and points, or as a Dutch spreadsheet reads it, with semicolons and
/// decimal commas. Numbers are whole, as exact as they are kept.
/// </summary>
internal static class FigureCsv
{
    public static void Write(
        TextWriter writer,
        IEnumerable<Figure> figures,
        IReadOnlyList<FigureColumn> columns,
        bool dutch
    )
    {
        var separator = dutch ? ';' : ',';
        void Line(IEnumerable<string> cells) => writer.Write(string.Join(separator, cells) + "\r\n");

        Line(columns.Select(c => c.Name));
        foreach (var figure in figures)
        {
            Line(columns.Select(c => Cell(c.Value(figure), separator, dutch)));
        }
    }

    private static string Cell(object? value, char separator, bool dutch) =>
        value switch
        {
            null => "",
            double number when !double.IsFinite(number) => "",
            double number => Decimal(number.ToString("R", CultureInfo.InvariantCulture), dutch),
            int number => number.ToString(CultureInfo.InvariantCulture),
            _ => Text((string)value, separator),
        };

    private static string Decimal(string text, bool dutch) => dutch ? text.Replace('.', ',') : text;

    private static string Text(string text, char separator) =>
        text.Contains(separator) || text.AsSpan().IndexOfAny("\"\r\n") >= 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
}
