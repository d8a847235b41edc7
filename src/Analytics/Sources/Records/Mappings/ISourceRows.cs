using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>The rows of one file in its own layout, one at a time.</summary>
internal interface ISourceRows
{
    /// <summary>Kind of the row.</summary>
    RowKind Kind { get; }

    /// <summary>Texts of the row by slot of its kind; null where there is none. The next row overwrites them.</summary>
    string?[] Fields { get; }

    /// <summary>1-based line on which the row begins.</summary>
    long Line { get; }

    /// <summary>Why the row cannot be trusted as a whole; null when it can.</summary>
    SetAside? Broken { get; }

    /// <summary>How the file was written, as far as it has shown.</summary>
    SourceDialect Dialect { get; }

    /// <summary>Columns that the mapping does not use.</summary>
    IReadOnlyList<string> Ignored { get; }

    /// <summary>Reads the next row; false at the end.</summary>
    /// <exception cref="Faults.SourceFormatException">The file as a whole cannot be used.</exception>
    bool Next();
}
