namespace Populatie.Cli.Shell;

/// <summary>
/// A table for the terminal: columns as wide as their widest cell, numbers to the right, one rule under the heading.
/// Plain text on purpose: it reads the same in a pipe, in a mail and aloud.
/// </summary>
internal sealed class TablePrinter(params TablePrinter.Column[] columns)
{
    private readonly List<string[]> rows = [];

    /// <param name="Heading">In the reader's language.</param>
    /// <param name="Right">True for numbers.</param>
    internal readonly record struct Column(string Heading, bool Right = false);

    public TablePrinter Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
        {
            throw new ArgumentException($"{cells.Length} cells for {columns.Length} columns", nameof(cells));
        }
        rows.Add(cells);
        return this;
    }

    public void Print(TextWriter writer)
    {
        var widths = columns.Select((c, i) => rows.Select(r => r[i].Length).Append(c.Heading.Length).Max()).ToArray();
        WriteRow(writer, [.. columns.Select(c => c.Heading)], widths);
        writer.WriteLine(string.Join("  ", widths.Select(w => new string('─', w))));
        foreach (var row in rows)
        {
            WriteRow(writer, row, widths);
        }
    }

    private void WriteRow(TextWriter writer, string[] cells, int[] widths)
    {
        var padded = cells.Select((c, i) => columns[i].Right ? c.PadLeft(widths[i]) : c.PadRight(widths[i]));
        writer.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
