using System.Runtime.InteropServices;

namespace Populatie.Analytics.Counting;

/// <summary>
/// What one person adds to a household in one base period: the products in care, and the row that tells the place. 40
/// bytes; made while persons are walked, gathered by household afterwards.
/// </summary>
/// <param name="Place">A <see cref="UseRow.Stay"/>.</param>
/// <param name="Products">A bit per product of the word.</param>
/// <param name="Word">Which 64 products.</param>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal readonly record struct HouseholdFact(
    ulong HouseholdHigh,
    ulong HouseholdLow,
    ulong Place,
    ulong Products,
    int Period,
    int Word
)
{
    public bool SameHousehold(in HouseholdFact other) =>
        HouseholdHigh == other.HouseholdHigh && HouseholdLow == other.HouseholdLow;
}

/// <summary>By household; within one the order does not matter, because only maxima and unions are taken.</summary>
internal readonly struct HouseholdOrder : IRowKey<HouseholdFact>
{
    public static ulong Mix(in HouseholdFact fact) => RowGathering.Mix(fact.HouseholdHigh, fact.HouseholdLow);

    public static int Compare(in HouseholdFact x, in HouseholdFact y)
    {
        var order = x.HouseholdHigh.CompareTo(y.HouseholdHigh);
        return order != 0 ? order : x.HouseholdLow.CompareTo(y.HouseholdLow);
    }

    public static int Compare(HouseholdFact x, HouseholdFact y) => Compare(in x, in y);
}
