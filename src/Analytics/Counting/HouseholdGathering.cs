namespace Populatie.Analytics.Counting;

/// <summary>
/// Finds, while persons are walked, what each of them adds to which household: members of a household are other persons,
/// so households can be counted only when all persons have been seen. One per thread; not thread-safe.
/// </summary>
internal sealed class HouseholdGathering(PeriodGrid grid, ProductGroups groups, PartitionedRows<HouseholdFact> facts)
{
    // Shape [Base period] and [Base period, Word]: of one person in one household; wiped after each.
    private readonly ulong[] place = new ulong[grid.BaseCount];
    private readonly ulong[] products = new ulong[grid.BaseCount * groups.MaskWords];

    public void Add(ReadOnlySpan<UseRow> rows)
    {
        var (known, several) = (-1, false);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].HasHousehold)
            {
                several |= known >= 0 && !rows[i].SameHousehold(in rows[known]);
                known = i;
            }
        }
        if (several)
        {
            AddSeveral(rows);
        }
        else if (known >= 0)
        {
            AddOne(rows, in rows[known]);
        }
    }

    private void AddSeveral(ReadOnlySpan<UseRow> rows)
    {
        var sorted = rows.ToArray().AsSpan();
        sorted.Sort(Compare);
        for (var first = 0; first < sorted.Length; )
        {
            var next = first + 1;
            while (next < sorted.Length && sorted[next].SameHousehold(in sorted[first]))
            {
                next++;
            }
            if (sorted[first].HasHousehold)
            {
                AddOne(sorted[first..next], in sorted[first]);
            }
            first = next;
        }
    }

    private static int Compare(UseRow x, UseRow y)
    {
        var order = x.HouseholdHigh.CompareTo(y.HouseholdHigh);
        return order != 0 ? order : x.HouseholdLow.CompareTo(y.HouseholdLow);
    }

    private void AddOne(ReadOnlySpan<UseRow> rows, in UseRow member)
    {
        var (least, most) = (int.MaxValue, -1);
        foreach (ref readonly var row in rows)
        {
            if (!row.HasStart || !row.SameHousehold(in member))
            {
                continue;
            }
            var first = Math.Max(row.Started, grid.FirstDay);
            var last = Math.Min(row.Ended, grid.LastDay);
            if (first > last)
            {
                continue;
            }
            var (from, to) = (grid.PeriodOf(first), grid.PeriodOf(last));
            (least, most) = (Math.Min(least, from), Math.Max(most, to));
            for (var period = from; period <= to; period++)
            {
                place[period] = Math.Max(place[period], row.Stay);
                products[(period * groups.MaskWords) + (row.Product >> 6)] |= 1UL << (row.Product & 63);
            }
        }
        for (var period = least; period <= most; period++)
        {
            Put(in member, period);
        }
    }

    private void Put(in UseRow member, int period)
    {
        for (var word = 0; word < groups.MaskWords; word++)
        {
            ref var mask = ref products[(period * groups.MaskWords) + word];
            if (mask != 0)
            {
                facts.Put(
                    RowIntake.PartitionOf(member.HouseholdHigh, member.HouseholdLow),
                    new(member.HouseholdHigh, member.HouseholdLow, place[period], mask, period, word)
                );
                mask = 0;
            }
        }
        place[period] = 0;
    }
}
