using System.Numerics;
using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Counting;

/// <summary>
/// Counts distinct persons exactly, for every period level and every product or total. All rows of a person are at hand
/// at once; the periods in care of one product are bits of a few words, those of a total are their union, and every bit
/// that is set is one person in one cell: nobody can be counted twice. A person's place in a period is that of the row,
/// among all rows in care in that period, that started last. One per thread; not thread-safe.
/// </summary>
internal sealed class ClientCounter
{
    private readonly PeriodGrid grid;
    private readonly AgeBands bands;
    private readonly ProductGroups groups;
    private readonly CellBuffer<ulong> clients;
    private readonly CellBuffer<ulong>? households;
    private readonly int words;

    // Shape [Product or total, Word]: periods in kind and by budget, of the person at hand.
    private readonly ulong[] inKind;
    private readonly ulong[] byBudget;

    // Products and totals that were touched, the totals once.
    private readonly int[] used;
    private readonly bool[] isUsed;
    private int usedCount;

    // Shape [Period]: the row that tells the place (UseRow.Stay); 0 when there is none.
    private readonly ulong[] place;

    // Shape [Period]: the key of the person's cell without product and delivery, and the table that holds it.
    private readonly ulong[] keyOf;
    private readonly byte[] tableOf;

    // Shape [Word]: periods in which some row in care names a household; periods whose cell is another one than before.
    private readonly ulong[] atHome;
    private readonly ulong[] breaks;

    /// <param name="households">Gets clients without a known household; null when no record names any.</param>
    public ClientCounter(
        PeriodGrid grid,
        ProductGroups groups,
        AgeBands bands,
        CellBuffer<ulong> clients,
        CellBuffer<ulong>? households
    )
    {
        (this.grid, this.groups, this.bands) = (grid, groups, bands);
        (this.clients, this.households) = (clients, households);
        words = (grid.Periods.Length + 63) / 64;
        inKind = new ulong[groups.Count * words];
        byBudget = new ulong[groups.Count * words];
        used = new int[groups.Count];
        isUsed = new bool[groups.Count];
        place = new ulong[grid.Periods.Length];
        keyOf = new ulong[grid.Periods.Length];
        tableOf = new byte[grid.Periods.Length];
        atHome = new ulong[words];
        breaks = new ulong[words];
    }

    public void Add(ReadOnlySpan<UseRow> rows, PersonFacts person)
    {
        foreach (ref readonly var row in rows)
        {
            if (row.HasStart)
            {
                Mark(in row);
            }
        }
        if (usedCount == 0)
        {
            return;
        }
        AddTotals();
        Settle(person);
        for (var i = 0; i < usedCount; i++)
        {
            Count(used[i]);
            inKind.AsSpan(used[i] * words, words).Clear();
            byBudget.AsSpan(used[i] * words, words).Clear();
            isUsed[used[i]] = false;
        }
        atHome.AsSpan().Clear();
        breaks.AsSpan().Clear();
        usedCount = 0;
    }

    private void Mark(in UseRow row)
    {
        var first = Math.Max(row.Started, grid.FirstDay);
        var last = Math.Min(row.Ended, grid.LastDay);
        if (first > last)
        {
            return;
        }
        var (from, to) = (grid.PeriodOf(first), grid.PeriodOf(last));
        for (var period = from; period <= to; period++)
        {
            place[period] = Math.Max(place[period], row.Stay);
        }
        var product = row.Product;
        Use(product);
        var mask = DeliveryMask.Of(row.Delivery);
        for (var level = 0; level < grid.LevelCount; level++)
        {
            var (begin, end) = (grid.Holders[from][level], grid.Holders[to][level]);
            if ((mask & 1) != 0)
            {
                SetRange(inKind.AsSpan(product * words, words), begin, end);
            }
            if ((mask & 2) != 0)
            {
                SetRange(byBudget.AsSpan(product * words, words), begin, end);
            }
            if (households is not null && row.HasHousehold)
            {
                SetRange(atHome, begin, end);
            }
        }
    }

    private void Use(int ordinal)
    {
        if (!isUsed[ordinal])
        {
            isUsed[ordinal] = true;
            used[usedCount++] = ordinal;
        }
    }

