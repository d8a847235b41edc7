using Populatie.Analytics.Records;
using Populatie.Analytics.Records.Joining;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>What a record says of its place: area code, postcode, and whether its coordinates are a pair in metres.</summary>
internal static class PlaceFields
{
    private const ulong Code = 0x5542;
    private const int Degrees = 180_000;

    /// <summary>Area codes as <see cref="PlaceCode.PackArea"/> packs them.</summary>
    public static void AreaCodes(in FieldColumn column, Span<ulong> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var digits = fields.WordAt(start + 2);
                if (end - start == 10 & fields.PairAt(start) == Code & DigitWords.Others(digits) == 0)
                {
                    target[row] = PlaceCode.OfBuurt(DigitWords.Value(digits));
                }
                else if (end <= start)
                {
                    target[row] = PlaceCode.None;
                }
                else
                {
                    state[row] |= fields.IsPadded(start, end) ? RowState.Declined : (byte)0;
                    target[row] = PlaceCode.PackArea(fields.Span(start, end));
                }
            }
        }
    }

    /// <summary>Postcodes as <see cref="PlaceCode.PackPostcode"/> packs them.</summary>
    public static void Postcodes(in FieldColumn column, Span<ulong> target, Span<byte> state)
    {
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                if (end <= start)
                {
                    target[row] = PlaceCode.None;
                    continue;
                }
                state[row] |= fields.IsPadded(start, end) ? RowState.Declined : (byte)0;
                target[row] = PlaceCode.PackPostcode(fields.Span(start, end));
            }
        }
    }

    /// <summary>Declines half coordinates and those that look like degrees; tells metres from none.</summary>
    public static void CheckPairs(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Span<byte> state)
    {
        unchecked
        {
            for (var row = 0; row < state.Length; row++)
            {
                var (noX, noY) = (x[row] == UseBatch.UnknownCoordinate, y[row] == UseBatch.UnknownCoordinate);
                var bad = noX != noY | (!noX & x[row] <= Degrees & y[row] <= Degrees);
                state[row] |=
                    bad ? RowState.Declined
                    : noX ? (byte)0
                    : RowState.Metres;
            }
        }
    }
}
