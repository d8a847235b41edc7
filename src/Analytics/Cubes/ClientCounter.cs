using Populatie.Analytics.Records;

namespace Populatie.Analytics.Cubes;

/// <summary>
/// Counts distinct persons exactly, for every period level and every product or total: each person is gathered once, so
/// adding one to a cell never counts anybody twice. A person's place in a period is that of the row, among all rows in care
/// in that period, that started last. One per thread; not thread-safe.
/// </summary>
internal sealed class ClientCounter
{
    private readonly PeriodGrid grid;
    private readonly AgeBands bands;
    private readonly CellTable cells;
    private readonly int axisCount;
    private readonly int[][] totals;

    // Shape [Period, Product or total]: delivery bits of the person at hand; what was touched is wiped after each person.
    private readonly byte[] delivery;
    private readonly List<int> touched = [];

    // Shape [Period]: the row that tells the place.
    private readonly (int Start, int End, int Leaf)[] place;

    public ClientCounter(PeriodGrid grid, ProductAxis products, AgeBands bands, CellTable cells)
    {
        (this.grid, this.bands, this.cells) = (grid, bands, cells);
        axisCount = products.Count;
        totals =
        [
            .. Enumerable
                .Range(0, products.ProductCount)
                .Select(p => Enumerable.Range(0, axisCount).Where(t => products.Contains(t, p)).ToArray()),
        ];
        delivery = new byte[grid.Periods.Length * axisCount];
        place = new (int, int, int)[grid.Periods.Length];
        place.AsSpan().Fill((int.MinValue, 0, 0));
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
        foreach (var index in touched)
        {
            var (period, product) = Math.DivRem(index, axisCount);
            var band = bands.OfAge(person.AgeIn(grid.YearOf[period]));
            var kind = DeliveryMask.ToClass(delivery[index]);
            cells.At(new CellKey(place[period].Leaf, period, product, band, person.Sex, kind))[0]++;
        }
        foreach (var index in touched)
        {
            delivery[index] = 0;
            place[index / axisCount] = (int.MinValue, 0, 0);
        }
        touched.Clear();
    }

    private void Mark(in UseRow row)
    {
        var first = Math.Max(row.Started, grid.FirstDay);
        var last = Math.Min(row.Ended, grid.LastDay);
        if (first > last)
        {
            return;
        }
        var mask = DeliveryMask.Of(row.Delivery);
        var candidate = (row.Started, row.Ended, row.Leaf);
        var lastPeriod = grid.PeriodOf(last);
        for (var period = grid.PeriodOf(first); period <= lastPeriod; period++)
        {
            foreach (var holder in grid.Holders[period])
            {
                if (candidate.CompareTo(place[holder]) > 0)
                {
                    place[holder] = candidate;
                }
                foreach (var product in totals[row.Product])
                {
                    var index = (holder * axisCount) + product;
                    if (delivery[index] == 0)
                    {
                        touched.Add(index);
                    }
                    delivery[index] |= mask;
                }
            }
        }
    }
}
