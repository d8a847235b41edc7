using System.Runtime.InteropServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// One use record while the cube is built, packed into one cache line of 64 bytes: rows are scattered over partitions, and
/// a line per row is what a core writes at once. Digests stand as words because a <see cref="UInt128"/> would be
/// aligned to 16 bytes.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct UseRow
{
    private const int DayBits = 22;
    private const int LeafBits = 20;
    private const ulong DayMask = (1 << DayBits) - 1;
    private const int RequestShift = 24;
    private const int OutcomeShift = 20;
    private const int DeliveryShift = 18;
    private const int BirthShift = 2;
    private const int ProductShift = RequestShift + DayBits;

    private UseRow(UInt128 person, UInt128 household, ulong stay, ulong kind, long costCents, int minutes)
    {
        PersonHigh = (ulong)(person >> 64);
        HouseholdHigh = (ulong)(household >> 64);
        unchecked
        {
            PersonLow = (ulong)person;
            HouseholdLow = (ulong)household;
        }
        (Stay, Kind, CostCents, Minutes) = (stay, kind, costCents, minutes);
    }

    public ulong PersonHigh { get; }
    public ulong PersonLow { get; }
    public ulong HouseholdHigh { get; }
    public ulong HouseholdLow { get; }

    /// <summary>Start, end, leaf, high to low: of two rows the one that tells the place has the larger word.</summary>
    public ulong Stay { get; }

    /// <summary>Product, request, outcome, delivery, birth year, sex, high to low.</summary>
    public ulong Kind { get; }

    public long CostCents { get; }
    public int Minutes { get; }

    public bool HasStart => Stay >> (DayBits + LeafBits) != 0;

    public bool HasRequest => ((Kind >> RequestShift) & DayMask) != 0;

    public int Started => Unpack(Stay >> (DayBits + LeafBits));

    public int Ended
    {
        get
        {
            var packed = (Stay >> LeafBits) & DayMask;
            return packed == DayMask ? UseBatch.StillOpen : Unpack(packed);
        }
    }

    public int Requested => Unpack((Kind >> RequestShift) & DayMask);

    public int Leaf => LeafOf(Stay);

    public short Product => (short)(Kind >> ProductShift);

    public short BirthYear => unchecked((short)(ushort)(Kind >> BirthShift));

    public Sex Sex => (Sex)(Kind & 3);

    public Delivery Delivery => (Delivery)((Kind >> DeliveryShift) & 3);

    public Outcome Outcome => (Outcome)((Kind >> OutcomeShift) & 15);

    public bool HasHousehold => (HouseholdHigh | HouseholdLow) != 0;

    /// <summary>The day that dates the row: its start, else its request.</summary>
    public int Day => HasStart ? Started : Requested;

    /// <summary>Minutes, 0 when the row gives none.</summary>
    public long KnownMinutes => Minutes == UseBatch.UnknownMinutes ? 0 : Minutes;

    /// <summary>Euro cents, 0 when the row gives none.</summary>
    public long KnownCents => CostCents == UseBatch.UnknownCents ? 0 : CostCents;

    public bool SamePerson(in UseRow other) => PersonHigh == other.PersonHigh && PersonLow == other.PersonLow;

    public bool SameHousehold(in UseRow other) =>
        HouseholdHigh == other.HouseholdHigh && HouseholdLow == other.HouseholdLow;

    /// <summary>The leaf in a word like <see cref="Stay"/>.</summary>
    public static int LeafOf(ulong stay) => (int)(stay & ((1 << LeafBits) - 1));

    public static UseRow Of(UseBatch batch, int row)
    {
        // A row without a start cannot be over either, unless it says so.
        var ended = batch.Ended[row] == UseBatch.UnknownDay ? UseBatch.StillOpen : batch.Ended[row];
        var stay =
            (Pack(batch.Started[row]) << (DayBits + LeafBits))
            | ((ended == UseBatch.StillOpen ? DayMask : Pack(ended)) << LeafBits)
            | (uint)batch.Leaf[row];
        var kind =
            ((ulong)(ushort)batch.Product[row] << ProductShift)
            | (Pack(batch.Requested[row]) << RequestShift)
            | ((ulong)batch.Outcome[row] << OutcomeShift)
            | ((ulong)batch.Delivery[row] << DeliveryShift)
            | ((ulong)unchecked((ushort)batch.BirthYear[row]) << BirthShift)
            | (ulong)batch.Sex[row];
        return new(batch.Person[row], batch.Household[row], stay, kind, batch.CostCents[row], batch.Minutes[row]);
    }

    /// <summary>Days of the calendar are 0 … 3,652,058: 0 stands for unknown.</summary>
    private static ulong Pack(int day) => day == UseBatch.UnknownDay ? 0 : ((uint)day + 1) & DayMask;

    private static int Unpack(ulong packed) => packed == 0 ? UseBatch.UnknownDay : (int)packed - 1;
}

/// <summary>
/// The total order of rows: person, product, start (rows without one first), end, then everything else, so that rows that
/// tie are identical and the order in which they came cannot show (law A4).
/// </summary>
internal readonly struct UseRowOrder : IRowKey<UseRow>
{
    private const int RequestToDelivery = 18;
    private const int ToProduct = 46;

    public static ulong Mix(in UseRow row) => RowGathering.Mix(row.PersonHigh, row.PersonLow);

    public static int Compare(UseRow x, UseRow y) => Compare(in x, in y);

    public static int Compare(in UseRow x, in UseRow y)
    {
        if (x.PersonHigh != y.PersonHigh)
        {
            return x.PersonHigh < y.PersonHigh ? -1 : 1;
        }
        if (x.PersonLow != y.PersonLow)
        {
            return x.PersonLow < y.PersonLow ? -1 : 1;
        }
        var (product, other) = (x.Kind >> ToProduct, y.Kind >> ToProduct);
        if (product != other)
        {
            return product < other ? -1 : 1;
        }
        return x.Stay != y.Stay ? (x.Stay < y.Stay ? -1 : 1) : CompareRest(in x, in y);
    }

    private static int CompareRest(in UseRow x, in UseRow y)
    {
        // Request, outcome and delivery in one word; then the amounts; then who it is.
        var order = (x.Kind >> RequestToDelivery).CompareTo(y.Kind >> RequestToDelivery);
        order = order != 0 ? order : x.CostCents.CompareTo(y.CostCents);
        order = order != 0 ? order : x.Minutes.CompareTo(y.Minutes);
        order = order != 0 ? order : x.Kind.CompareTo(y.Kind);
        order = order != 0 ? order : x.HouseholdHigh.CompareTo(y.HouseholdHigh);
        return order != 0 ? order : x.HouseholdLow.CompareTo(y.HouseholdLow);
    }
}
