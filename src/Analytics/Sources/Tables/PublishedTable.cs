using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Sources.Embedded;

namespace Populatie.Analytics.Sources.Tables;

/// <summary>
/// A small table of published figures in our own layout: <c># key: value</c> lines that say where it comes from, one line
/// of column names, then rows. An empty cell is unknown, never 0. Immutable; thread-safe.
/// </summary>
public sealed class PublishedTable
{
    private static readonly string[] Required = ["title", "source", "licence", "date", "unit", "basis"];
    private readonly ImmutableArray<string> columns;
    private readonly ImmutableArray<PublishedRow> rows;

    private PublishedTable(
        string name,
        IReadOnlyDictionary<string, string> provenance,
        ImmutableArray<string> columns,
        IEnumerable<(long Line, string[] Cells)> cells,
        string digest
    )
    {
        (Name, Provenance, this.columns, Digest) = (name, provenance, columns, digest);
        rows = [.. cells.Select(r => new PublishedRow(this, r.Line, r.Cells))];
    }

    /// <summary>The file, as errors name it.</summary>
    public string Name { get; }

    /// <summary><c>title</c>, <c>source</c>, <c>licence</c>, <c>date</c>, <c>unit</c>, <c>basis</c>, and any <c>note</c>.</summary>
    public IReadOnlyDictionary<string, string> Provenance { get; }

    /// <summary>SHA-256 of the text in UTF-8.</summary>
    public string Digest { get; }

    public ImmutableArray<string> Columns => columns;

    public ImmutableArray<PublishedRow> Rows => rows;

    /// <summary>A table that ships with the program, by its path below <c>geodata/</c>.</summary>
    public static PublishedTable Embedded(string path) =>
        Parse($"geodata/{path}", EmbeddedFiles.Text($"geodata/{path}"));

    /// <exception cref="SourceFormatException">
    /// A heading line is missing, a row has another number of fields than the names, or a name occurs twice.
    /// </exception>
    public static PublishedTable Parse(string name, string text)
    {
        var provenance = new Dictionary<string, string>(StringComparer.Ordinal);
        var cells = new List<(long, string[])>();
        ImmutableArray<string> names = [];
        var number = 0L;
        foreach (var raw in text.EnumerateLines())
        {
            number++;
            if (raw.IsWhiteSpace())
            {
                continue;
            }
            if (raw[0] == '#')
            {
                var colon = raw.IndexOf(':');
                if (colon > 0)
                {
                    provenance[raw[1..colon].Trim().ToString()] = raw[(colon + 1)..].Trim().ToString();
                }
                continue;
            }
            var fields = DelimitedLine.Split(name, number, raw, ',');
            if (names.IsEmpty)
            {
                names = [.. fields];
                CheckNames(name, number, names);
                continue;
            }
            if (fields.Length != names.Length)
            {
                throw new SourceFormatException(
                    name,
                    number,
                    fields.Length,
                    new($"{fields.Length} fields", $"{fields.Length} velden"),
                    new($"{names.Length}, as the names on top", $"{names.Length}, zoals de namen bovenaan"),
                    new(
                        "give every column a field; leave unknown ones empty",
                        "geef elke kolom een veld; laat onbekende leeg"
                    )
                );
            }
            cells.Add((number, fields));
        }
        foreach (var key in Required.Where(k => !provenance.ContainsKey(k)))
        {
            throw new SourceFormatException(
                name,
                1,
                null,
                new($"no line '# {key}: …'", $"geen regel '# {key}: …'"),
                new("where the figures come from", "waar de cijfers vandaan komen"),
                new($"add '# {key}: …' on top", $"zet '# {key}: …' bovenaan")
            );
        }
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new(name, provenance, names, cells, digest);
    }

    /// <summary>Position of a column.</summary>
    /// <exception cref="SourceFormatException">There is no such column.</exception>
    public int Column(string column)
    {
        var found = columns.IndexOf(column);
        return found >= 0
            ? found
            : throw new SourceFormatException(
                Name,
                null,
                null,
                new($"columns {string.Join(", ", columns)}", $"kolommen {string.Join(", ", columns)}"),
                new($"a column {column}", $"een kolom {column}"),
                new("add it", "voeg die toe")
            );
    }

    private static void CheckNames(string name, long line, ImmutableArray<string> columns)
    {
        for (var i = 1; i < columns.Length; i++)
        {
            if (columns.IndexOf(columns[i]) < i)
            {
                throw new SourceFormatException(
                    name,
                    line,
                    i + 1,
                    new($"the name {columns[i]} twice", $"de naam {columns[i]} tweemaal"),
                    new("each name once", "elke naam eenmaal"),
                    new("rename one of them", "hernoem er een")
                );
            }
        }
    }
}

/// <summary>One row of a <see cref="PublishedTable"/>; its cells are read by column name, with errors that name the place.</summary>
public sealed class PublishedRow
{
    private readonly PublishedTable table;
    private readonly string[] cells;

    internal PublishedRow(PublishedTable table, long line, string[] cells) =>
        (this.table, Line, this.cells) = (table, line, cells);

    /// <summary>1-based line in the file.</summary>
    public long Line { get; }

    public string Text(string column) => cells[table.Column(column)];

    /// <summary>Whether a cell holds exactly this text.</summary>
    public bool Is(string column, string text) => string.Equals(Text(column), text, StringComparison.Ordinal);

    /// <summary>A whole number; null when the cell is empty.</summary>
    public int? Count(string column)
    {
        var text = Text(column);
        return text.Length == 0 ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value
            : throw Unreadable(column, new("a whole number or nothing", "een geheel getal of niets"));
    }

    /// <summary>A number with a decimal point; null when the cell is empty.</summary>
    public double? Number(string column)
    {
        var text = Text(column);
        return text.Length == 0 ? null
            : double.TryParse(
                text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var value
            ) && double.IsFinite(value)
                ? value
            : throw Unreadable(
                column,
                new("a number with a decimal point, or nothing", "een getal met punt, of niets")
            );
    }

    /// <summary>A whole number that may not be missing.</summary>
    public int Whole(string column) =>
        Count(column) ?? throw Unreadable(column, new("a whole number", "een geheel getal"));

    /// <summary>A number that may not be missing.</summary>
    public double Real(string column) => Number(column) ?? throw Unreadable(column, new("a number", "een getal"));

    private SourceFormatException Unreadable(string column, Bilingual expected) =>
        new(
            table.Name,
            Line,
            table.Column(column) + 1,
            Bilingual.Same($"'{Text(column)}'"),
            new($"{expected.English} in {column}", $"{expected.Dutch} in {column}"),
            new("mend the field", "verbeter het veld")
        );
}
