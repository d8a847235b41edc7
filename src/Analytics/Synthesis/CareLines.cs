namespace Populatie.Analytics.Synthesis;

/// <summary>How the rows of a product are written down.</summary>
public enum CareLines
{
    /// <summary>Monthly lines with hours and cost, as care that is declared per client.</summary>
    Declared,

    /// <summary>Monthly lines with hours, without cost: the attendance registers of subsidised facilities.</summary>
    Attendance,

    /// <summary>One row per stay and home, without cost: teams that are paid a lump sum.</summary>
    Whole,
}
