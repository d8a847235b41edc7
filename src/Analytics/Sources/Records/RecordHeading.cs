using System.Collections.Immutable;
using System.Text;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <summary>The heading of a file of records: its separator, and which field holds which column of the layout.</summary>
/// <param name="Separator"><c>,</c> or <c>;</c>.</param>
/// <param name="FieldCount">Fields that every row must have.</param>
/// <param name="FieldOf">Shape [column of <see cref="RecordTokens.Columns"/>]: the field that holds it.</param>
/// <param name="Ignored">Names that the layout does not know.</param>
internal sealed record RecordHeading(
    byte Separator,
    int FieldCount,
    ImmutableArray<int> FieldOf,
    ImmutableArray<string> Ignored
)
{
    private static readonly RecordColumn[] Needed = [RecordColumn.Person, RecordColumn.Product, RecordColumn.Started];

    /// <summary>Reads a heading. Every column of the layout must be there, in any order; others are ignored.</summary>
    /// <param name="someColumns">Whether only those must be there that a tally cannot do without; −1 for the others.</param>
    /// <param name="line">The first line, without byte order mark and line end.</param>
    /// <exception cref="SourceFormatException">A column is missing or double, or the separator is another.</exception>
    public static RecordHeading Parse(string file, ReadOnlySpan<byte> line, bool someColumns = false)
    {
        var text = Encoding.UTF8.GetString(line);
        if (text.IndexOf('\r', StringComparison.Ordinal) is >= 0 and var carriage)
        {
            throw RecordFaults.LineEnds(file, carriage + 1);
        }
        var separator = Count(text, ';') > Count(text, ',') ? ';' : ',';
        if (!text.Contains(separator, StringComparison.Ordinal))
        {
            throw RecordFaults.Separator(file, SeparatorSeen(text));
        }
        var names = text.Split(separator).Select(n => n.Trim().Trim('"').Trim()).ToArray();
        var fieldOf = new int[RecordTokens.Columns.Length];
        Array.Fill(fieldOf, -1);
        var ignored = new List<string>();
        for (var field = 0; field < names.Length; field++)
        {
            var column = RecordTokens.Columns.IndexOf(names[field], 0, StringComparer.OrdinalIgnoreCase);
            if (column < 0)
            {
                ignored.Add(names[field]);
            }
            else if (fieldOf[column] >= 0)
            {
                throw Double(file, names[field], PlaceOf(text, separator, field));
            }
            else
            {
                fieldOf[column] = field;
            }
        }
        var missing = someColumns
            ? Array.FindIndex(Needed, c => fieldOf[(int)c] < 0) is >= 0 and var first
                ? (int)Needed[first]
                : -1
            : Array.IndexOf(fieldOf, -1);
        return missing < 0
            ? new((byte)separator, names.Length, [.. fieldOf], [.. ignored])
            : throw Missing(file, RecordTokens.Columns[missing], ignored, names, text, separator);
    }

    private static int Count(string text, char value) => text.AsSpan().Count(value);

    /// <summary>1-based character at which a field of the heading begins.</summary>
    private static long PlaceOf(string text, char separator, int field)
    {
        var at = 0;
        for (var i = 0; i < field; i++)
        {
            at = text.IndexOf(separator, at) + 1;
        }
        return at + 1;
    }

    private static string SeparatorSeen(string text) =>
        text.Contains('\t', StringComparison.Ordinal) ? "tabs (\\t)"
        : text.Contains('|', StringComparison.Ordinal) ? "'|'"
        : text.Length > 40 ? $"'{text[..40]}…'"
        : $"'{text}'";

    private static SourceFormatException Missing(
        string file,
        string column,
        List<string> ignored,
        string[] names,
        string text,
        char separator
    )
    {
        // A misspelt name stands among those that the layout does not know: point at it.
        var near = ignored.Find(n => Spelling.Nearest(n, [column]) is not null);
        return near is null
            ? new(
                file,
                1,
                text.Length + 1,
                new($"no column '{column}'", $"geen kolom '{column}'"),
                new(
                    $"the columns {string.Join(",", RecordTokens.Columns)}",
                    $"de kolommen {string.Join(",", RecordTokens.Columns)}"
                ),
                new("add it, empty where unknown", "voeg hem toe, leeg waar onbekend")
            )
            : new(
                file,
                1,
                PlaceOf(text, separator, Array.IndexOf(names, near)),
                new($"the column '{near}' and no column '{column}'", $"de kolom '{near}' en geen kolom '{column}'"),
                new($"a column '{column}'", $"een kolom '{column}'"),
                new($"did you mean '{column}'?", $"bedoelde u '{column}'?")
            );
    }

    private static SourceFormatException Double(string file, string name, long column) =>
        new(
            file,
            1,
            column,
            new($"the column '{name}' twice", $"tweemaal de kolom '{name}'"),
            new("each column once", "elke kolom eenmaal"),
            new("remove one of them", "verwijder een van beide")
        );
}
