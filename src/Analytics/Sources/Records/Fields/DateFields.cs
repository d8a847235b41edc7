using System.Runtime.CompilerServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>Columns of dates as 2024-06-30.</summary>
internal static class DateFields
{
    private const ulong HyphensAt = 0xFF00_00FF_0000_0000;
    private const ulong Hyphens = 0x2D00_002D_0000_0000;

    /// <summary>
    /// Day numbers of dates before <paramref name="farDay"/>; <see cref="UseBatch.UnknownDay"/> where empty. Earlier than
    /// 1900, later, or no date: declined.
    /// </summary>
    public static void Read(in FieldColumn column, int farDay, Span<int> target, Span<byte> state)
    {
        var starts = CalendarTable.MonthStarts;
        unchecked
        {
            var fields = column;
            for (var row = 0; row < target.Length; row++)
            {
                fields.Find(row, out var start, out var end);
                var word = fields.WordAt(start);
                // Without its hyphens a date is eight digits: year, month, day.
                var digits =
                    (word & 0xFFFF_FFFF) | (((word >> 40) & 0xFFFF) << 32) | ((ulong)fields.PairAt(start + 8) << 48);
                var pairs = DigitWords.Pairs(digits);
                var year = ((int)(pairs & 0xFF) * 100) + (int)((pairs >> 16) & 0xFF);
                var month = (int)((pairs >> 32) & 0xFF);
                var dayOfMonth = (int)((pairs >> 48) & 0xFF);
                var good =
                    end - start == 10
                    & (word & HyphensAt) == Hyphens
                    & DigitWords.Others(digits) == 0
                    & year >= CalendarTable.FirstYear
                    & year < CalendarTable.FirstYear + CalendarTable.Years
                    & month is >= 1 and <= 12;
                var index = good ? ((year - CalendarTable.FirstYear) * 12) + month - 1 : 0;
                var day = starts[index] + dayOfMonth - 1;
                good &= dayOfMonth >= 1 & day < starts[index + 1] & day < farDay;
                var empty = end <= start;
                state[row] |= Declined(!good & !empty);
                target[row] = good ? day : UseBatch.UnknownDay;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Declined(bool declined) => declined ? RowState.Declined : (byte)0;
}
