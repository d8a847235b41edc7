using System.Collections.Immutable;
using Populatie.Analytics.Evidence;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Records;

/// <summary>Where a row stands and the text that was wrong in it.</summary>
/// <param name="File">As the user named it.</param>
/// <param name="Row">1-based row of data; the heading is not counted.</param>
/// <param name="Line">1-based line of the file on which the row begins.</param>
/// <param name="Column">Name of the column, empty when the whole row is meant.</param>
/// <param name="Found">The offending text, shortened; empty for the column that identifies a person.</param>
public sealed record RowPlace(string File, long Row, long Line, string Column, string Found);

/// <summary>How often something was seen in rows, and where first.</summary>
public sealed record RowTally<TKind>(TKind Kind, long Count, ImmutableArray<RowPlace> First)
    where TKind : struct, Enum;

/// <summary>How one file was written, as far as it showed.</summary>
/// <param name="Separator"><c>,</c> or <c>;</c>.</param>
/// <param name="Encoding"><c>UTF-8</c>, <c>UTF-8 with BOM</c>, <c>ASCII</c> or <c>Windows-1252</c>.</param>
/// <param name="DecimalMark"><c>point</c>, <c>comma</c>, <c>both</c> or <c>none seen</c>.</param>
public sealed record SourceDialect(string Separator, string Encoding, string DecimalMark, bool Gzip);

/// <summary>One file that was read.</summary>
/// <param name="Digest">SHA-256 of its text (after decompression).</param>
/// <param name="IgnoredColumns">Columns that the layout does not know.</param>
public sealed record SourceReport(
    string File,
    SourceDialect Dialect,
    long Rows,
    long Bytes,
    string Digest,
    ImmutableArray<string> IgnoredColumns
);

/// <summary>
/// What became of every row. Law A2: <see cref="RowsRead"/> = <see cref="Records"/> + Σ set aside by reason + Σ combined
/// by kind, and <see cref="Records"/> = located + Σ <c>onbekend</c> by reason (<see cref="Join"/>). Immutable.
/// </summary>
public sealed record RecordReport
{
    public required ImmutableArray<SourceReport> Files { get; init; }

    public required long RowsRead { get; init; }

    public required long Records { get; init; }

    /// <summary>Reasons that occurred, in the order of <see cref="Populatie.Analytics.Records.SetAside"/>.</summary>
    public required ImmutableArray<RowTally<SetAside>> SetAside { get; init; }

    /// <summary>Kinds that occurred; one row can be odd in several ways.</summary>
    public required ImmutableArray<RowTally<Odd>> Odd { get; init; }

    /// <summary>Rows whose content is in another record; only files with a mapping that combines rows have them.</summary>
    public ImmutableArray<RowTally<Combined>> Combined { get; init; } = [];

    /// <summary>The mapping through which the files were read, as <c>name digest</c>; null for the native layout.</summary>
    public string? Mapping { get; init; }

    /// <summary>Whether there are assignments with their delivery lines among the records: such spells overlap by nature.</summary>
    public bool WithAssignments { get; init; }

    public required JoinReport Join { get; init; }

    /// <summary>First and last day that any record names as requested, started or ended; null without any.</summary>
    public required DateOnly? FirstDay { get; init; }

    public required DateOnly? LastDay { get; init; }

    /// <summary><see cref="Basis.Synthetic"/> when any provider's code begins with <c>SYN</c>.</summary>
    public required Basis Basis { get; init; }

    public long SetAsideCount => SetAside.Sum(t => t.Count);

    public long OddCount => Odd.Sum(t => t.Count);

    public long CombinedCount => Combined.IsDefault ? 0 : Combined.Sum(t => t.Count);
}
