using System.Globalization;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// Rows of a delimited file by the names of its heading, or by number without one. Names are compared by their letters and
/// digits alone: <c>Datum aanvang</c> is <c>datum_aanvang</c>. Not thread-safe.
/// </summary>
internal sealed class DelimitedSource : ISourceRows
{
    private readonly string file;
    private readonly RecordMapping mapping;
    private readonly DelimitedRows rows;
    private readonly bool gzip;
    private readonly bool heading;
    private readonly List<string> ignored = [];
    private int[]? fieldOf;
    private int count = -1;

    public DelimitedSource(RecordFile source, GuardedStream stream, RecordMapping mapping)
    {
        (file, this.mapping, gzip) = (source.Name, mapping, stream.Gzip);
        // Rows of a query are written by us: a mapping may know columns by number, but nothing of how they are written.
        heading = mapping.Heading || source.IsQuery;
        rows = new DelimitedRows(file, stream, source.IsQuery ? new(',', TextEncoding.Utf8) : mapping.Layout);
        Fields = new string?[Kind.Fields.Length];
    }

    public RowKind Kind => mapping.Kinds[0];

    public string?[] Fields { get; }

    public long Line => rows.Line;

    public SetAside? Broken { get; private set; }

    public SourceDialect Dialect =>
        new(rows.Separator == '\t' ? "tab" : rows.Separator.ToString(), rows.Encoding.Name(), "none seen", gzip);

    public IReadOnlyList<string> Ignored => ignored;

    public bool Next()
    {
        if (fieldOf is null)
        {
            if (!rows.Next())
            {
                throw RecordFaults.Empty(file);
            }
            fieldOf = mapping.Heading ? ByName() : ByNumber();
            if (heading && !rows.Next())
            {
                return false;
            }
        }
        else if (!rows.Next())
        {
            return false;
        }
        count = count < 0 ? rows.Count : count;
        Broken =
            rows.BadQuote ? SetAside.Quote
            : rows.Count != count ? SetAside.FieldCount
            : null;
        for (var slot = 0; slot < fieldOf.Length; slot++)
        {
            var field = fieldOf[slot];
            var text = Broken is null && field >= 0 ? rows[field] : [];
            Fields[slot] = text.IsEmpty ? null : text.ToString();
        }
        return true;
    }

    private int[] ByName()
    {
        count = rows.Count;
        var names = new string[rows.Count];
        for (var field = 0; field < names.Length; field++)
        {
            names[field] = rows[field].ToString();
        }
        var folded = Array.ConvertAll(names, Folded);
        int[] found = [.. Kind.Fields.Select(f => Array.IndexOf(folded, Folded(f)))];
        for (var column = 0; column < Kind.Columns.Length; column++)
        {
            if (
                Kind.Columns[column] is { Optional: false, From: { IsEmpty: false } from }
                && from.All(slot => found[slot] < 0)
            )
            {
                throw Missing(Kind.Fields[from[0]], names, RecordTokens.Columns[column]);
            }
        }
        ignored.AddRange(names.Where((_, field) => !found.Contains(field)));
        return found;
    }

    private int[] ByNumber()
    {
        count = rows.Count;
        return
        [
            .. Kind.Fields.Select(f =>
                int.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= count
                    ? n - 1
                    : throw Missing(f, [$"1 … {count}"], f)
            ),
        ];
    }

    private SourceFormatException Missing(string name, string[] names, string native)
    {
        var near = Spelling.Nearest(name, names);
        return new(
            file,
            1,
            near is null ? 1 : Array.IndexOf(names, near) + 1,
            new($"no column '{name}' (for {native})", $"geen kolom '{name}' (voor {native})"),
            new($"the columns of the mapping {mapping.Name}", $"de kolommen van de mapping {mapping.Name}"),
            near is null
                ? new(
                    "choose the mapping of this layout, or add the name of your column to a copy of it",
                    "kies de mapping van deze indeling, of voeg de naam van uw kolom toe aan een kopie ervan"
                )
                : new($"is '{near}' the column?", $"is '{near}' de kolom?")
        );
    }

    internal static string Folded(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit).Select(char.ToUpperInvariant));
}
