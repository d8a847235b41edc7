using System.Text;
using Populatie.Analytics.Faults;

namespace Populatie.Analytics.Sources.Maps;

/// <summary>
/// A small table in CSV, held whole: a header, then rows; lines that begin with # are remarks. Comma or semicolon, quotes
/// where a field needs them. For tables of hundreds of rows; records have a reader of their own.
/// </summary>
internal sealed class SmallTable
{
    private readonly Dictionary<string, int> columns;

    private SmallTable(string[] header, IReadOnlyList<Row> rows, int headerLine)
    {
        columns = new(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
        {
            columns.TryAdd(header[i].Trim(), i);
        }
        (Header, Rows, HeaderLine) = (header, rows, headerLine);
    }

    /// <summary>One row, with the line on which it stands.</summary>
    internal readonly record struct Row(int Line, string[] Fields);

    public IReadOnlyList<string> Header { get; }

    public int HeaderLine { get; }

    public IReadOnlyList<Row> Rows { get; }

    public bool Has(string column) => columns.ContainsKey(column);

    /// <summary>A field by the name of its column; empty when the row is short or the column absent.</summary>
    public string Field(Row row, string column) =>
        columns.TryGetValue(column, out var at) && at < row.Fields.Length ? row.Fields[at].Trim() : "";

    /// <exception cref="SourceFormatException">There is no header, or a quote is left open.</exception>
    public static SmallTable Read(TextReader text, string file)
    {
        string[]? header = null;
        var (line, headerLine, separator) = (0, 0, ',');
        var rows = new List<Row>();
        while (text.ReadLine() is { } content)
        {
            line++;
            if (content.Length == 0 || content[0] == '#')
            {
                continue;
            }
            if (header is null)
            {
                separator = content.Contains(';', StringComparison.Ordinal) ? ';' : ',';
                (header, headerLine) = (Split(content, separator, file, line), line);
            }
            else
            {
                rows.Add(new(line, Split(content, separator, file, line)));
            }
        }
        return header is null
            ? throw new SourceFormatException(
                file,
                1,
                null,
                new("an empty file", "een leeg bestand"),
                new("a header", "een kopregel"),
                new("give a CSV table", "geef een CSV-tabel")
            )
            : new(header, rows, headerLine);
    }

    private static string[] Split(string line, char separator, string file, int number)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var letter = line[i];
            if (letter == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (letter == '"')
            {
                quoted = !quoted;
            }
            else if (letter == separator && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(letter);
            }
        }
        fields.Add(field.ToString());
        return quoted
            ? throw new SourceFormatException(
                file,
                number,
                line.Length,
                new("a quote that is not closed", "een aanhalingsteken dat niet sluit"),
                new("a closing quote on the same line", "een sluitend aanhalingsteken op dezelfde regel"),
                new("mend the line", "herstel de regel")
            )
            : [.. fields];
    }
}
