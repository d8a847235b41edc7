namespace Populatie.Analytics.Cubes;

/// <summary>
/// The values of one area at a time, per measure × period × product or total: what is between the sorted cells of a cube
/// and a table. Holds one area only, so that a country at the level of buurten needs no more memory than a village.
/// </summary>
internal sealed class AreaReading
{
    private const long SixteenthsPerMonth = 487;
    private readonly Cube cube;
    private readonly IReadOnlyList<CubeMeasure> measures;
    private readonly int axisCount;
    private readonly long[][] values;
    private readonly bool[] used;
    private readonly bool[] lumpSum;
    private readonly long[] centsPerMonth;
    private readonly int[][] totals;
    private readonly int[] closingBase;
    private readonly int[][] holders;

    /// <param name="cube">The cube to read.</param>
    /// <param name="columns">Columns of the flows table to read; null stands for the distinct clients.</param>
    public AreaReading(Cube cube, IReadOnlyList<string?> columns)
        : this(cube, [.. columns.Select(CubeMeasure.OfColumn)]) { }

    /// <param name="cube">The cube to read.</param>
    /// <param name="measures">What to read of it.</param>
    public AreaReading(Cube cube, IReadOnlyList<CubeMeasure> measures)
    {
        (this.cube, this.measures) = (cube, measures);
        var products = cube.Axes.Products;
        var periods = cube.Axes.Periods;
        axisCount = products.Count;
        values = [.. measures.Select(_ => new long[periods.Length * axisCount])];
        totals =
        [
            .. Enumerable
                .Range(0, products.ProductCount)
                .Select(p => Enumerable.Range(0, axisCount).Where(t => products.Contains(t, p)).ToArray()),
        ];
        centsPerMonth =
        [
            .. products.Products.Select(p => p.LumpSum ? (long)Math.Round(p.CentsPerClientMonth.Value) : 0),
        ];
        used = new bool[axisCount];
        lumpSum = new bool[axisCount];
        FindUsed();
        var bases = periods.Select((p, i) => (p, i)).Where(x => x.p.Level == cube.Axes.Base).ToArray();
        holders =
        [
            .. bases.Select(b =>
                periods
                    .Select((p, i) => (p, i))
                    .Where(x => x.p.Level >= b.p.Level && x.p == Period.Of(x.p.Level, b.p.FirstDay))
                    .Select(x => x.i)
                    .ToArray()
            ),
        ];
        closingBase = new int[periods.Length];
        for (var b = 0; b < bases.Length; b++)
        {
            foreach (var holder in holders[b])
            {
                closingBase[holder] = b;
            }
        }
    }

    /// <summary>Whether any record of the cube counts towards the product or total.</summary>
    public bool IsUsed(int product) => used[product];

    /// <summary>Whether any product with records in it is paid by a lump sum.</summary>
    public bool HoldsLumpSum(int product) => lumpSum[product];

    public long Value(int measure, int period, int product, bool isStock) =>
        values[measure][((isStock ? closingBase[period] : period) * axisCount) + product];

    /// <summary>Reads the cells of an area's leaves, in place of those of the area before.</summary>
    public void Read(IEnumerable<int> leaves)
    {
        foreach (var column in values)
        {
            column.AsSpan().Clear();
        }
        foreach (var leaf in leaves)
        {
            for (var m = 0; m < measures.Count; m++)
            {
                switch (measures[m].Table)
                {
                    case CubePart.Flows:
                        ReadFlows(leaf, measures[m].Column, values[m]);
                        break;
                    case CubePart.Clients:
                        ReadDistinct(cube.Clients, leaf, measures[m].Column, values[m]);
                        break;
                    default:
                        ReadDistinct(cube.Households, leaf, measures[m].Column, values[m]);
                        break;
                }
            }
        }
    }

    private static (int From, int To) RowsOf(CubeTable table, int leaf)
    {
        static int LowerBound(ReadOnlySpan<ulong> keys, ulong key)
        {
            var found = keys.BinarySearch(key);
            return found >= 0 ? found : ~found;
        }
        return (LowerBound(table.Keys, (ulong)leaf << 33), LowerBound(table.Keys, ((ulong)leaf + 1) << 33));
    }

    private void ReadFlows(int leaf, string column, long[] into)
    {
        var isCost = string.Equals(column, CubeMeasure.Cost, StringComparison.Ordinal);
        var cells = cube.Flows.Column(column);
        var days = cube.Flows.Column("person_days");
        var (from, to) = RowsOf(cube.Flows, leaf);
        for (var row = from; row < to; row++)
        {
            var key = cube.Flows.KeyAt(row);
            var value = cells[row];
            if (isCost && value == 0)
            {
                // Rounded per cell, before anything is added up: only so do children add up to their parent.
                value = days[row] * centsPerMonth[key.Product] * 16 / SixteenthsPerMonth;
            }
            foreach (var period in holders[key.Period])
            {
                foreach (var product in totals[key.Product])
                {
                    into[(period * axisCount) + product] += value;
                }
            }
        }
    }

    private void ReadDistinct(CubeTable table, int leaf, string column, long[] into)
    {
        var cells = table.Column(column);
        var (from, to) = RowsOf(table, leaf);
        for (var row = from; row < to; row++)
        {
            var key = table.KeyAt(row);
            into[(key.Period * axisCount) + key.Product] += cells[row];
        }
    }

    private void FindUsed()
    {
        foreach (var bits in cube.Flows.Keys)
        {
            used[new CellKey(bits).Product] = true;
        }
        for (var product = 0; product < totals.Length; product++)
        {
            foreach (var total in used[product] ? totals[product] : [])
            {
                used[total] = true;
                lumpSum[total] |= cube.Axes.Products.Products[product].LumpSum;
            }
        }
    }
}
