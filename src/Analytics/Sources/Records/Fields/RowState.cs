namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>What the kernels found in a row, as bits of a byte.</summary>
internal static class RowState
{
    /// <summary>Something that only the careful reader can judge.</summary>
    public const byte Declined = 1;

    /// <summary>A decimal point, a decimal comma.</summary>
    public const byte Point = 2;
    public const byte Comma = 4;

    /// <summary>Coordinates that look like metres.</summary>
    public const byte Metres = 8;

    /// <summary>The provider of a generated record.</summary>
    public const byte Synthetic = 16;
}
