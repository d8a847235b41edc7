namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>Columns of pseudonyms, which leave this room as keyed digests only.</summary>
internal static class PersonFields
{
    /// <summary>Digests; 0 where empty. A padded field is declined.</summary>
    /// <param name="required">Whether an empty field is declined too.</param>
    public static void Read(
        in FieldColumn column,
        ShortHash hash,
        bool required,
        Span<UInt128> target,
        Span<byte> state
    )
    {
        unchecked
        {
            for (var row = 0; row < target.Length; row++)
            {
                column.Find(row, out var start, out var end);
                if (end <= start)
                {
                    target[row] = 0;
                    state[row] |= required ? RowState.Declined : (byte)0;
                    continue;
                }
                state[row] |= column.IsPadded(start, end) ? RowState.Declined : (byte)0;
                target[row] = hash.Of(in column, start, end);
            }
        }
    }
}
