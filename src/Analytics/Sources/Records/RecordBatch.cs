using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records;

/// <summary>
/// What one block of rows became: records in columns, what they say of their place, and what was wrong. Filled again for
/// another block once it has been taken, so whoever wants to keep its records copies them. Not thread-safe.
/// </summary>
internal sealed class RecordBatch
{
    public UseBatch Uses { get; private set; } = new(0);

    public PlaceColumns Places { get; private set; } = new(0);

    public RowTallies Tallies { get; } = new();

    public long Rows { get; set; }

    public JoinReport Join { get; set; } = JoinReport.Empty;

    public int FirstDay { get; set; }

    public int LastDay { get; set; }

    public bool Synthetic { get; set; }

    public bool SawPoint { get; set; }

    public bool SawComma { get; set; }

    /// <summary>Rows with coordinates that look like degrees, before the first whose coordinates do not.</summary>
    public int LeadingDegrees { get; set; }

    /// <summary>Whether any row has coordinates that do not look like degrees.</summary>
    public bool SawMetres { get; set; }

    /// <summary>Line of the first row whose coordinates look like degrees.</summary>
    public long DegreesLine { get; set; }

    /// <summary>Makes it empty, with room for so many rows.</summary>
    public void Begin(int rows)
    {
        if (Uses.Capacity < rows)
        {
            Uses = new(rows + (rows / 4));
            Places = new(rows + (rows / 4));
        }
        Uses.Count = 0;
        Tallies.Clear();
        (Rows, Join, FirstDay, LastDay) = (0, JoinReport.Empty, int.MaxValue, int.MinValue);
        (Synthetic, SawPoint, SawComma, SawMetres) = (false, false, false, false);
        (LeadingDegrees, DegreesLine) = (0, 0);
    }

    /// <summary>Moves rows to a place before their own.</summary>
    public void Move(int from, int to, int rows)
    {
        Uses.CopyRows(from, Uses, to, rows);
        Array.Copy(Places.X, from, Places.X, to, rows);
        Array.Copy(Places.Y, from, Places.Y, to, rows);
        Array.Copy(Places.AreaCode, from, Places.AreaCode, to, rows);
        Array.Copy(Places.Postcode, from, Places.Postcode, to, rows);
    }
}
