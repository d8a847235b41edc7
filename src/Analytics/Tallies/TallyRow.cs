using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Populatie.Analytics.Faults;
using Populatie.Analytics.Records;
using Populatie.Analytics.Sources.Records.Fields;

namespace Populatie.Analytics.Tallies;

/// <summary>
/// One use record as far as a tally needs it, 32 bytes. <see cref="What"/>, high to low: leaf 20 · day 17 (since
/// 1 January 1900) · product 8 · age 7 · sex 2. <see cref="HowMuch"/>: cents 46, signed · days 18.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct TallyRow(ulong What, long HowMuch, ulong PersonLow, ulong PersonHigh)
{
    /// <summary>Age of a person without a birth year.</summary>
    public const int UnknownAge = 127;

    private const int DayBits = 18;
    private const int Open = (1 << DayBits) - 1;
    private const long MostCents = 1L << 45;

    public int Leaf => (int)(What >> 34);

    /// <summary>Day on which the record begins, since 1 January 1900.</summary>
    public int Day => (int)((What >> 17) & 0x1FFFF);

    public int Product => (int)((What >> 9) & 0xFF);

    public int Age => (int)((What >> 2) & 0x7F);

    public int Sex => (int)(What & 3);

    public long Cents => CentsOf(HowMuch);

    /// <summary>Cents and days in one word.</summary>
    public static long Packed(long cents, int days) => (cents << DayBits) | (long)days;

    public static long CentsOf(long howMuch) => howMuch >> DayBits;

    public static int DaysOf(long howMuch) => (int)(howMuch & ((1 << DayBits) - 1));

    /// <summary>Days in care, both ends counted, when all is known until a day.</summary>
    /// <param name="delivered">Since 1 January 1900.</param>
    public int DaysUntil(int delivered)
    {
        var days = DaysOf(HowMuch);
        return days == Open ? Math.Max(0, delivered - Day + 1) : days;
    }

    /// <summary>Takes a record out of a batch that has its places.</summary>
    /// <exception cref="SourceFormatException">Its cost is beyond anything that was ever paid for care.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TallyRow Of(UseBatch uses, int row)
    {
        unchecked
        {
            var (started, ended) = (uses.Started[row], uses.Ended[row]);
            var hasStart = started != UseBatch.UnknownDay;
            var requested = uses.Requested[row];
            var begun =
                (
                    hasStart ? started
                    : requested != UseBatch.UnknownDay ? requested
                    : ended
                ) - CalendarTable.FirstDay;
            var days =
                !hasStart ? 0
                : ended == UseBatch.StillOpen ? Open
                : ended - started + 1;
            var born = uses.BirthYear[row];
            var year = CalendarTable.YearOf(CalendarTable.MonthOfDay[begun]);
            var age = born == 0 ? UnknownAge : Math.Clamp(year - born, 0, AgeBands.AgeCount - 1);
            var cents = uses.CostCents[row] == UseBatch.UnknownCents ? 0 : uses.CostCents[row];
            if (cents is <= -MostCents or >= MostCents)
            {
                throw TooDear(cents);
            }
            var person = uses.Person[row];
            return new(
                ((ulong)uses.Leaf[row] << 34)
                    | ((ulong)begun << 17)
                    | ((ulong)uses.Product[row] << 9)
                    | ((ulong)age << 2)
                    | (ulong)uses.Sex[row],
                Packed(cents, days),
                (ulong)person,
                (ulong)(person >> 64)
            );
        }
    }

    private static SourceFormatException TooDear(long cents) =>
        new(
            "cost_cents",
            null,
            null,
            new($"{cents} cents in one record", $"{cents} cent in één registratie"),
            new("less than 350 billion euros", "minder dan 350 miljard euro"),
            new("mend the record, or use records import", "herstel de registratie, of gebruik records import")
        );
}
