using Populatie.Analytics.Cubes;
using Populatie.Analytics.Records;

namespace Populatie.Analytics.Need.Unmet;

/// <summary>The durations of a cube for one set of leaves: what the observed parts of unmet need are made of. O products and totals.</summary>
internal sealed class LengthReading
{
    public const int Acts = 2;

    private readonly CubeTable table;
    private readonly int year;
    private readonly IReadOnlyList<Period> periods;

    public LengthReading(Cube cube, int year)
    {
        (table, this.year, periods) = (cube.Durations, year, cube.Axes.Periods);
        var ordinals = cube.Axes.Products.Count;
        Years = Math.Max(1, year - cube.Origin.FirstYear + 1);
        Waiting = new long[ordinals * Acts * Durations.ClassCount];
        Basiszorg = new long[ordinals * Durations.ClassCount];
        Dropped = new long[ordinals * Acts * Years];
    }

    /// <summary>Years from the first of the cube to the one that is read.</summary>
    public int Years { get; }

    /// <summary>Shape [O, Act, Class]; persons.</summary>
    public long[] Waiting { get; }

    /// <summary>Shape [O, Class]; persons.</summary>
    public long[] Basiszorg { get; }

    /// <summary>Shape [O, Act, Years ago]; persons who gave up in that year.</summary>
    public long[] Dropped { get; }

    /// <summary>Reads leaves, in place of those read before.</summary>
    public void Read(IEnumerable<int> leaves)
    {
        Waiting.AsSpan().Clear();
        Basiszorg.AsSpan().Clear();
        Dropped.AsSpan().Clear();
        foreach (var leaf in leaves)
        {
            Add(RowOf(leaf), RowOf(leaf + 1));
        }
    }

    private void Add(int from, int to)
    {
        var waiting = table.Column("waiting");
        var basiszorg = table.Column("basiszorg");
        var dropped = table.Column("dropped");
        for (var row = from; row < to; row++)
        {
            var key = table.KeyAt(row);
            var ago = year - periods[key.Period].Year;
            var pair = (key.Product * Acts) + (int)Durations.ActOf(key);
            if (ago == 0)
            {
                Waiting[(pair * Durations.ClassCount) + Durations.ClassOf(key)] += waiting[row];
                Basiszorg[(key.Product * Durations.ClassCount) + Durations.ClassOf(key)] += basiszorg[row];
            }
            if (ago >= 0 && ago < Years)
            {
                Dropped[(pair * Years) + ago] += dropped[row];
            }
        }
    }

    private int RowOf(int leaf)
    {
        var found = table.Keys.BinarySearch(new CellKey(leaf, 0, 0, 0, Sex.V, Delivery.Zin).Bits);
        return found >= 0 ? found : ~found;
    }
}
