using Populatie.Analytics.Kernels;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>
/// Columns of pseudonyms, which leave this room as keyed digests only. Eight rows at a time are digested together when
/// their texts are about as long, which in most files they are.
/// </summary>
internal static class PersonFields
{
    private const int Together = 8;
    private const int MostWords = 8;

    /// <summary>Digests; 0 where empty. A padded field, or one of 64 bytes and more, is declined.</summary>
    /// <param name="required">Whether an empty field is declined too.</param>
    public static void Read(
        in FieldColumn column,
        ShortHash hash,
        bool required,
        LaneWidth width,
        Span<UInt128> target,
        Span<byte> state
    )
    {
        switch (width)
        {
            case LaneWidth.Scalar:
                Run<ScalarLanes, ScalarWords>(in column, hash, required, target, state);
                break;
            case LaneWidth.Bits128:
                Run<Lanes128, Words128>(in column, hash, required, target, state);
                break;
            case LaneWidth.Bits256:
                Run<Lanes256, Words256>(in column, hash, required, target, state);
                break;
            default:
                Run<Lanes512, Words512>(in column, hash, required, target, state);
                break;
        }
    }

    private static void Run<TLanes, TWords>(
        in FieldColumn column,
        ShortHash hash,
        bool required,
        Span<UInt128> target,
        Span<byte> state
    )
        where TLanes : struct, ILanes<TLanes, TWords>
        where TWords : struct, IWords<TWords>
    {
        var fields = column;
        Span<ulong> words = stackalloc ulong[MostWords * Together];
        Span<ulong> low = stackalloc ulong[Together];
        Span<ulong> high = stackalloc ulong[Together];
        var row = 0;
        for (; row + Together <= target.Length; row += Together)
        {
            var (least, most) = (int.MaxValue, 0);
            for (var i = 0; i < Together; i++)
            {
                var length = Load(in fields, row + i, required, words, i, state);
                (least, most) = (Math.Min(least, length), Math.Max(most, length));
            }
            if (least >> 3 == most >> 3 && least > 0)
            {
                hash.Run<TLanes, TWords>(words[..(((most >> 3) + 1) * Together)], Together, low, high);
                for (var i = 0; i < Together; i++)
                {
                    target[row + i] = new UInt128(high[i], low[i]);
                }
                continue;
            }
            for (var i = 0; i < Together; i++)
            {
                target[row + i] = One(in fields, hash, row + i);
            }
        }
        for (; row < target.Length; row++)
        {
            _ = Load(in fields, row, required, words, 0, state);
            target[row] = One(in fields, hash, row);
        }
    }

    /// <summary>Writes the words of a field, the last one with its length, and tells that length.</summary>
    /// <param name="words">Shape [word, row of the eight].</param>
    private static int Load(
        in FieldColumn fields,
        int row,
        bool required,
        Span<ulong> words,
        int place,
        Span<byte> state
    )
    {
        unchecked
        {
            fields.Find(row, out var start, out var end);
            var length = end - start;
            if (length <= 0)
            {
                state[row] |= required ? RowState.Declined : (byte)0;
                return 0;
            }
            var declined = fields.IsPadded(start, end) | length >= 8 * MostWords;
            state[row] |= declined ? RowState.Declined : (byte)0;
            length = Math.Min(length, (8 * MostWords) - 1);
            for (; start + 8 <= end && place < (MostWords - 1) * Together; start += 8)
            {
                words[place] = fields.WordAt(start);
                place += Together;
            }
            var half = 32 - (4 * (length & 7));
            words[place] = (fields.WordAt(start) & (ulong.MaxValue >> half >> half)) | ((ulong)length << 56);
            return length;
        }
    }

    private static UInt128 One(in FieldColumn fields, ShortHash hash, int row)
    {
        fields.Find(row, out var start, out var end);
        return end <= start ? 0 : hash.Of(fields.Span(start, end));
    }
}