    private static void SetRange(Span<ulong> bits, int first, int last)
    {
        unchecked
        {
            for (var word = first >> 6; word <= last >> 6; word++)
            {
                var low = Math.Max(first - (word << 6), 0);
                var high = Math.Min(last - (word << 6), 63);
                bits[word] |= (ulong.MaxValue >> (63 - high)) & (ulong.MaxValue << low);
            }
        }
    }

    private void AddTotals()
    {
        var products = usedCount;
        for (var i = 0; i < products; i++)
        {
            var from = used[i] * words;
            foreach (var total in groups.TotalsOf[used[i]])
            {
                Use(total);
                var to = total * words;
                for (var word = 0; word < words; word++)
                {
                    inKind[to + word] |= inKind[from + word];
                    byBudget[to + word] |= byBudget[from + word];
                }
            }
        }
    }

    /// <summary>Place and age in each period in care; wipes the places.</summary>
    private void Settle(PersonFacts person)
    {
        var all = groups.AllOrdinal * words;
        var before = ulong.MaxValue;
        for (var word = 0; word < words; word++)
        {
            // Base periods come first, so that when a longer one is reached all within it have told their place.
            for (var bits = inKind[all + word] | byBudget[all + word]; bits != 0; bits &= bits - 1)
            {
                var period = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (period < grid.BaseCount)
                {
                    foreach (var holder in grid.Holders[period])
                    {
                        place[holder] = Math.Max(place[holder], place[period]);
                    }
                }
                var leaf = UseRow.LeafOf(place[period]);
                var band = bands.OfAge(person.AgeIn(grid.YearOf[period]));
                var cell = new CellKey(leaf, 0, 0, band, person.Sex, Delivery.Zin).Bits;
                breaks[word] |= cell != before ? 1UL << period : 0; // Counted from the begin of the word.
                before = cell;
                keyOf[period] = CountRun.InPeriod(cell, period);
                tableOf[period] = clients.TableOfLeaf[leaf];
                place[period] = 0;
            }
        }
    }

    private void Count(int ordinal)
    {
        unchecked
        {
            var product = new CellKey(0, 0, ordinal, 0, Sex.V, Delivery.Zin).Bits;
            for (var word = 0; word < words; word++)
            {
                var (kind, budget) = (inKind[(ordinal * words) + word], byBudget[(ordinal * words) + word]);
                var bits = kind | budget;
                var starts = bits & (~(bits << 1) | breaks[word] | (kind ^ (kind << 1)) | (budget ^ (budget << 1)));
                var stops = starts | ~bits;
                for (; starts != 0; starts &= starts - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(starts);
                    var period = (word << 6) + bit;
                    // In kind 0, by budget 1, both 2: as Delivery counts them.
                    var delivery = ((budget >> bit) & 1) << (int)((kind >> bit) & 1);
                    var key = keyOf[period] | product | delivery;
                    clients.Add(tableOf[period], CountRun.Of(key, measure: 0, LengthAt(stops, bit)));
                }
                if (households is not null)
                {
                    CountHomeless(bits & ~atHome[word], word, ordinal);
                }
            }
        }
    }

    /// <summary>From a bit to the next at which a run stops, or the end of the word.</summary>
    private static int LengthAt(ulong stops, int bit) =>
        BitOperations.TrailingZeroCount(stops & unchecked(~1UL << bit)) - bit;

    /// <summary>Clients whose household no record of the period names.</summary>
    private void CountHomeless(ulong bits, int word, int product)
    {
        var starts = bits & (~unchecked(bits << 1) | breaks[word]);
        var stops = starts | ~bits;
        for (; starts != 0; starts &= starts - 1)
        {
            var bit = BitOperations.TrailingZeroCount(starts);
            var period = (word << 6) + bit;
            var leaf = new CellKey(keyOf[period]).Leaf;
            var key = new CellKey(leaf, period, product, 0, Sex.V, Delivery.Zin).Bits;
            households!.Add(tableOf[period], CountRun.Of(key, measure: 1, LengthAt(stops, bit)));
        }
    }
}
