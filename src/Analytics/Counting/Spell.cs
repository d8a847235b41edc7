using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Use records of one person and one product that touch or overlap, joined; or, when <see cref="Waits"/>, a request that
/// never became care.
/// </summary>
/// <param name="Product">Ordinal of the product.</param>
/// <param name="FirstRow">First of its rows among the person's rows.</param>
/// <param name="RowCount">Number of its rows: they lie together.</param>
/// <param name="Requested">Day of the earliest request, or <see cref="UseBatch.UnknownDay"/>.</param>
/// <param name="Start">First day in care; of a wait, the day it ended, or <see cref="UseBatch.StillOpen"/>.</param>
/// <param name="End">Last day in care, or <see cref="UseBatch.StillOpen"/>.</param>
/// <param name="Delivery">Class of all its rows together.</param>
/// <param name="Outcome">Of the row that ends it; unknown while it is open.</param>
/// <param name="Waits">True for a request without care.</param>
internal readonly record struct Spell(
    short Product,
    int FirstRow,
    int RowCount,
    int Requested,
    int Start,
    int End,
    Delivery Delivery,
    Outcome Outcome,
    bool Waits
)
{
    public bool IsOpen => End == UseBatch.StillOpen;

    /// <summary>The day the request counts: its own, or the start when the records do not give it.</summary>
    public int RequestDay => Requested == UseBatch.UnknownDay ? Start : Requested;
}

/// <summary>In kind, by budget, or both, as two bits that can be joined.</summary>
internal static class DeliveryMask
{
    public static byte Of(Delivery delivery) =>
        delivery switch
        {
            Delivery.Zin => 1,
            Delivery.Pgb => 2,
            _ => 3,
        };

    public static Delivery ToClass(int mask) =>
        mask switch
        {
            1 => Delivery.Zin,
            2 => Delivery.Pgb,
            _ => Delivery.Both,
        };
}
