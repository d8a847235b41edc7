namespace Populatie.Analytics.Sources.Records.Mappings;

/// <summary>Where a row was delivered.</summary>
/// <param name="File">Ordinal of the file.</param>
/// <param name="Row">1-based row of the file.</param>
/// <param name="Line">1-based line on which it begins.</param>
internal readonly record struct RowOrigin(int File, RowKind Kind, long Row, long Line);

/// <summary>A row in the native columns, and what ties it to other rows. Mutable until it is written; not thread-safe.</summary>
internal sealed class DraftRow(RowOrigin origin)
{
    public const int Unknown = int.MinValue;

    public RowOrigin Origin { get; } = origin;

    /// <summary>Shape [<see cref="RecordColumn"/>]: texts of the native layout; empty where unknown.</summary>
    public string[] Fields { get; } = NewFields();

    /// <summary>Days as in <see cref="Fields"/>; <see cref="Unknown"/> when empty.</summary>
    public int Started { get; set; } = Unknown;

    public int Ended { get; set; } = Unknown;

    public string? Number { get; init; }

    public string? Moment { get; init; }

    public string? Reference { get; init; }

    public string? TakesBack { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>Whether the product was left open.</summary>
    public bool OpenProduct { get; set; }

    public string this[RecordColumn column]
    {
        get => Fields[(int)column];
        set => Fields[(int)column] = value;
    }

    private static string[] NewFields()
    {
        var fields = new string[MappingKeys.Native.Length];
        Array.Fill(fields, "");
        return fields;
    }
}
