using Populatie.Analytics.Joining;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records;

/// <summary>What one block of rows became: records in columns, what they say of their place, and what was wrong.</summary>
internal sealed class RecordBatch(int capacity)
{
    public UseBatch Uses { get; } = new(capacity);

    public PlaceColumns Places { get; } = new(capacity);

    public RowTallies Tallies { get; } = new();

    public long Rows { get; set; }

    public JoinReport Join { get; set; } = JoinReport.Empty;

    public int FirstDay { get; set; } = int.MaxValue;

    public int LastDay { get; set; } = int.MinValue;

    public bool Synthetic { get; set; }

    public bool SawPoint { get; set; }

    public bool SawComma { get; set; }

    /// <summary>Rows with coordinates that look like degrees, before the first whose coordinates do not.</summary>
    public int LeadingDegrees { get; set; }

    /// <summary>Whether any row has coordinates that do not look like degrees.</summary>
    public bool SawMetres { get; set; }

    /// <summary>Line of the first row whose coordinates look like degrees.</summary>
    public long DegreesLine { get; set; }
}
