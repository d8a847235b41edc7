using System.Runtime.InteropServices;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// One use record while the cube is built, 56 bytes. The digest of the person is kept as two words because a
/// <see cref="UInt128"/> would be aligned to 16 bytes and cost 8 more per row.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly struct UseRow
{
    public ulong PersonHigh { get; init; }
    public ulong PersonLow { get; init; }
    public long CostCents { get; init; }
    public int Started { get; init; }
    public int Ended { get; init; }
    public int Requested { get; init; }
    public int Leaf { get; init; }
    public int Minutes { get; init; }
    public short Product { get; init; }
    public short BirthYear { get; init; }
    public Sex Sex { get; init; }
    public Delivery Delivery { get; init; }
    public Outcome Outcome { get; init; }

    public bool HasStart => Started != UseBatch.UnknownDay;

    public bool HasRequest => Requested != UseBatch.UnknownDay;

    /// <summary>The day that dates the row: its start, else its request.</summary>
    public int Day => HasStart ? Started : Requested;

    /// <summary>Minutes, 0 when the row gives none.</summary>
    public long KnownMinutes => Minutes == UseBatch.UnknownMinutes ? 0 : Minutes;

    /// <summary>Euro cents, 0 when the row gives none.</summary>
    public long KnownCents => CostCents == UseBatch.UnknownCents ? 0 : CostCents;

    public bool SamePerson(in UseRow other) => PersonHigh == other.PersonHigh && PersonLow == other.PersonLow;

    public static UseRow Of(UseBatch batch, int row)
    {
        var person = batch.Person[row];
        return new UseRow
        {
            PersonHigh = (ulong)(person >> 64),
            PersonLow = unchecked((ulong)person),
            CostCents = batch.CostCents[row],
            Started = batch.Started[row],
            // A row without a start cannot be over either, unless it says so.
            Ended = batch.Ended[row] == UseBatch.UnknownDay ? UseBatch.StillOpen : batch.Ended[row],
            Requested = batch.Requested[row],
            Leaf = batch.Leaf[row],
            Minutes = batch.Minutes[row],
            Product = batch.Product[row],
            BirthYear = batch.BirthYear[row],
            Sex = batch.Sex[row],
            Delivery = batch.Delivery[row],
            Outcome = batch.Outcome[row],
        };
    }
}

/// <summary>
/// The total order of rows: person, product, start (rows without one first), end, then everything else, so that rows that
/// tie are identical and the order in which they came cannot show (law A4).
/// </summary>
internal readonly struct UseRowOrder : IComparer<UseRow>
{
    public int Compare(UseRow x, UseRow y)
    {
        if (x.PersonHigh != y.PersonHigh)
        {
            return x.PersonHigh < y.PersonHigh ? -1 : 1;
        }
        if (x.PersonLow != y.PersonLow)
        {
            return x.PersonLow < y.PersonLow ? -1 : 1;
        }
        if (x.Product != y.Product)
        {
            return x.Product < y.Product ? -1 : 1;
        }
        if (x.Started != y.Started)
        {
            return x.Started < y.Started ? -1 : 1;
        }
        return x.Ended != y.Ended ? (x.Ended < y.Ended ? -1 : 1) : CompareRest(in x, in y);
    }

    private static int CompareRest(in UseRow x, in UseRow y)
    {
        var order = x.Leaf.CompareTo(y.Leaf);
        order = order != 0 ? order : x.Requested.CompareTo(y.Requested);
        order = order != 0 ? order : ((byte)x.Outcome).CompareTo((byte)y.Outcome);
        order = order != 0 ? order : ((byte)x.Delivery).CompareTo((byte)y.Delivery);
        order = order != 0 ? order : x.CostCents.CompareTo(y.CostCents);
        order = order != 0 ? order : x.Minutes.CompareTo(y.Minutes);
        order = order != 0 ? order : x.BirthYear.CompareTo(y.BirthYear);
        return order != 0 ? order : ((byte)x.Sex).CompareTo((byte)y.Sex);
    }
}
