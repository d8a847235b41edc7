using System.Numerics;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Counts distinct households with anybody in care, for every period level and every product or total, from the facts of
/// their members. A household's place in a period is found as a person's is: by the row, among those of all members in
/// care in that period that name it, that started last. One per thread; not thread-safe.
/// </summary>
internal sealed class HouseholdCounter(PeriodGrid grid, ProductGroups groups, CellBuffer<ulong> households)
{
    // Shape [Period] and [Period, Word]; wiped after each household.
    private readonly ulong[] place = new ulong[grid.Periods.Length];
    private readonly ulong[] products = new ulong[grid.Periods.Length * groups.MaskWords];
    private readonly List<int> touched = [];

    private readonly ulong[] listed = new ulong[groups.MaskWords];
    private readonly ulong[] list = new ulong[groups.Count];
    private int listLength;

    /// <param name="facts">A partition, with the facts of each household together.</param>
    public void Count(ReadOnlySpan<HouseholdFact> facts)
    {
        for (var first = 0; first < facts.Length; )
        {
            var next = first + 1;
            while (next < facts.Length && facts[next].SameHousehold(in facts[first]))
            {
                next++;
            }
            CountOne(facts[first..next]);
            first = next;
        }
    }

    private void CountOne(ReadOnlySpan<HouseholdFact> facts)
    {
        foreach (ref readonly var fact in facts)
        {
            foreach (var period in grid.Holders[fact.Period])
            {
                if (place[period] == 0)
                {
                    touched.Add(period);
                }
                place[period] = Math.Max(place[period], fact.Place);
                products[(period * groups.MaskWords) + fact.Word] |= fact.Products;
            }
        }
        foreach (var period in touched)
        {
            CountIn(period);
            products.AsSpan(period * groups.MaskWords, groups.MaskWords).Clear();
            place[period] = 0;
        }
        touched.Clear();
    }

    private void CountIn(int period)
    {
        var masks = products.AsSpan(period * groups.MaskWords, groups.MaskWords);
        if (!masks.SequenceEqual(listed))
        {
            List(masks);
        }
        var leaf = UseRow.LeafOf(place[period]);
        var table = households.TableOfLeaf[leaf];
        var key = new CellKey(leaf, period, 0, 0, Sex.V, Delivery.Zin).Bits;
        for (var i = 0; i < listLength; i++)
        {
            households.Add(table, CountRun.Of(key | list[i], measure: 0, length: 1));
        }
    }

    /// <summary>
    /// The products and totals that a household has in care, as bits of a key: from one period to the next they seldom
    /// change.
    /// </summary>
    private void List(ReadOnlySpan<ulong> masks)
    {
        masks.CopyTo(listed);
        listLength = 0;
        for (var word = 0; word < masks.Length; word++)
        {
            for (var bits = masks[word]; bits != 0; bits &= bits - 1)
            {
                Append((word << 6) + BitOperations.TrailingZeroCount(bits));
            }
        }
        for (var total = groups.ProductCount; total < groups.Count; total++)
        {
            for (var word = 0; word < masks.Length; word++)
            {
                if ((masks[word] & groups.MaskOf(total, word)) != 0)
                {
                    Append(total);
                    break;
                }
            }
        }
    }

    private void Append(int product) => list[listLength++] = new CellKey(0, 0, product, 0, Sex.V, Delivery.Zin).Bits;
}
