using System.Collections.Immutable;
using Populatie.Analytics.Evidence.Tables;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>
/// How files of another layout become rows of the native one: where each native column comes from, how its text is
/// converted, and which rows belong together. Read from YAML (docs/method/mappings.md). Immutable; thread-safe.
/// </summary>
public sealed class RecordMapping
{
    internal RecordMapping() { }

    /// <summary>Name as it is chosen with <c>--mapping</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What the layout is.</summary>
    public required Bilingual Title { get; init; }

    /// <summary>Where the layout is described.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the YAML: records read through another mapping are other records.</summary>
    public required string Digest { get; init; }

    public bool IsXml => Kinds[0].Element.Length > 0;

    /// <summary>The act of all rows; null when they may be of both.</summary>
    internal Act? Act { get; init; }

    /// <summary>Kinds of rows: one for a delimited file, some for XML.</summary>
    internal ImmutableArray<RowKind> Kinds { get; init; } = [];

    internal DelimitedLayout Layout { get; init; } = new();

    /// <summary>Whether the first row names the columns; else they are known by number.</summary>
    internal bool Heading { get; init; } = true;

    internal SpellRule? Spell { get; init; }

    /// <summary>Whether rows must wait for each other before any is a record.</summary>
    internal bool Holds => Spell is not null || Kinds.Any(k => k.Role != RowRole.Spell);

    /// <summary>
    /// Whether a small table beside the deliveries is one of totals beyond doubt: every column of it says what it counts or
    /// of what, and this mapping could not read it. A file that it could read is always a delivery.
    /// </summary>
    public bool LeavesAside(SummaryTable table) =>
        table.Columns.All(c => c.Role != TableRole.None)
        && (IsXml || (Heading && !Reads([.. table.Columns.Select(c => DelimitedSource.Folded(c.Name))])));

    private bool Reads(string[] folded)
    {
        var kind = Kinds[0];
        return kind.Columns.All(rule =>
            rule is null
            || rule.Optional
            || rule.From.IsEmpty
            || rule.From.Any(slot => folded.Contains(DelimitedSource.Folded(kind.Fields[slot]), StringComparer.Ordinal))
        );
    }

    /// <summary>Finds a mapping: the name of a shipped one, or a file.</summary>
    /// <exception cref="SourceFormatException">There is none, or it is not a mapping; names line and column.</exception>
    public static RecordMapping Open(string reference, ProductAxis products)
    {
        if (ShippedMappings.Names.Contains(reference, StringComparer.Ordinal))
        {
            return MappingReader.Parse(reference, ShippedMappings.Text(reference), products);
        }
        if (File.Exists(reference))
        {
            return MappingReader.Parse(reference, File.ReadAllText(reference), products);
        }
        var near = Spelling.Nearest(reference, ShippedMappings.Names);
        var known = string.Join(", ", ShippedMappings.Names);
        throw new SourceFormatException(
            reference,
            null,
            null,
            new("no such mapping", "geen mapping met die naam"),
            new($"a file, or one of {known}", $"een bestand, of een van {known}"),
            near is null
                ? new("see populatie records mappings", "zie populatie records mappings")
                : new($"did you mean '{near}'?", $"bedoelde u '{near}'?")
        );
    }
}

/// <summary>What a row says: a spell by itself, an assignment, or a line of delivery under an assignment.</summary>
internal enum RowRole : byte
{
    Spell,
    Assignment,
    Delivery,
}

/// <summary>Which rows of spells belong together.</summary>
/// <param name="Key">Native columns that name a spell.</param>
/// <param name="Replaces">Whether a later row of the same key takes the place of an earlier one.</param>
/// <param name="Joins">Whether rows of one person and product that overlap become one.</param>
internal sealed record SpellRule(ImmutableArray<RecordColumn> Key, bool Replaces, bool Joins);

/// <summary>One kind of row.</summary>
internal sealed record RowKind
{
    /// <summary>Name of the element that is a row, without prefix; empty for a delimited file.</summary>
    public string Element { get; init; } = "";

    /// <summary>Names of elements around the rows from which fields are taken.</summary>
    public ImmutableArray<string> Around { get; init; } = [];

    public RowRole Role { get; init; }

    /// <summary>Every place from which this kind takes a text, by slot: a column name, a number, or a path of elements.</summary>
    public required ImmutableArray<string> Fields { get; init; }

    /// <summary>Shape [<see cref="RecordColumn"/>]: the rule of each native column; null leaves it empty.</summary>
    public required ImmutableArray<ColumnRule?> Columns { get; init; }

    /// <summary>Slots that together name the assignment.</summary>
    public ImmutableArray<int> Number { get; init; } = [];

    /// <summary>Slots that together tell which version of an assignment is the later one.</summary>
    public ImmutableArray<int> Moment { get; init; } = [];

    /// <summary>Slots that together name a line of delivery.</summary>
    public ImmutableArray<int> Reference { get; init; } = [];

    /// <summary>Slots that together name the line that this one takes back.</summary>
    public ImmutableArray<int> TakesBack { get; init; } = [];

    /// <summary>What marks a row as withdrawn.</summary>
    public CodeSet? Withdrawn { get; init; }

    public ColumnRule? this[RecordColumn column] => Columns[(int)column];
}

/// <summary>Codes of a field that have a meaning.</summary>
internal sealed record CodeSet(int Slot, ImmutableArray<string> Codes)
{
    public bool Holds(string?[] fields) => fields[Slot] is { } text && Codes.Contains(text, StringComparer.Ordinal);
}
