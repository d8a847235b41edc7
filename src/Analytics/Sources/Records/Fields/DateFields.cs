using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Kernels;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Sources.Records.Fields;

/// <summary>Columns of dates as 2024-06-30.</summary>
internal static class DateFields
{
    private const int DayShift = 16;

    /// <summary>
    /// Day numbers of dates before <paramref name="farDay"/>; <see cref="UseBatch.UnknownDay"/> where empty. Earlier than
    /// 1900, later, or no date: declined.
    /// </summary>
    public static void Read(in FieldColumn column, FieldStretch stretch, int farDay, Span<int> target, Span<byte> state)
    {
        ref var starts = ref MemoryMarshal.GetReference(CalendarTable.MonthStarts);
        unchecked
        {
            for (var from = 0; from < target.Length; from += FieldStretch.Rows)
            {
                var rows = Math.Min(FieldStretch.Rows, target.Length - from);
                var results = stretch.Convert(in column, from, rows, default(MonthAndDay));
                var days = target.Slice(from, rows);
                var states = state.Slice(from, rows);
                for (var i = 0; i < results.Length; i++)
                {
                    var result = results[i];
                    ref var first = ref Unsafe.Add(ref starts, (nint)(result & 0xFFFF));
                    var day = first + (int)((result >> DayShift) & 0xFF) - 1;
                    var found = (long)result < 0;
                    // Whether day lies from the first of the month up to the first of the next, or the far day.
                    var good =
                        (uint)(day - first) < (uint)(Math.Min(Unsafe.Add(ref first, 1), farDay) - first)
                        & first < farDay;
                    states[i] |= (byte)(
                        FieldStretch.StateOf(result) & RowState.Declined | (found & !good ? RowState.Declined : 0)
                    );
                    days[i] = found & good ? day : UseBatch.UnknownDay;
                }
            }
        }
    }

    /// <summary>
    /// Months since January 1900 in the lowest 16 bits, then the day of the month; the highest bit says that it is a date,
    /// though perhaps one with more days than its month has.
    /// </summary>
    private readonly struct MonthAndDay : IFieldKernel
    {
        // Of 2024-06-30 the tail is 24-06-30, and 20 stands at the end of the head.
        private const ulong DigitsAt = 0xFFFF_00FF_FF00_FFFF;
        private const ulong Hyphens = 0x0000_2D00_002D_0000;
        private const ulong Nineteen = 0x3931;
        private const ulong Twenty = 0x3032;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public T Convert<T>(T head, T tail, T length)
            where T : struct, IWords<T>
        {
            var digits = (tail ^ T.Broadcast(0x3030_3030_3030_3030)) & T.Broadcast(DigitsAt);
            var others = ((digits + T.Broadcast(0x7676_7676_7676_7676)) | digits) & T.Broadcast(0x8080_8080_8080_8080);
            var hyphens = (tail & T.Broadcast(~DigitsAt)) ^ T.Broadcast(Hyphens);
            var century = head >> 48;
            var twenty = T.Broadcast(0) - ((century >> 1) & T.Broadcast(1));
            var noCentury = century ^ T.Broadcast(Nineteen) ^ (twenty & T.Broadcast(Nineteen ^ Twenty));
            var pairs = DigitLanes.Pairs(digits);
            var pair = T.Broadcast(0xFF);
            var year = (pairs & pair) + (twenty & T.Broadcast(100));
            var month = (pairs >> 24) & pair;
            var day = (pairs >> 48) & pair;
            var index = (year << 3) + (year << 2) + month - T.Broadcast(1);
            var outside = DigitLanes.IsOutside(month, T.Broadcast(1), T.Broadcast(12));
            var bad = DigitLanes.IsNotZero(others | hyphens | noCentury | outside | (length ^ T.Broadcast(10)));
            var good = bad - T.Broadcast(1);
            var date = (index | (day << DayShift) | T.Broadcast(1UL << 63)) & good;
            return FieldStretch.WithState(date, bad & DigitLanes.IsNotZero(length));
        }
    }
}
